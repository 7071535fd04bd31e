// Initiatives: their budget in the base currency, their status, and their newest proposal for each plan.
import {
  activityStatus,
  alignmentProposed,
  defineView,
  initiativeCorrected,
  initiativeRegistered,
  initiativeStatusChanged,
  type Label,
  type LocalDate,
  toHundredths,
  toMinor,
  type Valued,
} from '@tributary/contracts';

export interface InitiativeRow {
  readonly id: string;
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

/** What a correction says of the fields that reports need. */
const corrected = ({
  title,
  budget,
}: {
  readonly title?: Label | null | undefined;
  readonly budget?: Valued | null | undefined;
}): Partial<Registration> => ({ ...(title && { title }), ...(budget && worth(budget)) });

export const initiatives = defineView<InitiativeRow>(
  'initiatives',
  (id) => ({ id, registration: undefined, status: activityStatus.proposed, proposals: [] }),
  (when) => [
    when(initiativeRegistered, (row, { data: { registeredOn, title, budget } }) => ({
      ...row,
      registration: { registeredOn, title, ...worth(budget) },
    })),
    when(initiativeCorrected, (row, { data: { changed } }) => ({
      ...row,
      registration: row.registration && { ...row.registration, ...corrected(changed) },
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
  ],
);
