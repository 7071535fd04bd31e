import type { QuoteTexts } from './quote-text.ts';

export const fr: QuoteTexts = {
  rejections: {
    PROJECT_BELOW_MIN: 'Un projet coûte au moins {limit} ; celui-ci coûte {given}.',
    PROJECT_ABOVE_MAX: 'Un projet coûte au plus {limit} ; celui-ci coûte {given}.',
    CURRENCY_NOT_ACCEPTED: 'Les projets sont acceptés en {passes} ; celui-ci est en {given}.',
    RATE_MISSING:
      'Les règles donnent des montants en {limit}, et il n’y a pas de taux vers {given} à cette date ou avant.',
    CURRENCY_MISMATCH: 'Tous les montants sont dans la devise du coût, {passes} ; celui-ci est en {given}.',
    COST_LINES_NOT_TOTAL: 'Les postes du coût font {given} ; leur somme doit être {passes}.',
    PARTY_UNKNOWN: 'Le programme n’a pas de partie {given} ; ses parties sont {passes}.',
    FORM_NOT_ALLOWED: '{party} peut donner {passes}, mais pas {given}.',
    AMOUNT_REQUIRED: 'Indiquez combien {party} offre.',
    METHOD_REQUIRED: 'Indiquez par quelle méthode ceci est évalué : {passes}.',
    METHOD_UNKNOWN: 'Le programme n’évalue rien par {given} ; ses méthodes sont {passes}.',
    CATEGORY_UNKNOWN: 'Indiquez combien d’unités de quoi sont données : il y a des tarifs pour {passes}.',
    SOURCE_OF_FUNDS_UNPROVEN: 'L’argent de {party} doit provenir de {passes} ; celui-ci provient de {given}.',
    SHARE_BELOW_FLOOR: '{party} doit apporter au moins {limit} et offre {given} ; {passes} serait accepté.',
    SHARE_ABOVE_CAP: '{party} peut apporter au plus {limit} et offre {given} ; {passes} serait accepté.',
    PRIOR_STAGE_REQUIRED: 'Le demandeur doit avoir achevé {limit} auparavant.',
    BENEFICIARIES_REQUIRED: 'Indiquez pour combien de personnes : {party} paie tant pour chacune.',
    UNITS_REQUIRED: 'Indiquez combien d’unités sont produites : {party} paie tant pour chacune.',
    FLOORS_ABOVE_COST:
      'Le minimum que les parties doivent apporter est {limit}, plus que les règles ne leur laissent payer d’un coût de {given}.',
    CAPS_BELOW_COST: 'Ensemble, les parties peuvent payer au plus {limit} ; le projet coûte {given}.',
    LOAN_BELOW_MIN: 'Le prêt est d’au moins {limit} ; {given} est demandé.',
    LOAN_ABOVE_MAX: 'Le prêt est d’au plus {limit} ; {given} est demandé.',
  },
  conditions: { met: 'Remplie : {asks}.', 'not-met': 'Non remplie : {asks}.', unknown: 'Pas encore décidée : {asks}.' },
  unanswered: 'Sans réponse : {names}.',
  fact: '{name} : {value}',
  hidden: '{name} : réponse donnée',
  yes: 'oui',
  no: 'non',
};
