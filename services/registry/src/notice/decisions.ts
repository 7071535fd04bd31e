// What can be done with the versions of a privacy notice: one person writes one, another one publishes it, and nothing
// changes it from then on.
import {
  accept,
  decideChange,
  decidePut,
  draftPrivacyNotice,
  type PrivacyNotice,
  privacyNoticePublished,
  privacyNoticeRevised,
  privacyNoticeWithdrawn,
  publishPrivacyNotice,
  type Rejection,
  refuseReversed,
  refuseState,
  reject,
  rejectField,
  withdrawPrivacyNotice,
} from '@tributary/contracts';

/** Writes a version, or writes it anew. Whoever wrote it last has written all of it. */
export const draft = decidePut(draftPrivacyNotice, (before, notice, { by }) => {
  if (before !== undefined && before.status !== 'draft') return reject('NOTICE_PUBLISHED', { version: before.version });
  const { legalBasis, consentMonths } = notice;
  if (legalBasis !== 'consent' && consentMonths !== undefined) {
    return rejectField('NO_CONSENT_NEEDED', '/consentMonths', { legalBasis });
  }
  return accept<PrivacyNotice>({ ...notice, status: 'draft', draftedBy: by }, privacyNoticeRevised({}));
});

/** Refuses the person who wrote a version, whatever has become of it. */
export const byAnother = (
  { draftedBy }: PrivacyNotice,
  _command: object,
  { by }: { readonly by: string },
): Rejection<'FOUR_EYES'> | undefined => (draftedBy === by ? reject('FOUR_EYES') : undefined);

export const publish = decideChange(publishPrivacyNotice, (notice, { publishedOn }) => {
  const refused = refuseState(notice, 'draft');
  if (refused !== undefined) return refused;
  const { ministryCode, purpose, version, legalBasis } = notice;
  return accept(
    { ...notice, status: 'published', publishedOn },
    privacyNoticePublished({ ministryCode, purpose, version, legalBasis, publishedOn }),
  );
});

export const withdraw = decideChange(withdrawPrivacyNotice, (notice, { reasonCode, withdrawnOn }) => {
  const { ministryCode, purpose, version, publishedOn = withdrawnOn } = notice;
  const refused = refuseState(notice, 'published') ?? refuseReversed(publishedOn, withdrawnOn, '/withdrawnOn');
  if (refused !== undefined) return refused;
  return accept(
    { ...notice, status: 'withdrawn', withdrawnOn, reasonCode },
    privacyNoticeWithdrawn({ ministryCode, purpose, version, reasonCode, withdrawnOn }),
  );
});

/**
 * Whether looks for a purpose need that the person consents, by the notices that name it: the one that was published last
 * says so, also where it was withdrawn since; of two of one day the stricter one.
 * @returns the purposes of which one must be consented to; none where no consent is needed
 */
export function consentNeeded(notices: readonly PrivacyNotice[]): readonly string[] {
  const told = notices.filter(({ publishedOn }) => publishedOn !== undefined);
  const last = told
    .map(({ publishedOn = '' }) => publishedOn)
    .sort()
    .at(-1);
  const needed = told.filter(({ publishedOn, legalBasis }) => publishedOn === last && legalBasis === 'consent');
  return [...new Set(needed.map(({ purpose }) => purpose))];
}
