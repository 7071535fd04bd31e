// A refused value as a sentence shows it: in the quotation marks of its language, without what cannot be seen, short.
import { type Language, valueMessages } from '@tributary/contracts';

const SHOWN = 60;

/** Controls, marks that turn the direction of writing, halves of characters, characters that have no shape. */
const unseen = /[\p{C}\p{Zl}\p{Zp}]/gu;

const escaped = (character: string) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;

/** A scalar in quotation marks, or undefined for a value that is too large to be shown: a list, an object. */
export function quoted(value: string | number, language: Language): string;
export function quoted(value: unknown, language: Language): string | undefined;
export function quoted(value: unknown, language: Language): string | undefined {
  if (value === undefined || (typeof value === 'object' && value !== null)) return undefined;
  const characters = [...String(value)];
  const shown = characters.slice(0, SHOWN).join('').replace(unseen, escaped);
  return valueMessages.say(language, 'quoted', { text: `${shown}${characters.length > SHOWN ? '…' : ''}` });
}
