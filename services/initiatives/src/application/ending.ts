// How an application ends without an award: declined by its ministry, or withdrawn.
import {
  accept,
  applicationDeclined,
  applicationWithdrawn,
  decideChange,
  declineApplication,
  refuseState,
  withdrawApplication,
} from '@tributary/contracts';
import { refuseBefore } from './states.ts';

/** Declines an application that was found eligible. */
export const decline = decideChange(declineApplication, (application, { reasonCodes, decidedOn }) => {
  const refused = refuseState(application, 'eligible', 'reviewed') ?? refuseBefore(application, decidedOn);
  if (refused !== undefined) return refused;
  const { callId } = application;
  return accept(
    { ...application, status: 'declined', reasonCodes, decidedOn },
    applicationDeclined({ callId, reasonCodes, decidedOn }),
  );
});

/** Withdraws an application that has not ended. */
export const withdraw = decideChange(withdrawApplication, (application, { withdrawnOn }) => {
  const refused =
    refuseState(application, 'started', 'submitted', 'returned', 'eligible', 'reviewed', 'approved') ??
    refuseBefore(application, withdrawnOn);
  if (refused !== undefined) return refused;
  const { callId, status: from } = application;
  return accept(
    { ...application, status: 'withdrawn', withdrawnOn },
    applicationWithdrawn({ callId, from, on: withdrawnOn }),
  );
});
