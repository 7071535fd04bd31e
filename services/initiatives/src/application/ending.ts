// How an application ends without an award: declined by its ministry, or withdrawn.
import {
  type Award,
  accept,
  applicationDeclined,
  applicationWithdrawn,
  decideChange,
  declineApplication,
  type Known,
  refuseState,
  withdrawApplication,
} from '@tributary/contracts';
import { inItsPlace } from './scores.ts';
import { refuseBefore } from './states.ts';

/** Declines an application that was found eligible. */
export const decline = decideChange(declineApplication, (application, { reasonCodes, decidedOn }, known: Known) => {
  const refused = refuseState(application, 'eligible', 'reviewed') ?? refuseBefore(application, decidedOn);
  if (refused !== undefined) return refused;
  const { callId } = application;
  return accept(
    { ...application, status: 'declined', reasonCodes, decidedOn, decidedBy: known.by },
    applicationDeclined({ callId, reasonCodes, decidedOn }),
  );
});

/** What is known where an application is withdrawn. */
export interface WithdrawalGround {
  /** undefined: it was granted none, or none yet */
  readonly award?: Pick<Award, 'status'> | undefined;
}

/** Withdraws an application that has not ended. One whose award is signed ends by the termination of that. */
export const withdraw = decideChange(
  withdrawApplication,
  (application, { withdrawnOn }, known: Known<WithdrawalGround>) => {
    const { award } = known;
    const refused =
      (award?.status === 'signed' ? refuseState(award, 'granted') : undefined) ??
      refuseState(application, 'started', 'submitted', 'returned', 'eligible', 'reviewed', 'approved') ??
      refuseBefore(application, withdrawnOn);
    if (refused !== undefined) return refused;
    const { callId, status: from } = application;
    return accept(
      inItsPlace({ ...application, status: 'withdrawn', withdrawnOn }),
      applicationWithdrawn({ callId, from, on: withdrawnOn }),
    );
  },
);
