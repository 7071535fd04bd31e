// Who may act for an organisation. Outside of the registry a representative is known by a token of the organisation and the
// subject together: each service works it out for whoever calls it, and two organisations' tokens of one subject share nothing.
import { z } from 'zod';
import { allow } from '../kernel/access.ts';
import { ReasonCode } from '../kernel/requests.ts';
import { Count } from '../values/count.ts';
import { LocalDate } from '../values/date.ts';
import { SubjectId } from '../values/identity.ts';
import { given } from '../values/kept-and-given.ts';
import { Code } from '../values/text.ts';
import { organisation } from './organisation.ts';
import { RepresentativeRole } from './organisation-parts.ts';

/** How many representatives are kept of one organisation, those of before with them. */
export const MOST_REPRESENTATIVES = 200;

/** A representative as services tell each other: of the organisation and the subject, under the key of the installation. */
export const RepresentativeToken = z.string().regex(/^[A-Za-z0-9_-]{22}$/);

export const representativeAdded = organisation.event(
  'representative-added.v1',
  'Someone may act for an organisation from a day on',
  z.strictObject({
    no: Count,
    role: Code.describe('the office under which they act, by an open list'),
    since: LocalDate.describe('the first day on which they may act for it'),
    representative: RepresentativeToken.describe(
      'who it is, by a token of this organisation and the subject: it names nobody, and is another one elsewhere',
    ),
  }),
  'since',
);
export const representativeEnded = organisation.event(
  'representative-ended.v1',
  'Someone may no longer act for an organisation',
  z.strictObject({
    no: Count,
    until: LocalDate.describe('the day from which they may no longer'),
    reasonCode: Code,
  }),
  'until',
);

export const addRepresentative = organisation.change('representatives', {
  summary:
    'Name someone who may act for an organisation, by the subject of their token; what an association proposes for its ' +
    'own organisation holds once a registrar has confirmed it',
  by: allow('registrar', { self: ['association'] }),
  body: z.strictObject({
    role: given(RepresentativeRole).describe('the office under which they act, by an open list'),
    subjectId: SubjectId.describe('the subject (claim subject_id) of the token with which they will act'),
    since: given(LocalDate).describe('the first day on which they may act for it; today unless told, and never later'),
  }),
  dated: 'since',
  refuses: ['NOT_A_REPRESENTATIVE', 'ALREADY_EXISTS', 'ABOVE_LIMIT'],
});

const place = { no: z.coerce.number<string>().int().min(1).max(MOST_REPRESENTATIVES) };

export const confirmRepresentative = organisation.change('representatives/{no}/confirmation', {
  summary: 'Confirm someone whom an association has proposed: they may act for it from then on',
  by: allow('registrar'),
  place,
  body: z.strictObject({}),
  refuses: ['NOT_FOUND', 'WRONG_STATE'],
});

export const endRepresentative = organisation.change('representatives/{no}/end', {
  summary:
    'End what someone may do for an organisation, or refuse who was proposed. The last one of an organisation that is ' +
    'recognised is ended only where it is said that nobody follows',
  by: allow('registrar'),
  place,
  body: z.strictObject({
    reasonCode: ReasonCode.describe('why, by its code, such as ELECTED_OUT'),
    endedOn: given(LocalDate).describe('the day from which they may no longer; today unless told, and never later'),
    nobodyFollows: z
      .boolean()
      .default(false)
      .describe('that nobody may act for it from then on; of the last one of an organisation that is recognised'),
  }),
  dated: 'endedOn',
  refuses: ['NOT_FOUND', 'WRONG_STATE', 'DATES_REVERSED', 'LAST_REPRESENTATIVE'],
});
