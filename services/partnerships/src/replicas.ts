// A small local copy of what the registry owns, fed by its events: where organisations stand.
import {
  appliedStanding,
  type OrganisationStanding,
  organisationApplied,
  organisationRecognised,
  organisationSuspended,
  withRecognition,
  withSuspension,
} from '@tributary/contracts';
import { defineView, type Eventing } from '@tributary/eventing';

const organisations = defineView<OrganisationStanding>(
  'organisations',
  () => appliedStanding,
  (when) => [
    when(organisationApplied, () => appliedStanding),
    when(organisationRecognised, (standing, { data }) => withRecognition(standing, data)),
    when(organisationSuspended, withSuspension),
  ],
);

/** What decisions here may know of other services. */
export interface Replicas {
  organisation(id: string): OrganisationStanding | undefined;
}

/** Declares the view; it is filled when eventing starts. */
export function createReplicas(eventing: Eventing): Replicas {
  const reader = eventing.view(organisations);
  return { organisation: (id) => reader.one(id) };
}
