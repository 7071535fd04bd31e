// What a person is found by, as blind tokens: made of the vault's fields in their normal form, under the ministry's key.
import type { SoughtPerson, VaultContent } from '@tributary/contracts';
import { blindToken, normalDocumentNumber, normalEmail, normalName, normalPhone } from '@tributary/privacy';

/** Whose tokens they are, and under which key. */
export interface Blinding {
  readonly key: Buffer;
  readonly ministry: string;
}

const parted = '|';

/** A whole name, whatever the order of its parts. */
const nameText = (name: string): string => normalName(name).split(' ').sort().join(' ');

/** A number that cannot be called is compared by its digits. */
const phoneText = (phone: string, country: string | undefined): string =>
  normalPhone(phone, country) ?? phone.replace(/\D+/g, '');

const documentText = ({ country, number }: Pick<VaultContent['documents'][number], 'country' | 'number'>): string =>
  [country, normalDocumentNumber(number)].join(parted);

const tokenIn =
  ({ key, ministry }: Blinding) =>
  (kind: string, value: string): readonly string[] =>
    value === '' ? [] : [blindToken(key, ministry, kind, value)];

/**
 * The tokens of a person.
 * @param country of residence, where telephone numbers without a country code belong
 */
export function tokensOf(content: VaultContent, country: string, blinding: Blinding): readonly string[] {
  const token = tokenIn(blinding);
  const { names, birthDate, emails, phones, documents } = content;
  const whole = [...new Set(names.map(({ given = '', family = '' }) => nameText(`${given} ${family}`)))];
  return [
    ...emails.flatMap((email) => token('email', normalEmail(email))),
    ...documents.flatMap((document) => token('document', documentText(document))),
    ...new Set(phones.flatMap((phone) => token('phone', phoneText(phone, country)))),
    ...whole.flatMap((name) => token('name', name)),
    ...(birthDate === undefined ? [] : whole.flatMap((name) => token('birth', [name, birthDate].join(parted)))),
  ];
}

/**
 * The tokens that a person who is sought has, all of them; the one that the fewest have comes first. What is sought without
 * a letter or a digit that could be compared has a token too, which nobody has.
 */
export function tokensSought(sought: SoughtPerson, { key, ministry }: Blinding): readonly string[] {
  const token = (kind: string, value: string) => blindToken(key, ministry, kind, value);
  const { email, phone, document, name, birthDate, country } = sought;
  const whole = name === undefined ? '' : nameText(name);
  return [
    ...(document === undefined ? [] : [token('document', documentText(document))]),
    ...(email === undefined ? [] : [token('email', normalEmail(email))]),
    ...(phone === undefined ? [] : [token('phone', phoneText(phone, country))]),
    ...(name === undefined
      ? []
      : [birthDate === undefined ? token('name', whole) : token('birth', [whole, birthDate].join(parted))]),
  ];
}
