// A record in the form in which it is compared: every name in Latin letters with its sounds, numbers and addresses in
// their normal form. It is made of an open vault and lives as long as the comparison.
import type { Person, VaultContent } from '@tributary/contracts';
import {
  normalDocumentNumber,
  normalEmail,
  normalPhone,
  oneSpellingOf,
  partsHeard,
  soundsOf,
} from '@tributary/privacy';

/** A part of a name: a given name, or the name of a family. */
export interface ComparedPart {
  readonly latin: string;
  readonly sounds: readonly string[];
}

export interface ComparedName {
  readonly given: readonly ComparedPart[];
  readonly family: readonly ComparedPart[];
}

export interface Compared {
  readonly names: readonly ComparedName[];
  readonly birthDate: string | undefined;
  readonly phones: readonly string[];
  readonly emails: readonly string[];
  readonly documents: readonly { readonly of: string; readonly number: string }[];
  readonly city: string | undefined;
  readonly country: string | undefined;
  readonly subdivision: string | undefined;
  readonly sex: string | undefined;
}

/** What a part of a name is compared by. */
export type Hearing = (part: string) => ComparedPart;

/** Hears each part once, for as long as its caller goes through records: names come again and again. */
export function hearing(): Hearing {
  const known = new Map<string, ComparedPart>();
  return (part) => {
    const heard = known.get(part) ?? { latin: oneSpellingOf(part), sounds: soundsOf(part) };
    known.set(part, heard);
    return heard;
  };
}

/** What is known of a person, ready to be compared. */
export function comparedOf(
  { names, birthDate, emails, phones, documents, city }: Partial<VaultContent>,
  { residence, sex }: Pick<Person, 'residence' | 'sex'>,
  hear: Hearing = hearing(),
): Compared {
  const partsOf = (name = '') =>
    partsHeard(name)
      .map(hear)
      .filter(({ latin }) => latin !== '');
  return {
    names: (names ?? []).map(({ given, family }) => ({ given: partsOf(given), family: partsOf(family) })),
    birthDate,
    phones: (phones ?? []).map((phone) => normalPhone(phone, residence?.country) ?? phone.replace(/\D+/g, '')),
    emails: (emails ?? []).map(normalEmail),
    documents: (documents ?? []).map(({ kind, country, number }) => ({
      of: `${kind} ${country}`,
      number: normalDocumentNumber(number),
    })),
    city: city === undefined ? undefined : joined(partsOf(city)),
    country: residence?.country,
    subdivision: residence?.subdivision,
    sex: sex === 'unknown' ? undefined : sex,
  };
}

/** Parts of a name as one word. */
export const joined = (parts: readonly ComparedPart[]): string => parts.map(({ latin }) => latin).join('');
