// Names of all scripts in Latin letters, as their bearers are written abroad.
import anyAscii from 'any-ascii';

/** Letters that a plain transliteration leaves out or writes as nobody is written: vowels of Arabic, digraphs, hachures. */
const spelled: readonly (readonly [RegExp, string])[] = [
  [/^[اأإآعٱ]/gu, 'a'],
  [/(?<=\p{L})[اأإآٱىة]/gu, 'a'],
  [/(?<=\p{L})[وؤ](?![اأآ])/gu, 'u'],
  [/(?<=\p{L})[يیئ](?![اأآ])/gu, 'i'],
  [/ու/gu, 'u'],
  [/(?<!\p{L})յ/gu, 'y'],
  [/[čć]/gu, 'ch'],
  [/[šş]/gu, 'sh'],
  [/[žż]/gu, 'zh'],
  [/ß/gu, 'ss'],
];

/** Ways to write one sound, the long ones first. */
const spellings: readonly (readonly [RegExp, string])[] = [
  [/tsch|tch|cz|tj/g, 'ch'],
  [/sch|sz/g, 'sh'],
  [/dzh|dj|dsch/g, 'j'],
  [/kh/g, 'h'],
  [/ph/g, 'f'],
  [/gh/g, 'g'],
  [/w/g, 'v'],
  [/x/g, 'ks'],
  [/(?<=[a-z])j(?=[aeiou]|$)/g, 'y'],
  [/ou/g, 'u'],
];

const replaced = (text: string, pairs: readonly (readonly [RegExp, string])[]) =>
  pairs.reduce((one, [from, to]) => one.replace(from, to), text);

const lettersIn = (text: string) =>
  anyAscii(text)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '');

/**
 * One part of a name in Latin letters: `Мария` → `mariya`, `محمد` → `mhmd`.
 * @returns an empty text where there is no letter of a known script
 */
export const latinOf = (part: string): string => lettersIn(replaced(part.normalize('NFC').toLowerCase(), spelled));

/** As `latinOf`, with each sound in one spelling: `Yuszczenko` and `Yushchenko` → `yushchenko`. */
export const oneSpellingOf = (part: string): string => replaced(latinOf(part), spellings);
