// Partners, as they stand after corrections.
import { defineView, partnerCorrected, partnerRegistered } from '@tributary/contracts';

export interface PartnerRow {
  readonly name: string;
  readonly kind: string;
  readonly country: string;
  /** the organisation of the diaspora that it is, by its id in the registry */
  readonly organisationId?: string;
}

/** What a correction says of the fields that reports need. */
const corrected = ({
  name,
  kind,
  country,
  organisationId,
}: { readonly [Field in keyof PartnerRow]?: string | null | undefined }): Partial<PartnerRow> => ({
  ...(name && { name }),
  ...(kind && { kind }),
  ...(country && { country }),
  ...(organisationId && { organisationId }),
});

export const partners = defineView<PartnerRow>(
  'partners',
  () => ({ name: '', kind: '', country: '' }),
  (when) => [
    when(partnerRegistered, (_row, { data: { name, kind, country, organisationId } }) => ({
      ...{ name, kind, country },
      ...(organisationId !== undefined && { organisationId }),
    })),
    when(partnerCorrected, (row, { data: { changed } }) => ({ ...row, ...corrected(changed) })),
  ],
);
