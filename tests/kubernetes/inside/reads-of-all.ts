/** One read of each service, at the front door. */
export const reads = [
  '/registry/v1/organisations?limit=5',
  '/partnerships/v1/partners?limit=5',
  '/strategy/v1/plans?limit=5',
  '/initiatives/v1/initiatives?limit=5',
  '/reporting/v1/reports/plan/alignment?plan=NDP',
];
