// What organisations are called in further languages; what was told last stands.
import { defineView, type OrganisationNames, organisationNamesChanged } from '@tributary/contracts';

export const organisationNames = defineView<OrganisationNames>(
  'organisation-names',
  () => ({}),
  (when) => [when(organisationNamesChanged, (_row, { data }) => data.names)],
);
