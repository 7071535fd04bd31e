// The problems of awards, in every language.
import type { ProblemTexts } from '../kernel/problem.ts';
import type { Language } from '../values/label.ts';

type OfAwards = Pick<ProblemTexts, 'AWARD_NOT_POSSIBLE'>;

export const awardProblems: Readonly<Record<Language, OfAwards>> = {
  en: {
    AWARD_NOT_POSSIBLE: {
      title: 'No award can be granted',
      detail:
        'By version {rulesVersion} of the rules the cost of {cost} cannot be shared out with at most {requested} from the programme: {reasons}.',
    },
  },
  fr: {
    AWARD_NOT_POSSIBLE: {
      title: 'Aucune aide ne peut être accordée',
      detail:
        'Selon la version {rulesVersion} des règles, le coût de {cost} ne peut pas être réparti avec au plus {requested} à la charge du programme : {reasons}.',
    },
  },
  es: {
    AWARD_NOT_POSSIBLE: {
      title: 'No se puede conceder ninguna ayuda',
      detail:
        'Según la versión {rulesVersion} de las reglas, el coste de {cost} no puede repartirse con un máximo de {requested} a cargo del programa: {reasons}.',
    },
  },
  ru: {
    AWARD_NOT_POSSIBLE: {
      title: 'Средства не могут быть выделены',
      detail:
        'По версии {rulesVersion} правил стоимость {cost} нельзя распределить так, чтобы на долю программы пришлось не больше {requested}: {reasons}.',
    },
  },
  it: {
    AWARD_NOT_POSSIBLE: {
      title: 'Non si può concedere alcun contributo',
      detail:
        'Secondo la versione {rulesVersion} delle regole il costo di {cost} non si può ripartire con al massimo {requested} a carico del programma: {reasons}.',
    },
  },
  pt: {
    AWARD_NOT_POSSIBLE: {
      title: 'Não é possível conceder nenhum apoio',
      detail:
        'Segundo a versão {rulesVersion} das regras, o custo de {cost} não pode ser repartido com um máximo de {requested} a cargo do programa: {reasons}.',
    },
  },
};
