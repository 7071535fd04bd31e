// An offer of support: offered → withdrawn. It is for steps of the roadmap, or for all steps of pillars, or for both.
import {
  accept,
  decideChange,
  decideNew,
  type Known,
  offerSupport,
  oneNeeded,
  refuseReversed,
  reject,
  rejectField,
  type SupportOffer,
  supportOffered,
  supportOfferWithdrawn,
  withdrawSupportOffer,
} from '@tributary/contracts';

/** The steps that an offer names and that the roadmap does not have, by their codes. */
export interface MissingSteps {
  readonly missing: readonly string[];
}

export const offer = decideNew(offerSupport, (given, { missing }: Known<MissingSteps>) => {
  if (given.steps.length + given.pillars.length === 0) {
    return reject('VALIDATION', {}, [{ pointer: '/steps', ...oneNeeded(['steps', 'pillars']) }]);
  }
  if (missing.length > 0) return rejectField('STEP_UNKNOWN', '/steps', { steps: missing.join(', ') });
  const reversed = refuseReversed(given.startsOn, given.endsOn, '/endsOn');
  return reversed ?? accept(given, supportOffered(given));
});

export const withdraw = decideChange(withdrawSupportOffer, (before, { withdrawnOn, reasonCode }) => {
  if (before.withdrawnOn !== undefined) return reject('WRONG_STATE', { state: 'withdrawn', needed: 'offered' });
  const reversed = refuseReversed(before.offeredOn, withdrawnOn, '/withdrawnOn');
  return reversed ?? accept({ ...before, withdrawnOn, reasonCode }, supportOfferWithdrawn({ withdrawnOn, reasonCode }));
});

/** Whether a step can still be supported by an offer on a day. */
export const isOpen = ({ withdrawnOn, endsOn }: SupportOffer, today: string): boolean =>
  withdrawnOn === undefined && today <= endsOn;
