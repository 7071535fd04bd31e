// Telephone numbers as people write them, brought to E.164.
import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/**
 * `06 12 34 56 78` in FR → `+33612345678`.
 * @param country where a number without a country code belongs (ISO 3166-1 alpha-2)
 * @returns undefined where it is no number that could be called
 */
export function normalPhone(text: string, country: string | undefined): string | undefined {
  const known = country !== undefined && isSupportedCountry(country) ? (country as CountryCode) : undefined;
  const parsed = parsePhoneNumberFromString(text.normalize('NFKC'), known);
  return parsed?.isPossible() ? parsed.number : undefined;
}
