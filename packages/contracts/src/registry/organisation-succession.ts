// Which organisations follow one that dissolved, merged or split. Nothing that was entered for it moves to them.
import { z } from 'zod';
import { allow } from '../kernel/access.ts';
import { ReasonCode } from '../kernel/requests.ts';
import { LocalDate } from '../values/date.ts';
import { described } from '../values/described.ts';
import { broken } from '../values/form.ts';
import { Id } from '../values/identity.ts';
import { given } from '../values/kept-and-given.ts';
import { organisation } from './organisation.ts';
import { MOST_SUCCESSORS, OrganisationSuccession } from './organisation-parts.ts';

export const organisationSucceeded = organisation.event(
  'succeeded.v1',
  'It was said which organisations follow one that dissolved, merged or split',
  OrganisationSuccession.extend({
    successorIds: z
      .array(Id)
      .max(MOST_SUCCESSORS)
      .describe('all that follow it, instead of those that were told before; none where that is taken back'),
  }),
  'succeededOn',
);

const Successors = z
  .array(Id)
  .max(MOST_SUCCESSORS)
  .check(({ value, issues }) => {
    value.forEach((id, at) => {
      if (value.indexOf(id) === at) return;
      issues.push({ code: 'custom', path: [at], input: id, params: broken('REPEATED').params });
    });
  })
  .describe('the organisations that follow it, each once; none to take back what was said before');
described.add(Successors, { uniqueItems: true });

export const nameSuccessors = organisation.change('succession', {
  summary:
    'Say which organisations follow one whose recognition was withdrawn or has expired; they stand instead of those that ' +
    'were named before. What was entered for it stays with it',
  by: allow('registrar'),
  body: z.strictObject({
    successorIds: Successors,
    succeededOn: given(LocalDate).describe('the day from which they follow it; today unless told, and never later'),
    reasonCode: ReasonCode.describe('why, by its code, such as MERGED'),
  }),
  dated: 'succeededOn',
  refuses: ['WRONG_STATE', 'ABOVE_LIMIT', 'ORGANISATION_UNKNOWN', 'ORGANISATIONS_CIRCULAR'],
});
