// The problems of awards, in every language.
import type { ProblemTexts } from '../kernel/problem.ts';
import type { Language } from '../values/label.ts';

type OfAwards =
  | 'AWARD_NOT_POSSIBLE'
  | 'TRANCHES_NOT_PLANNED'
  | 'CONTRIBUTION_NOT_TAKEN'
  | 'BELOW_LIMIT'
  | 'REQUIREMENT_NOT_DUE';

export const awardProblems: Readonly<Record<Language, Pick<ProblemTexts, OfAwards>>> = {
  en: {
    AWARD_NOT_POSSIBLE: {
      title: 'No award can be granted',
      detail:
        'By version {rulesVersion} of the rules the cost of {cost} cannot be shared out with at most {requested} from the programme: {reasons}.',
    },
    TRANCHES_NOT_PLANNED: {
      title: 'A day for each tranche',
      detail: 'The rules plan {needed} tranches, each with the day on which it is due; {given} days were given.',
    },
    CONTRIBUTION_NOT_TAKEN: {
      title: 'This contribution is not taken',
      detail:
        'Pledges are taken here from {passes}; {given} was given. What a partner gives is pledged by its commitment.',
    },
    BELOW_LIMIT: {
      title: 'More than can be taken back',
      detail: 'By the field {rule} at most {limit} can be taken back; {given} was given.',
    },
    REQUIREMENT_NOT_DUE: {
      title: 'The tranche does not wait for this',
      detail: 'The tranche still waits for {left}, where – stands for nothing; {given} was named.',
    },
  },
  fr: {
    AWARD_NOT_POSSIBLE: {
      title: 'Aucune aide ne peut être accordée',
      detail:
        'Selon la version {rulesVersion} des règles, le coût de {cost} ne peut pas être réparti avec au plus {requested} à la charge du programme : {reasons}.',
    },
    TRANCHES_NOT_PLANNED: {
      title: 'Une date par tranche',
      detail:
        'Les règles prévoient {needed} tranche(s), chacune avec sa date d’échéance ; {given} date(s) ont été indiquées.',
    },
    CONTRIBUTION_NOT_TAKEN: {
      title: 'Cette contribution n’est pas acceptée',
      detail:
        'Les promesses acceptées ici sont : {passes} ; {given} a été indiqué. Ce que donne un partenaire est promis par son engagement.',
    },
    BELOW_LIMIT: {
      title: 'Plus que ce qui peut être repris',
      detail: 'D’après le champ {rule}, au plus {limit} peuvent être repris ; {given} a été indiqué.',
    },
    REQUIREMENT_NOT_DUE: {
      title: 'La tranche n’attend pas cet élément',
      detail: 'La tranche attend encore {left} (– signifie rien) ; {given} a été indiqué.',
    },
  },
  es: {
    AWARD_NOT_POSSIBLE: {
      title: 'No se puede conceder ninguna ayuda',
      detail:
        'Según la versión {rulesVersion} de las reglas, el coste de {cost} no puede repartirse con un máximo de {requested} a cargo del programa: {reasons}.',
    },
    TRANCHES_NOT_PLANNED: {
      title: 'Una fecha para cada tramo',
      detail: 'Las reglas prevén {needed} tramos, cada uno con su fecha de vencimiento; se indicaron {given} fechas.',
    },
    CONTRIBUTION_NOT_TAKEN: {
      title: 'Esta contribución no se acepta',
      detail:
        'Aquí se aceptan promesas de {passes}; se indicó {given}. Lo que aporta un socio se promete mediante su compromiso.',
    },
    BELOW_LIMIT: {
      title: 'Más de lo que puede retirarse',
      detail: 'Según el campo {rule} puede retirarse como máximo {limit}; se indicó {given}.',
    },
    REQUIREMENT_NOT_DUE: {
      title: 'El tramo no espera esto',
      detail: 'El tramo todavía espera {left} (– significa nada); se indicó {given}.',
    },
  },
  ru: {
    AWARD_NOT_POSSIBLE: {
      title: 'Средства не могут быть выделены',
      detail:
        'По версии {rulesVersion} правил стоимость {cost} нельзя распределить так, чтобы на долю программы пришлось не больше {requested}: {reasons}.',
    },
    TRANCHES_NOT_PLANNED: {
      title: 'Нужна дата для каждого транша',
      detail: 'Число траншей по правилам: {needed}, у каждого — свой срок выплаты; число указанных дат: {given}.',
    },
    CONTRIBUTION_NOT_TAKEN: {
      title: 'Такой взнос не принимается',
      detail:
        'Здесь принимаются обязательства: {passes}; указано: {given}. Взнос партнёра вносится через его собственное обязательство.',
    },
    BELOW_LIMIT: {
      title: 'Больше, чем можно отозвать',
      detail: 'По полю {rule} можно отозвать не больше {limit}; указано {given}.',
    },
    REQUIREMENT_NOT_DUE: {
      title: 'Транш этого не ожидает',
      detail: 'Транш ещё ожидает: {left} (– означает «ничего»); указано: {given}.',
    },
  },
  it: {
    AWARD_NOT_POSSIBLE: {
      title: 'Non si può concedere alcun contributo',
      detail:
        'Secondo la versione {rulesVersion} delle regole il costo di {cost} non si può ripartire con al massimo {requested} a carico del programma: {reasons}.',
    },
    TRANCHES_NOT_PLANNED: {
      title: 'Una data per ogni rata',
      detail: 'Le regole prevedono {needed} rate, ciascuna con la sua scadenza; sono state indicate {given} date.',
    },
    CONTRIBUTION_NOT_TAKEN: {
      title: 'Questo apporto non è accettato',
      detail:
        'Qui si accettano promesse da {passes}; è stato indicato {given}. L’apporto di un partner è promesso dal suo impegno.',
    },
    BELOW_LIMIT: {
      title: 'Più di quanto si possa ritirare',
      detail: 'Secondo il campo {rule} si può ritirare al massimo {limit}; è stato indicato {given}.',
    },
    REQUIREMENT_NOT_DUE: {
      title: 'La rata non attende questo',
      detail: 'La rata attende ancora {left} (– significa nulla); è stato indicato {given}.',
    },
  },
  pt: {
    AWARD_NOT_POSSIBLE: {
      title: 'Não é possível conceder nenhum apoio',
      detail:
        'Segundo a versão {rulesVersion} das regras, o custo de {cost} não pode ser repartido com um máximo de {requested} a cargo do programa: {reasons}.',
    },
    TRANCHES_NOT_PLANNED: {
      title: 'Uma data para cada parcela',
      detail:
        'As regras preveem {needed} parcelas, cada uma com a sua data de vencimento; foram indicadas {given} datas.',
    },
    CONTRIBUTION_NOT_TAKEN: {
      title: 'Esta contribuição não é aceite',
      detail:
        'Aqui aceitam-se promessas de {passes}; foi indicado {given}. O que um parceiro dá é prometido pelo seu compromisso.',
    },
    BELOW_LIMIT: {
      title: 'Mais do que se pode retirar',
      detail: 'Segundo o campo {rule}, pode retirar-se no máximo {limit}; foi indicado {given}.',
    },
    REQUIREMENT_NOT_DUE: {
      title: 'A parcela não espera por isto',
      detail: 'A parcela ainda espera por {left} (– significa nada); foi indicado {given}.',
    },
  },
};
