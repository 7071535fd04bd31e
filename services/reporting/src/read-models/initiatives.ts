// Initiatives: their budget in the base currency, their status, their newest proposal for each plan, and what they count.
import {
  activityStatus,
  alignmentProposed,
  defineView,
  indicatorDefined,
  initiativeCorrected,
  initiativeRegistered,
  initiativeRescheduled,
  initiativeStatusChanged,
  type Label,
  type LocalDate,
  resultReported,
  resultVerified,
  toHundredths,
  toMinor,
  type Valued,
} from '@tributary/contracts';
import { type CountedRow, withIndicator, withResult, withVerification } from './results.ts';

export interface InitiativeRow extends CountedRow {
  readonly id: string;
  /** whose it is */
  readonly ministry: string;
  /** undefined: only a status from before its registration is inside the cut */
  readonly registration: Registration | undefined;
  /** IATI ActivityStatus */
  readonly status: number;
  /** the newest for each plan */
  readonly proposals: readonly ProposalRow[];
}

export interface Registration {
  readonly registeredOn: LocalDate;
  readonly title: Label;
  /** minor units of the base currency */
  readonly budget: bigint;
  readonly currency: string;
  readonly plannedStart: LocalDate;
  readonly plannedEnd: LocalDate | undefined;
  readonly budgetCode: string | undefined;
}

export interface ProposalRow {
  readonly planCode: string;
  readonly planVersion: string;
  readonly revision: number;
  readonly links: readonly {
    readonly nodeCode: string;
    /** hundredths of a per cent */
    readonly weight: number;
  }[];
}

const worth = ({ base }: Valued): Pick<Registration, 'budget' | 'currency'> => ({
  budget: toMinor(base),
  currency: base.currency,
});

interface Corrected {
  readonly title?: Label | null | undefined;
  readonly budget?: Valued | null | undefined;
  readonly plannedStart?: LocalDate | null | undefined;
  readonly plannedEnd?: LocalDate | null | undefined;
  readonly budgetCode?: string | null | undefined;
}

/** What a correction says of the fields that reports need; null where one was removed. */
const corrected = ({ title, budget, plannedStart, plannedEnd, budgetCode }: Corrected): Partial<Registration> => ({
  ...(title && { title }),
  ...(budget && worth(budget)),
  ...(plannedStart && { plannedStart }),
  ...(plannedEnd !== undefined && { plannedEnd: plannedEnd ?? undefined }),
  ...(budgetCode !== undefined && { budgetCode: budgetCode ?? undefined }),
});

export const initiatives = defineView<InitiativeRow>(
  'initiatives',
  (id, ministry) => ({
    id,
    ministry,
    registration: undefined,
    status: activityStatus.proposed,
    proposals: [],
    indicators: [],
    results: [],
  }),
  (when) => [
    when(
      initiativeRegistered,
      (row, { data: { registeredOn, title, budget, plannedStart, plannedEnd, budgetCode } }) => ({
        ...row,
        registration: { registeredOn, title, ...worth(budget), plannedStart, plannedEnd, budgetCode },
      }),
    ),
    when(initiativeCorrected, (row, { data: { changed } }) => ({
      ...row,
      registration: row.registration && { ...row.registration, ...corrected(changed) },
    })),
    when(initiativeRescheduled, (row, { data: { plannedEnd } }) => ({
      ...row,
      registration: row.registration && { ...row.registration, plannedEnd },
    })),
    when(initiativeStatusChanged, (row, { data: { status } }) => ({ ...row, status })),
    when(alignmentProposed, (row, { data: { planCode, planVersion, revision, links } }) => ({
      ...row,
      proposals: [
        ...row.proposals.filter((proposal) => proposal.planCode !== planCode),
        {
          planCode,
          planVersion,
          revision,
          links: links.map(({ nodeCode, weightPct }) => ({ nodeCode, weight: toHundredths(weightPct) })),
        },
      ],
    })),
    when(indicatorDefined, (row, { data }) => withIndicator(row, data)),
    when(resultReported, (row, { data }) => withResult(row, data)),
    when(resultVerified, (row, { data }) => withVerification(row, data)),
  ],
);
