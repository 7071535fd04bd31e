// Awards: what each party has promised and verified, and how each tranche of the programme stands. Money is in minor
// units of the base currency, as it was converted when it was entered.
import {
  awardAmended,
  awardContributionVerified,
  awardGranted,
  awardOpened,
  awardPaymentReversed,
  awardSigned,
  awardTerminated,
  awardTrancheApproved,
  awardTrancheEligible,
  awardTrancheHeld,
  awardTranchePaid,
  type ContributionForm,
  defineView,
  type EventContract,
  type LimitName,
  type LocalDate,
  type PartyRole,
  type SignedValued,
  toMinor,
  type Valued,
} from '@tributary/contracts';

export interface AwardRow {
  readonly id: string;
  /** undefined: its grant is outside the cut */
  readonly grant: GrantRow | undefined;
  readonly signature: SignatureRow | undefined;
  readonly tranches: readonly TrancheRow[];
  /** increments in the order in which they were entered */
  readonly verified: readonly VerifiedRow[];
  readonly isTerminated: boolean;
}

export interface GrantRow {
  /** undefined: it was granted before it was kept here */
  readonly applicationId: string | undefined;
  readonly programmeId: string;
  /** the base currency */
  readonly currency: string;
  readonly shares: readonly { readonly role: PartyRole; readonly value: bigint }[];
  /** the limits that shares have reached */
  readonly bounds: readonly { readonly role: PartyRole; readonly limit: LimitName }[];
}

export interface SignatureRow {
  readonly initiativeId: string;
  readonly signedOn: LocalDate;
}

export interface TrancheRow {
  readonly no: number;
  readonly value: bigint;
  /** minor units of the currency of the award */
  readonly own: bigint;
  readonly dueOn: LocalDate;
  /** why it is held; undefined where nothing holds it */
  readonly heldFor: string | undefined;
  /** persons who have approved it since it was held last */
  readonly approvals: number;
  readonly payment: { readonly paidOn: LocalDate; readonly value: bigint; readonly own: bigint } | undefined;
}

export interface VerifiedRow {
  readonly role: PartyRole;
  readonly form: ContributionForm;
  /** negative where something was taken back */
  readonly value: bigint;
}

/** An award that was signed and not terminated. */
export type StandingAward = AwardRow & { readonly grant: GrantRow; readonly signature: SignatureRow };

const worth = ({ base }: Pick<SignedValued, 'base'>): bigint => toMinor(base);

const shareOf = ({ role, value }: { readonly role: PartyRole; readonly value: Valued }) => ({
  role,
  value: worth(value),
});

type Planned = Pick<TrancheRow, 'no' | 'dueOn'> & { readonly value: Valued };

const plannedTranche = ({ no, value, dueOn }: Planned): TrancheRow => ({
  no,
  value: worth(value),
  own: toMinor(value.amount),
  dueOn,
  heldFor: undefined,
  approvals: 0,
  payment: undefined,
});

type Amended = typeof awardAmended extends EventContract<infer Data> ? Data : never;

type Opened = typeof awardOpened extends EventContract<infer Data> ? Data : never;

/** An award of before, as it stood on the day of its opening. */
function opened(row: AwardRow, { programmeId, cost, shares, initiativeId, signedOn, ...had }: Opened): AwardRow {
  return {
    ...row,
    grant: {
      applicationId: undefined,
      programmeId,
      currency: cost.base.currency,
      shares: shares.map(shareOf),
      bounds: [],
    },
    signature: { initiativeId, signedOn },
    verified: had.contributions.map(({ role, form, verified }) => ({ role, form, value: worth(verified) })),
    tranches: had.tranches.map((tranche) => {
      const planned = plannedTranche(tranche);
      const { value, own } = planned;
      return tranche.paidOn === undefined ? planned : { ...planned, payment: { paidOn: tranche.paidOn, value, own } };
    }),
  };
}

/** The award with one of its tranches changed. */
function withTranche(row: AwardRow, no: number, changed: Partial<TrancheRow>): AwardRow {
  return {
    ...row,
    tranches: row.tranches.map((tranche) => (tranche.no === no ? { ...tranche, ...changed } : tranche)),
  };
}

/** What was promised and planned anew; tranches that were paid stay, and a hold stays on its tranche. */
function amended(row: AwardRow, { shares, tranches }: Amended): AwardRow {
  const grant = row.grant && shares ? { ...row.grant, shares: shares.map(shareOf) } : row.grant;
  if (tranches === undefined) return { ...row, grant };
  const heldFor = (no: number) => row.tranches.find((tranche) => tranche.no === no)?.heldFor;
  const unpaid = tranches.map((planned) => ({ ...plannedTranche(planned), heldFor: heldFor(planned.no) }));
  return { ...row, grant, tranches: [...row.tranches.filter(({ payment }) => payment !== undefined), ...unpaid] };
}

export const awards = defineView<AwardRow>(
  'awards',
  (id) => ({ id, grant: undefined, signature: undefined, tranches: [], verified: [], isTerminated: false }),
  (when) => [
    when(awardGranted, (row, { data: { applicationId, programmeId, cost, shares, bounds } }) => ({
      ...row,
      grant: {
        applicationId,
        programmeId,
        currency: cost.base.currency,
        shares: shares.map(shareOf),
        bounds,
      },
    })),
    when(awardOpened, (row, { data }) => opened(row, data)),
    when(awardSigned, (row, { data: { initiativeId, signedOn, tranches } }) => ({
      ...row,
      signature: { initiativeId, signedOn },
      tranches: tranches.map(plannedTranche),
    })),
    when(awardContributionVerified, (row, { data: { role, form, value } }) => ({
      ...row,
      verified: [...row.verified, { role, form, value: worth(value) }],
    })),
    when(awardTrancheEligible, (row, { data: { no } }) => withTranche(row, no, { heldFor: undefined, approvals: 0 })),
    when(awardTrancheHeld, (row, { data: { no, reasonCode } }) =>
      withTranche(row, no, { heldFor: reasonCode, approvals: 0 }),
    ),
    when(awardTrancheApproved, (row, { data: { no, approvals } }) => withTranche(row, no, { approvals })),
    when(awardTranchePaid, (row, { data: { no, paidOn, value } }) =>
      withTranche(row, no, { payment: { paidOn, value: worth(value), own: toMinor(value.amount) } }),
    ),
    // It is approved as it was; where something holds it meanwhile, that is told next.
    when(awardPaymentReversed, (row, { data: { no } }) => withTranche(row, no, { payment: undefined })),
    when(awardAmended, (row, { data }) => amended(row, data)),
    when(awardTerminated, (row) => ({ ...row, isTerminated: true })),
  ],
);

/** Whether an award counts as one that its programme pays. */
export const isStanding = (row: AwardRow): row is StandingAward =>
  row.grant !== undefined && row.signature !== undefined && !row.isTerminated;
