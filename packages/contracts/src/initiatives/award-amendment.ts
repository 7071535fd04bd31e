// Amendments of a signed award: proposed by one person and approved by another, within what was committed and within
// the rules by which it was granted.
import { z } from 'zod';
import { allow } from '../kernel/access.ts';
import { BusinessDate, ReasonCode } from '../kernel/requests.ts';
import { LocalDate } from '../values/date.ts';
import { GivenDate } from '../values/given.ts';
import { withOneOf } from '../values/one-of-needed.ts';
import { award } from './award.ts';
import { Amended, Amendment, PlannedTranche } from './award-change.ts';
import { GivenPlace } from './award-contribution.ts';
import { Tranche } from './award-money.ts';
import { AwardShare } from './award-share.ts';

export const awardAmended = award.event(
  'amended.v1',
  'A second person approved an amendment of an award; what it does not name stays',
  z.strictObject({
    no: Amendment.shape.no,
    reasonCode: ReasonCode,
    plannedEnd: LocalDate.optional(),
    shares: z
      .array(AwardShare.pick({ role: true, value: true }))
      .optional()
      .describe('of every party; they sum to the cost to the minor unit'),
    tranches: z
      .array(Tranche.pick({ no: true, value: true, dueOn: true }))
      .optional()
      .describe(
        'every tranche that is not paid, none of which is approved now; others that were not paid are cancelled',
      ),
    amendedOn: LocalDate,
  }),
  'amendedOn',
);

const Proposal = withOneOf(
  Amended.extend({
    plannedEndOn: GivenDate.optional(),
    tranches: z
      .array(PlannedTranche.extend({ dueOn: GivenDate }))
      .min(1)
      .max(24)
      .optional()
      .describe('every tranche that is not paid, in the order of their days'),
    reasonCode: ReasonCode,
    proposedOn: BusinessDate,
  }),
  ['plannedEndOn', 'shares', 'tranches'],
  'plannedEndOn',
);

const ofRules = ['AMENDMENT_NOT_TAKEN', 'AWARD_NOT_POSSIBLE', 'DATES_REVERSED', 'RATE_MISSING'] as const;

export const proposeAmendment = award.change('amendments', {
  summary: 'Propose an amendment of a signed award, one at a time: its planned end, its shares or its tranches',
  by: allow('officer', { ministry: 'own', person: true }),
  body: Proposal,
  dated: 'proposedOn',
  precondition: 'required',
  bodyLimit: 64 * 1024,
  refuses: ['WRONG_STATE', 'AMENDMENT_OPEN', ...ofRules],
});

const place = { no: GivenPlace };

export const approveAmendment = award.change('amendments/{no}/approval', {
  summary: 'Approve an amendment, which changes the award; by a person who did not propose it',
  by: allow('approver', { ministry: 'own', person: true }),
  place,
  body: z.strictObject({ approvedOn: BusinessDate }),
  dated: 'approvedOn',
  refuses: ['WRONG_STATE', 'NOT_FOUND', 'FOUR_EYES', ...ofRules],
});

export const refuseAmendment = award.change('amendments/{no}/refusal', {
  summary: 'Refuse an amendment, or take it back: it changes nothing, and another can be proposed',
  by: allow(['officer', 'approver'], { ministry: 'own', person: true }),
  place,
  body: z.strictObject({ refusedOn: BusinessDate }),
  dated: 'refusedOn',
  refuses: ['WRONG_STATE', 'NOT_FOUND', 'DATES_REVERSED'],
});
