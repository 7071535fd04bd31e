// Partners, as they stand after corrections.
import { defineView, partnerCorrected, partnerRegistered } from '@tributary/contracts';

export interface PartnerRow {
  readonly name: string;
  readonly kind: string;
  readonly country: string;
}

/** What a correction says of the fields that reports need. */
const corrected = ({
  name,
  kind,
  country,
}: { readonly [Field in keyof PartnerRow]?: string | null | undefined }): Partial<PartnerRow> => ({
  ...(name && { name }),
  ...(kind && { kind }),
  ...(country && { country }),
});

export const partners = defineView<PartnerRow>(
  'partners',
  () => ({ name: '', kind: '', country: '' }),
  (when) => [
    when(partnerRegistered, (_row, { data: { name, kind, country } }) => ({ name, kind, country })),
    when(partnerCorrected, (row, { data: { changed } }) => ({ ...row, ...corrected(changed) })),
  ],
);
