// The life of an agreement: draft → signed → terminated. Between, its days say whether it is in force.
import {
  type Agreement,
  accept,
  agreementRevised,
  agreementSigned,
  agreementTerminated,
  decideChange,
  decideNew,
  draftAgreement,
  type Known,
  type LocalDate,
  type Partner,
  type Rejection,
  reject,
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
    const values = { partnerId };
    return reject('PARTNER_UNKNOWN', values, [{ pointer: '/partnerId', code: 'PARTNER_UNKNOWN', values }]);
  }
  const refused = refuseReversed('/endsOn', startsOn, endsOn);
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
  const { status, partnerId, type, startsOn, endsOn } = agreement;
  const refused = refuseUnless(status, 'draft') ?? refuseReversed('/signedOn', signedOn, endsOn);
  if (refused !== undefined) return refused;
  const signed = agreementSigned({ partnerId, type, signedOn, startsOn, endsOn });
  return accept({ ...agreement, status: 'signed', signedOn }, signed);
});

/** Terminates what was signed, on the day of its signature at the earliest. */
export const terminate = decideChange(terminateAgreement, (agreement, { reasonCode, on }) => {
  const { status, signedOn } = agreement;
  const refused = refuseUnless(status, 'signed') ?? (signedOn && refuseReversed('/on', signedOn, on));
  if (refused) return refused;
  const terminated = agreementTerminated({ on, reasonCode });
  return accept({ ...agreement, status: 'terminated', terminatedOn: on, reasonCode }, terminated);
});

/** Refuses an agreement in another state. */
function refuseUnless(status: Agreement['status'], needed: Agreement['status']): Rejection<'WRONG_STATE'> | undefined {
  return status === needed ? undefined : reject('WRONG_STATE', { state: status, needed });
}

/** Refuses an end before its start. @param pointer to the one of them that the body has */
function refuseReversed(pointer: string, start: LocalDate, end: LocalDate): Rejection<'DATES_REVERSED'> | undefined {
  if (start <= end) return undefined;
  const values = { start, end };
  return reject('DATES_REVERSED', values, [{ pointer, code: 'DATES_REVERSED', values }]);
}
