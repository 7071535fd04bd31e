// What frames the pages of problems, in six languages.
import type { Language } from '@tributary/contracts';

export interface PageWords {
  readonly all: string;
  readonly about: string;
  readonly meaning: string;
  readonly mending: string;
  readonly code: string;
  readonly status: string;
}

export const pageWords: Readonly<Record<Language, PageWords>> = {
  en: {
    all: 'All problems',
    about: 'Every answer with a status of 400 or above is one of these.',
    meaning: 'What it means',
    mending: 'How to mend it',
    code: 'Code',
    status: 'HTTP status',
  },
  fr: {
    all: 'Tous les problèmes',
    about: 'Toute réponse dont le statut est 400 ou plus est l’un de ces problèmes.',
    meaning: 'Ce que cela signifie',
    mending: 'Comment y remédier',
    code: 'Code',
    status: 'Statut HTTP',
  },
  es: {
    all: 'Todos los problemas',
    about: 'Toda respuesta con un estado de 400 o superior es uno de estos problemas.',
    meaning: 'Qué significa',
    mending: 'Cómo resolverlo',
    code: 'Código',
    status: 'Estado HTTP',
  },
  ru: {
    all: 'Все ошибки',
    about: 'Любой ответ со статусом 400 и выше — одна из этих ошибок.',
    meaning: 'Что это значит',
    mending: 'Как исправить',
    code: 'Код',
    status: 'Статус HTTP',
  },
  it: {
    all: 'Tutti i problemi',
    about: 'Ogni risposta con uno stato pari o superiore a 400 è uno di questi problemi.',
    meaning: 'Che cosa significa',
    mending: 'Come rimediare',
    code: 'Codice',
    status: 'Stato HTTP',
  },
  pt: {
    all: 'Todos os problemas',
    about: 'Toda a resposta com um estado igual ou superior a 400 é um destes problemas.',
    meaning: 'O que significa',
    mending: 'Como resolver',
    code: 'Código',
    status: 'Estado HTTP',
  },
};
