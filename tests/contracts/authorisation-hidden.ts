/** What its own ministry alone may know of. */
export const hidden = [
  '/initiatives/v1/applications',
  '/initiatives/v1/bank-statements',
  '/initiatives/v1/debtor-accounts',
  '/initiatives/v1/evidence-readings',
  '/initiatives/v1/payment-batches',
  '/registry/v1/duplicate-rules',
  '/registry/v1/duplicates',
  '/registry/v1/freshness-rules',
  '/registry/v1/majority-rules',
  '/registry/v1/person-import-mappings',
  '/registry/v1/person-imports',
  '/registry/v1/person-transfers',
  '/registry/v1/persons',
  '/registry/v1/retention-proposals',
  '/registry/v1/retention-rules',
  '/registry/v1/reconfirmation-campaigns',
];
