// To which other organisations one belongs: as a member of a network or federation, or as a branch. Each is told as it begins
// and as it ends; what an association proposes is told once a registrar has confirmed it.
import { z } from 'zod';
import { allow } from '../kernel/access.ts';
import { ReasonCode } from '../kernel/requests.ts';
import { Count } from '../values/count.ts';
import { LocalDate } from '../values/date.ts';
import { Id } from '../values/identity.ts';
import { given } from '../values/kept-and-given.ts';
import { Code } from '../values/text.ts';
import { organisation } from './organisation.ts';
import { membershipKinds } from './organisation-parts.ts';

/** How many memberships are kept of one organisation, those of before with them. */
export const MOST_MEMBERSHIPS = 200;

const kind = z.enum(membershipKinds).describe('member of a network or federation, or branch of another organisation');
const told = { no: Count, organisationId: Id.describe('the organisation to which it belongs'), kind };

export const membershipBegan = organisation.event(
  'membership-began.v1',
  'An organisation belongs to another one from a day on, as a member or as a branch',
  z.strictObject({ ...told, since: LocalDate.describe('the first day on which it belongs to it') }),
  'since',
);
export const membershipEnded = organisation.event(
  'membership-ended.v1',
  'An organisation no longer belongs to another one',
  z.strictObject({ ...told, until: LocalDate.describe('the day from which it no longer does'), reasonCode: Code }),
  'until',
);

export const addMembership = organisation.change('memberships', {
  summary:
    'Enter to which other organisation one belongs, as a member or as a branch; what an association proposes for its own ' +
    'organisation holds once a registrar has confirmed it. No organisation is a branch of itself, be it through others',
  by: allow('registrar', { self: ['association'] }),
  body: z.strictObject({
    organisationId: Id.describe('the organisation to which it belongs'),
    kind,
    since: given(LocalDate).describe('the first day on which it belongs to it; today unless told, and never later'),
  }),
  dated: 'since',
  refuses: ['NOT_A_REPRESENTATIVE', 'ALREADY_EXISTS', 'ABOVE_LIMIT', 'ORGANISATION_UNKNOWN', 'ORGANISATIONS_CIRCULAR'],
});

const place = { no: z.coerce.number<string>().int().min(1).max(MOST_MEMBERSHIPS) };

export const confirmMembership = organisation.change('memberships/{no}/confirmation', {
  summary: 'Confirm that an organisation belongs to another one, as its association has proposed',
  by: allow('registrar'),
  place,
  body: z.strictObject({}),
  refuses: ['NOT_FOUND', 'WRONG_STATE', 'ABOVE_LIMIT', 'ORGANISATION_UNKNOWN', 'ORGANISATIONS_CIRCULAR'],
});

export const endMembership = organisation.change('memberships/{no}/end', {
  summary: 'End that an organisation belongs to another one, or refuse what was proposed',
  by: allow('registrar'),
  place,
  body: z.strictObject({
    reasonCode: ReasonCode.describe('why, by its code, such as LEFT'),
    endedOn: given(LocalDate).describe('the day from which it no longer does; today unless told, and never later'),
  }),
  dated: 'endedOn',
  refuses: ['NOT_FOUND', 'WRONG_STATE', 'DATES_REVERSED'],
});
