// What a programme has promised for an approved application: granted → signed → terminated. One of before is proposed →
// signed, or refused. Shares, contributions, tranches and ledger are one document: what may be paid is one guarded write.
import { z } from 'zod';
import { allow, governmentRoles } from '../kernel/access.ts';
import { defineAggregate } from '../kernel/aggregate.ts';
import { ReasonCode } from '../kernel/requests.ts';
import { LocalDate } from '../values/date.ts';
import { Id } from '../values/identity.ts';
import { Label } from '../values/label.ts';
import { Money, Valued } from '../values/money.ts';
import { Code, Text } from '../values/text.ts';
import { Amendment, Recovery, Waiver } from './award-change.ts';
import { Contribution, LedgerEntry, Payment, ReversedPayment, Tranche, TrancheApproval } from './award-money.ts';
import { Opening } from './award-opening.ts';
import { AwardBound, AwardShare, Grant } from './award-share.ts';
import { SectorShare } from './initiative.ts';
import { PartyRole } from './match-limits.ts';
import { Payee, PayeeRead } from './payee.ts';

/** What an award rests on. */
const Origin = z.strictObject({
  applicationId: Id.describe('the application for which it was granted'),
  callId: Id,
  programmeId: Id,
  organisationId: Id.optional().describe('the applicant, where it is no natural person'),
  area: Text,
  rulesVersion: Code.describe('the version of the rules by which it was granted, which no later version changes'),
  grantedOn: LocalDate.describe('the day on which the last body approved'),
});

/** What is signed beside the money: the initiative that is registered for it. */
export const SignedProject = z.strictObject({
  title: Label,
  plannedStartOn: LocalDate,
  plannedEndOn: LocalDate.optional(),
  sectors: z.array(SectorShare),
  budgetCode: Code.optional(),
});

/** The numbers of every payment of an award, of those that the bank is asked for, of those that were taken back, and of what came back: each is used once. */
export const referencesOf = ({
  tranches,
  recovery,
}: {
  readonly tranches: readonly z.infer<typeof Tranche>[];
  readonly recovery?: Recovery | undefined;
}): readonly string[] =>
  tranches
    .flatMap(({ instruction, payment, reversals = [] }) => [
      ...reversals,
      ...(instruction === undefined ? [] : [instruction]),
      ...(payment === undefined ? [] : [payment]),
    ])
    .map(({ reference }) => reference)
    .concat(recovery?.repayments.map(({ reference }) => reference) ?? []);

type Claiming = Parameters<typeof referencesOf>[0] & {
  readonly status: string;
  readonly programmeId: string;
  readonly opening?: Opening | undefined;
};

/** What it alone may have: the numbers of its payments, and the one that it had before; nothing of what was refused. */
function claimsOf({ status, programmeId, opening, ...money }: Claiming) {
  if (status === 'refused') return [];
  const former = opening && [{ identifier: `${programmeId} ${opening.formerNumber}`, pointer: '/formerNumber' }];
  const numbers =
    status === 'proposed'
      ? money.tranches.flatMap(({ payment }, at) =>
          payment === undefined
            ? []
            : [{ identifier: payment.reference, pointer: `/tranches/${at}/payment/reference` }],
        )
      : referencesOf(money).map((identifier) => ({ identifier, pointer: '/reference' }));
  return [...(former ?? []), ...numbers];
}

export const award = defineAggregate(
  'initiatives.award',
  Origin.extend({
    ...Grant.shape,
    applicationId: Origin.shape.applicationId.optional(),
    callId: Origin.shape.callId.optional(),
    rulesVersion: Origin.shape.rulesVersion.optional(),
    status: z.enum(['proposed', 'refused', 'granted', 'signed', 'terminated']),
    opening: Opening.optional().describe('the balances with which it was taken in, of an award of before'),
    signedOn: LocalDate.optional(),
    initiativeId: Id.optional().describe('the initiative that was registered for it'),
    project: SignedProject.optional(),
    /** the person who signed it and made its tranches, who can approve none of them */
    madeBy: z.string().optional(),
    contributions: z.array(Contribution).describe('what the other parties give'),
    tranches: z.array(Tranche).describe('the parts in which the programme pays'),
    ledger: z.array(LedgerEntry).describe('each movement of its money, by double entry'),
    terminatedOn: LocalDate.optional(),
    reasonCode: ReasonCode.optional().describe('why it was terminated'),
    amendments: z.array(Amendment).optional().describe('its amendments, in the order of their proposals'),
    recovery: Recovery.optional().describe('what is due back of it, once it was terminated'),
    payee: Payee.optional(),
  }),
  {
    path: '/v1/awards',
    called: ['an award', 'awards'],
    filters: ['programmeId', 'callId', 'status', 'ministry'],
    identifiers: ['applicationId', 'organisationId'],
    days: ['grantedOn'],
    grows: ['ledger'],
    status: ({ status }) => status,
    claims: claimsOf,
  },
);
export type Award = z.infer<typeof award.state>;

export const awardGranted = award.event(
  'granted.v1',
  'An approved application was granted an award: who pays how much of its cost',
  Origin.extend({
    cost: Valued,
    shares: z.array(AwardShare.pick({ role: true, value: true })).describe('they sum to the cost to the minor unit'),
    bounds: z.array(AwardBound).describe('the limits that the shares have reached'),
  }),
  'grantedOn',
);

export const awardCoFundingRequested = award.event(
  'co-funding-requested.v1',
  'Partners are asked for a share of an award',
  z.strictObject({
    programmeId: Id,
    initiativeId: Id.optional(),
    role: PartyRole,
    amount: Money,
    area: Text,
    neededBy: LocalDate.optional().describe('the day on which it is needed'),
  }),
);

export const awardTerminated = award.event(
  'terminated.v1',
  'An award was terminated: what of it was not paid is cancelled',
  z.strictObject({ reasonCode: ReasonCode, on: LocalDate }),
  'on',
);

export const awardRevised = award.revised;

const ledgerRead = z
  .array(LedgerEntry)
  .describe('each movement of its money, by double entry: the postings of an entry sum to zero in each currency');

export const { list: listAwards, get: getAward } = award.reads({
  by: allow(governmentRoles),
  hides: ['project', 'madeBy', 'contributions', 'tranches', 'ledger', 'amendments', 'recovery', 'payee', 'opening'],
  shows: {
    opening: Opening.omit({ proposedBy: true })
      .optional()
      .describe('the balances with which it was taken in, of an award of before'),
    contributions: z.array(Contribution.omit({ enteredBy: true })).describe('what the other parties give'),
    tranches: z
      .array(
        Tranche.omit({ approvals: true, heldFor: true, madeBy: true, recalledFrom: true }).extend({
          payment: Payment.optional(),
          reversals: z.array(ReversedPayment).optional().describe('its payments that were taken back'),
          approvals: z
            .array(TrancheApproval.omit({ approvedBy: true }))
            .describe('by persons who are not named; two are needed'),
        }),
      )
      .describe('the parts in which the programme pays'),
    ledger: ledgerRead,
    payee: PayeeRead.optional().describe('the account to which it is paid, by its last four characters'),
    project: z
      .strictObject({ plannedStartOn: LocalDate, plannedEndOn: LocalDate.optional() })
      .optional()
      .describe('the days of the project, as amended'),
    amendments: z
      .array(Amendment.omit({ proposedBy: true }))
      .optional()
      .describe('its amendments, in the order of their proposals'),
    recovery: Recovery.extend({ waivers: z.array(Waiver.omit({ proposedBy: true })) })
      .optional()
      .describe('what is due back of it, once it was terminated'),
  },
  summary: 'Read an award with its shares, contributions, tranches and ledger',
});
