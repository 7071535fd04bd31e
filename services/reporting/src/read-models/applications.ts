// Applications, as far as they are counted: what became of each, and nothing of who applies.
import {
  applicationAppealUpheld,
  applicationApproved,
  applicationDeclined,
  applicationFoundEligible,
  applicationFoundIneligible,
  applicationReviewed,
  applicationSubmitted,
  applicationWithdrawn,
  defineView,
  type LocalDate,
} from '@tributary/contracts';

export interface ApplicationRow {
  /** undefined: it was never submitted within the cut */
  readonly submission: SubmissionRow | undefined;
  /** what was found last */
  readonly eligibility: FoundRow | undefined;
  readonly isReviewed: boolean;
  /** what was decided last */
  readonly decision: DecisionRow | undefined;
  readonly isWithdrawn: boolean;
}

export interface SubmissionRow {
  readonly callId: string;
  readonly programmeId: string;
  /** the day of the first submission, however often it was returned */
  readonly firstOn: LocalDate;
}

export interface FoundRow {
  readonly isEligible: boolean;
  readonly reasonCodes: readonly string[];
}

export interface DecisionRow {
  readonly isApproved: boolean;
  readonly reasonCodes: readonly string[];
}

export const applications = defineView<ApplicationRow>(
  'applications',
  () => ({ submission: undefined, eligibility: undefined, isReviewed: false, decision: undefined, isWithdrawn: false }),
  (when) => [
    when(applicationSubmitted, (row, { data: { callId, programmeId, submittedOn } }) => ({
      ...row,
      submission: row.submission ?? { callId, programmeId, firstOn: submittedOn },
    })),
    when(applicationFoundEligible, (row) => ({ ...row, eligibility: { isEligible: true, reasonCodes: [] } })),
    when(applicationFoundIneligible, (row, { data: { reasonCodes } }) => ({
      ...row,
      eligibility: { isEligible: false, reasonCodes },
    })),
    when(applicationReviewed, (row) => ({ ...row, isReviewed: true })),
    when(applicationApproved, (row) => ({ ...row, decision: { isApproved: true, reasonCodes: [] } })),
    when(applicationDeclined, (row, { data: { reasonCodes } }) => ({
      ...row,
      decision: { isApproved: false, reasonCodes },
    })),
    when(applicationAppealUpheld, (row, { data: { to } }) => ({
      ...row,
      decision: undefined,
      eligibility: to === 'submitted' ? undefined : row.eligibility,
    })),
    when(applicationWithdrawn, (row) => ({ ...row, isWithdrawn: true })),
  ],
);
