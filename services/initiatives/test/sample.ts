/** What an officer of the fictional country Istmara enters; a test changes what its story is about. */
export const described = {
  title: { en: 'Water for Upper Torva (sample)' },
  area: 'Torva',
  budget: { amount: '90000.00', currency: 'EUR' },
  plannedStartOn: '2025-07-01',
  plannedEndOn: '2026-12-31',
};
