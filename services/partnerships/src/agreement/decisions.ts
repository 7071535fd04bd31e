// The life of an agreement: draft → signed → terminated. Between, its days say whether it is in force.
import {
  type Accepted,
  type Agreement,
  accept,
  agreementRenewalEnded,
  agreementRenewed,
  agreementRevised,
  agreementSigned,
  agreementTerminated,
  correctAgreement,
  decideChange,
  decideCorrection,
  decideNew,
  draftAgreement,
  type Known,
  type LocalDate,
  type Partner,
  type Rejection,
  refuseReversed,
  refuseState,
  reject,
  rejectField,
  signAgreement,
  terminateAgreement,
} from '@tributary/contracts';

/** What is known where an agreement is written. */
export interface AgreementGround {
  /** undefined: there is none of that id */
  readonly partner: Partner | undefined;
  /** the agreement that is renewed; undefined: there is none of that id, or none is named */
  readonly predecessor?: Agreement | undefined;
}

/** Writes an agreement with a partner of this service. */
export const draft = decideNew(draftAgreement, (terms, { partner, predecessor, by }: Known<AgreementGround>) => {
  const { partnerId, startsOn, endsOn } = terms;
  if (partner === undefined) {
    return rejectField('PARTNER_UNKNOWN', '/partnerId', { partnerId });
  }
  const refused = refuseReversed(startsOn, endsOn, '/endsOn') ?? refuseRenewal(terms, predecessor);
  return refused ?? accept({ ...terms, status: 'draft' as const, draftedBy: by }, agreementRevised({}));
});

/** Refuses to follow an agreement of another partner, one that was not signed or is renewed already, and one that ends later. */
function refuseRenewal({ renews, partnerId, startsOn, endsOn }: Renewing, before: Agreement | undefined) {
  if (renews === undefined) return undefined;
  if (before === undefined || before.partnerId !== partnerId) {
    return rejectField('AGREEMENT_UNKNOWN', '/renews', { agreementId: renews });
  }
  const { renewedBy } = before;
  return (
    refuseState(before, 'signed') ??
    (renewedBy === undefined ? undefined : rejectField('ALREADY_EXISTS', '/renews', { what: renewedBy })) ??
    refuseReversed(before.startsOn, startsOn, '/startsOn') ??
    refuseReversed(before.endsOn, endsOn, '/endsOn')
  );
}

type Renewing = Pick<Agreement, 'renews' | 'partnerId' | 'startsOn' | 'endsOn'>;

/** Refuses the person who wrote an agreement, whatever has become of it. */
export const byAnother = (
  { draftedBy }: Pick<Agreement, 'draftedBy'>,
  _command: unknown,
  { by }: { readonly by: string },
): Rejection<'FOUR_EYES'> | undefined => (draftedBy === by ? reject('FOUR_EYES') : undefined);

/** Enters a signature, which is of the last day at the latest; what it renews is looked at again. */
export const sign = decideChange(signAgreement, (agreement, { signedOn }, known: Known<SigningGround>) => {
  const { partnerId, type, startsOn, endsOn } = agreement;
  const refused =
    refuseState(agreement, 'draft') ??
    refuseReversed(signedOn, endsOn, '/signedOn') ??
    refuseRenewal(agreement, known.predecessor);
  if (refused !== undefined) return refused;
  const signed = agreementSigned({ partnerId, type, signedOn, startsOn, endsOn });
  return accept({ ...agreement, status: 'signed', signedOn }, signed);
});

/** What is known where an agreement is signed. */
export type SigningGround = Pick<AgreementGround, 'predecessor'>;

/** Notes the agreement that follows a signed one, once. What was terminated meanwhile is followed by nothing. */
export function renewed(
  before: Agreement,
  successorId: string,
  renewedOn: LocalDate,
): Accepted<Agreement> | 'unchanged' {
  if (before.status !== 'signed' || before.renewedBy !== undefined) return 'unchanged';
  return accept({ ...before, renewedBy: successorId }, agreementRenewed({ successorId, renewedOn }));
}

/** Notes that the agreement that followed a signed one was terminated. */
export function renewalEnded(
  before: Agreement,
  successorId: string,
  endedOn: LocalDate,
): Accepted<Agreement> | 'unchanged' {
  if (before.status !== 'signed' || before.renewedBy !== successorId) return 'unchanged';
  const { renewedBy: _ended, ...free } = before;
  return accept(free, agreementRenewalEnded({ successorId, endedOn }));
}

/** Terminates what was signed, on the day of its signature at the earliest. */
export const terminate = decideChange(terminateAgreement, (agreement, { reasonCode, on }) => {
  const { signedOn } = agreement;
  const refused = refuseState(agreement, 'signed') ?? (signedOn && refuseReversed(signedOn, on, '/on'));
  if (refused) return refused;
  const terminated = agreementTerminated({ on, reasonCode });
  return accept({ ...agreement, status: 'terminated', terminatedOn: on, reasonCode }, terminated);
});

/** Puts right what was entered wrongly; the days of an agreement stay in their order. */
export const correct = decideCorrection(correctAgreement, (_before, fields) => {
  return refuseReversed(fields.startsOn, fields.endsOn, '/endsOn') ?? fields;
});
