// The life of an agreement: draft → signed → terminated. Between, its days say whether it is in force.
import {
  type Agreement,
  accept,
  agreementRevised,
  agreementSigned,
  agreementTerminated,
  correctAgreement,
  decideChange,
  decideCorrection,
  decideNew,
  draftAgreement,
  type Known,
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
}

/** Writes an agreement with a partner of this service. */
export const draft = decideNew(draftAgreement, (terms, { partner, by }: Known<AgreementGround>) => {
  const { partnerId, startsOn, endsOn } = terms;
  if (partner === undefined) {
    return rejectField('PARTNER_UNKNOWN', '/partnerId', { partnerId });
  }
  const refused = refuseReversed(startsOn, endsOn, '/endsOn');
  return refused ?? accept({ ...terms, status: 'draft' as const, draftedBy: by }, agreementRevised({}));
});

/** Refuses the person who wrote an agreement, whatever has become of it. */
export const byAnother = (
  { draftedBy }: Pick<Agreement, 'draftedBy'>,
  _command: unknown,
  { by }: { readonly by: string },
): Rejection<'FOUR_EYES'> | undefined => (draftedBy === by ? reject('FOUR_EYES') : undefined);

/** Enters a signature, which is of the last day at the latest. */
export const sign = decideChange(signAgreement, (agreement, { signedOn }) => {
  const { partnerId, type, startsOn, endsOn } = agreement;
  const refused = refuseState(agreement, 'draft') ?? refuseReversed(signedOn, endsOn, '/signedOn');
  if (refused !== undefined) return refused;
  const signed = agreementSigned({ partnerId, type, signedOn, startsOn, endsOn });
  return accept({ ...agreement, status: 'signed', signedOn }, signed);
});

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
