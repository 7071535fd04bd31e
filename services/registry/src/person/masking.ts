// Who sees how much of the vault, as data: a field that a reader is not named for is hidden from them.
import type { IdentityDocument, MaskedVault, PersonName, VaultContent, VaultField } from '@tributary/contracts';
import {
  type Hint,
  hintOfDate,
  hintOfEmail,
  hintOfNumber,
  hintOfWords,
  type Mask,
  masked,
  wider,
} from '@tributary/privacy';

export type Masks = Readonly<Record<VaultField, Mask>>;

const every = (mask: Mask): Masks => ({
  names: mask,
  birthDate: mask,
  emails: mask,
  phones: mask,
  documents: mask,
  city: mask,
});

/** What a person sees of their own record. */
export const ownMasks = every('full');

const byRole: Readonly<Record<string, Masks>> = {
  registrar: { ...every('full'), documents: 'partial' },
  privacy: every('existence'),
};

/** What is shown under an emergency access: whom to reach and how, and nothing to be them by. */
export const emergencyMasks: Masks = { ...every('full'), birthDate: 'partial', documents: 'hidden' };

/** What the answer to a search shows: enough to know the person again, not enough to reach or to be them. */
export const searchMasks: Masks = { ...every('partial'), names: 'full', city: 'hidden' };

/** The masks of a reader with these roles, the widest of each field. */
export const masksOf = (roles: readonly string[]): Masks =>
  roles.reduce((seen, role) => {
    const more = byRole[role] ?? every('hidden');
    return {
      names: wider(seen.names, more.names),
      birthDate: wider(seen.birthDate, more.birthDate),
      emails: wider(seen.emails, more.emails),
      phones: wider(seen.phones, more.phones),
      documents: wider(seen.documents, more.documents),
      city: wider(seen.city, more.city),
    };
  }, every('hidden'));

/** The fields that must be opened for a reader. */
export const openedFor = (masks: Masks): readonly VaultField[] =>
  (Object.keys(masks) as VaultField[]).filter((field) => masks[field] !== 'hidden');

const firstOf =
  <T>(hint: Hint<T>): Hint<readonly T[]> =>
  ([first]) =>
    first === undefined ? '' : hint(first);
const hintOfName: Hint<PersonName> = ({ given = '', family = '' }) => hintOfWords(`${given} ${family}`);
const hintOfDocument: Hint<IdentityDocument> = ({ kind, country, number }) =>
  `${kind} ${country} ${hintOfNumber(number)}`;

/** A list that holds something. */
const some = <T>(list: readonly T[] | undefined) => (list === undefined || list.length === 0 ? undefined : list);

/** The vault as a reader sees it. */
export function maskedVault(content: Partial<VaultContent>, masks: Masks): MaskedVault {
  const { names, birthDate, emails, phones, documents, city } = content;
  const shown = {
    names: masked(some(names), masks.names, firstOf(hintOfName)),
    birthDate: masked(birthDate, masks.birthDate, hintOfDate),
    emails: masked(some(emails), masks.emails, firstOf(hintOfEmail)),
    phones: masked(some(phones), masks.phones, firstOf(hintOfNumber)),
    documents: masked(some(documents), masks.documents, firstOf(hintOfDocument)),
    city: masked(city, masks.city, hintOfWords),
  };
  return Object.fromEntries(Object.entries(shown).filter(([, field]) => field !== undefined)) as MaskedVault;
}

/** The fields that an answer shows, each with its mask, for the record of it. */
export const shownIn = (vault: MaskedVault): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(vault).flatMap(([field, shown]) => (shown === undefined ? [] : [[field, shown.mask]])),
  );
