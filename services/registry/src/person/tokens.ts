// What a person is found by, as blind tokens: made of the vault's fields in their normal form, under the ministry's key.
import { isClaimed, type SoughtPerson, type VaultContent } from '@tributary/contracts';
import { blindToken, normalDocumentNumber, normalEmail, normalName, normalPhone, partsHeard } from '@tributary/privacy';
import { blocksOf, bornBlock, yearBlock } from '../duplicate/blocks.ts';
import { comparedOf, type Hearing, hearing } from '../duplicate/compared.ts';

/** Whose tokens they are, and under which key. */
export interface Blinding {
  readonly key: Buffer;
  readonly ministry: string;
}

const parted = '|';

/** A whole name, whatever the order of its parts. */
const nameText = (name: string): string => normalName(name).split(' ').sort().join(' ');

/** What each part of a name sounds like. */
const soundsIn = (name: string, hear: Hearing): readonly (readonly string[])[] =>
  [...new Set(partsHeard(name))].map((part) => hear(part).sounds).filter((sounds) => sounds.length > 0);

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
 * @param hear shared by those who go through many
 */
export function tokensOf(
  content: VaultContent,
  country: string,
  blinding: Blinding,
  hear: Hearing = hearing(),
): readonly string[] {
  const token = tokenIn(blinding);
  const { names, birthDate, emails, phones, documents } = content;
  const spelled = names.map(({ given = '', family = '' }) => `${given} ${family}`);
  const whole = [...new Set(spelled.map(nameText))];
  const sounds = new Set(spelled.flatMap((name) => soundsIn(name, hear)).flat());
  const blocks = blocksOf(comparedOf(content, { residence: { country }, sex: undefined }, hear));
  return [
    ...emails.flatMap((email) => token('email', normalEmail(email))),
    ...documents.flatMap((document) => token('document', documentText(document))),
    ...new Set(phones.flatMap((phone) => token('phone', phoneText(phone, country)))),
    ...whole.flatMap((name) => token('name', name)),
    ...(birthDate === undefined ? [] : whole.flatMap((name) => token('birth', [name, birthDate].join(parted)))),
    ...[...sounds].flatMap((sound) => token('sound', sound)),
    ...blocks.flatMap((block) => token('near', block)),
  ];
}

/** Tokens without those that no two records of a ministry share. */
export const withoutClaims = (tokens: readonly string[]): readonly string[] =>
  tokens.filter((token) => !isClaimed(token));

/** The blocks that a record with these tokens lies in, as tokens: who shares one is compared with it. */
export const blockTokensIn = (tokens: readonly string[]): readonly string[] =>
  tokens.filter((token) => token.startsWith('near:'));

/** The tokens of a name as it sounds, a list for each part: of each list a person who is sought has at least one. */
function tokensHeard(
  name: string,
  birthDate: string | undefined,
  token: (kind: string, value: string) => string,
): readonly (readonly string[])[] {
  const parts = [...soundsIn(name, hearing())].sort((one, other) => (other[0]?.length ?? 0) - (one[0]?.length ?? 0));
  if (parts.length === 0) return [[token('sound', '')]];
  const heard = parts.map((sounds) => sounds.map((sound) => token('sound', sound)));
  if (birthDate === undefined) return heard;
  if (birthDate.length === 10) return [[token('near', bornBlock(birthDate))], ...heard];
  return [...parts.map((sounds) => sounds.map((sound) => token('near', yearBlock(sound, birthDate)))), ...heard];
}

/**
 * The tokens that a person who is sought has: of each list at least one. The list that the fewest have comes first. What is
 * sought without a letter or a digit that could be compared has a token too, which nobody has.
 */
export function tokensSought(sought: SoughtPerson, { key, ministry }: Blinding): readonly (readonly string[])[] {
  const token = (kind: string, value: string) => blindToken(key, ministry, kind, value);
  const { email, phone, document, name, matching, birthDate, country } = sought;
  const exactly = (whole: string) =>
    birthDate === undefined ? token('name', whole) : token('birth', [whole, birthDate].join(parted));
  const named = () => {
    if (name === undefined) return [];
    return matching === 'phonetic' ? tokensHeard(name, birthDate, token) : [[exactly(nameText(name))]];
  };
  return [
    ...(document === undefined ? [] : [[token('document', documentText(document))]]),
    ...(email === undefined ? [] : [[token('email', normalEmail(email))]]),
    ...(phone === undefined ? [] : [[token('phone', phoneText(phone, country))]]),
    ...named(),
  ];
}
