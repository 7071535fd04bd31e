// What an organisation is called, and by which names it is found.
import {
  accept,
  allNamesOf,
  type Decision,
  decideChange,
  type Known,
  type Organisation,
  type OrganisationNames,
  organisationNamesChanged,
  refuseReversed,
  reject,
  rejectField,
  setOrganisationNames,
} from '@tributary/contracts';
import { lostBy } from './representatives.ts';

/** Of a caller who may name their own alone: the organisation, and the subject that must act for it. */
export interface Naming {
  readonly by: { readonly organisationId: string; readonly subjectId: string } | undefined;
}

/** The organisation, found by each name that it has or had. */
export const findable = (organisation: Organisation): Organisation => ({
  ...organisation,
  named: allNamesOf(organisation),
});

function refuseFormer({ former = [] }: OrganisationNames, today: string) {
  for (const [at, { since, until }] of former.entries()) {
    const pointer = `/former/${at}/until`;
    const reversed = since === undefined ? undefined : refuseReversed(since, until, pointer);
    if (reversed !== undefined) return reversed;
    if (until > today) return rejectField('FUTURE_DATE', pointer, { date: until, today });
  }
  return undefined;
}

/** Sets the names beside the registered one, instead of those of before. */
export const setNames = decideChange(setOrganisationNames, (organisation, names, { by, today }: Known<Naming>) => {
  if (by !== undefined && lostBy(organisation, by.subjectId)) {
    return reject('NOT_A_REPRESENTATIVE', { organisationId: by.organisationId });
  }
  const refused = refuseFormer(names, today);
  return refused ?? accept(findable({ ...organisation, names }), organisationNamesChanged({ names }));
});

/** Lets an organisation that was kept before it had more than one name be found by it. */
export const foundAnew = (organisation: Organisation): Decision<Organisation> | 'unchanged' =>
  organisation.named === undefined ? accept(findable(organisation)) : 'unchanged';
