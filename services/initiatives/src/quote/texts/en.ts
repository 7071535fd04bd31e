import type { QuoteTexts } from './quote-text.ts';

export const en: QuoteTexts = {
  rejections: {
    PROJECT_BELOW_MIN: 'A project costs at least {limit}; this one costs {given}.',
    PROJECT_ABOVE_MAX: 'A project costs at most {limit}; this one costs {given}.',
    CURRENCY_NOT_ACCEPTED: 'Projects are taken in {passes}; this one is in {given}.',
    RATE_MISSING:
      'The rules state amounts in {limit}, and there is no rate from there to {given} on or before the day.',
    CURRENCY_MISMATCH: 'All amounts are in the currency of the cost, {passes}; this one is in {given}.',
    COST_LINES_NOT_TOTAL: 'The parts of the cost sum to {given}; they must sum to {passes}.',
    PARTY_UNKNOWN: 'The programme has no party {given}; its parties are {passes}.',
    FORM_NOT_ALLOWED: '{party} may give {passes}, and not {given}.',
    AMOUNT_REQUIRED: 'Say how much {party} offers.',
    METHOD_REQUIRED: 'Say by which method this is valued: {passes}.',
    METHOD_UNKNOWN: 'The programme values nothing by {given}; its methods are {passes}.',
    CATEGORY_UNKNOWN: 'Say how many units of what are given: the rates are for {passes}.',
    SOURCE_OF_FUNDS_UNPROVEN: 'The money of {party} must come from {passes}; this comes from {given}.',
    SHARE_BELOW_FLOOR: '{party} must bring at least {limit} and offers {given}; {passes} would pass.',
    SHARE_ABOVE_CAP: '{party} may bring at most {limit} and offers {given}; {passes} would pass.',
    PRIOR_STAGE_REQUIRED: 'The applicant must have completed {limit} before.',
    BENEFICIARIES_REQUIRED: 'Say for how many people it is: {party} pays so much for each.',
    UNITS_REQUIRED: 'Say how many units it makes: {party} pays so much for each.',
    FLOORS_ABOVE_COST:
      'The least that the parties must bring is {limit}, more than the rules let them pay of a cost of {given}.',
    CAPS_BELOW_COST: 'The parties may pay at most {limit} together; the project costs {given}.',
    LOAN_BELOW_MIN: 'At least {limit} is lent; {given} is asked for.',
    LOAN_ABOVE_MAX: 'At most {limit} is lent; {given} is asked for.',
  },
  conditions: { met: 'Met: {asks}.', 'not-met': 'Not met: {asks}.', unknown: 'Not decided yet: {asks}.' },
  unanswered: 'Not answered: {names}.',
  fact: '{name} is {value}',
  hidden: '{name} was answered',
  yes: 'yes',
  no: 'no',
};
