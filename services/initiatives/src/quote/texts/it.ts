import type { QuoteTexts } from './quote-text.ts';

export const it: QuoteTexts = {
  rejections: {
    PROJECT_BELOW_MIN: 'Un progetto costa almeno {limit}; questo costa {given}.',
    PROJECT_ABOVE_MAX: 'Un progetto costa al massimo {limit}; questo costa {given}.',
    CURRENCY_NOT_ACCEPTED: 'Si accettano progetti in {passes}; questo è in {given}.',
    RATE_MISSING: 'Le regole indicano importi in {limit}, e non c’è un cambio verso {given} in quel giorno o prima.',
    CURRENCY_MISMATCH: 'Tutti gli importi sono nella valuta del costo, {passes}; questo è in {given}.',
    COST_LINES_NOT_TOTAL: 'Le voci del costo danno {given}; devono dare {passes}.',
    PARTY_UNKNOWN: 'Il programma non ha alcuna parte {given}; le sue parti sono {passes}.',
    FORM_NOT_ALLOWED: '{party} può dare {passes}, ma non {given}.',
    AMOUNT_REQUIRED: 'Indichi quanto offre {party}.',
    METHOD_REQUIRED: 'Indichi con quale metodo è valutato: {passes}.',
    METHOD_UNKNOWN: 'Il programma non valuta nulla con {given}; i suoi metodi sono {passes}.',
    CATEGORY_UNKNOWN: 'Indichi quante unità di che cosa si danno: ci sono tariffe per {passes}.',
    SOURCE_OF_FUNDS_UNPROVEN: 'Il denaro di {party} deve provenire da {passes}; questo proviene da {given}.',
    SHARE_BELOW_FLOOR: '{party} deve apportare almeno {limit} e offre {given}; {passes} andrebbe bene.',
    SHARE_ABOVE_CAP: '{party} può apportare al massimo {limit} e offre {given}; {passes} andrebbe bene.',
    PRIOR_STAGE_REQUIRED: 'Il richiedente deve prima aver completato {limit}.',
    BENEFICIARIES_REQUIRED: 'Indichi per quante persone è: {party} paga un tanto per ciascuna.',
    UNITS_REQUIRED: 'Indichi quante unità produce: {party} paga un tanto per ciascuna.',
    FLOORS_ABOVE_COST:
      'Il minimo che le parti devono apportare è {limit}, più di quanto le regole consentano loro di pagare di un costo di {given}.',
    CAPS_BELOW_COST: 'Insieme le parti possono pagare al massimo {limit}; il progetto costa {given}.',
    LOAN_BELOW_MIN: 'Si prestano almeno {limit}; se ne chiedono {given}.',
    LOAN_ABOVE_MAX: 'Si prestano al massimo {limit}; se ne chiedono {given}.',
  },
  conditions: {
    met: 'Soddisfatta: {asks}.',
    'not-met': 'Non soddisfatta: {asks}.',
    unknown: 'Non ancora decisa: {asks}.',
  },
  unanswered: 'Senza risposta: {names}.',
  fact: '{name}: {value}',
  hidden: '{name}: risposta data',
  yes: 'sì',
  no: 'no',
};
