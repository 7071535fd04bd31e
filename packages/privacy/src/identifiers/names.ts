// A name in the form in which it is compared: letter case, combining signs, apostrophes and hyphens mean nothing.

const marks = /\p{M}+/gu;
const joints = /[^\p{L}\p{N}]+/gu;

/**
 * `O’Neill-Álvarez` and `ONEILL ALVAREZ` → `oneill alvarez`. Scripts stay as they are.
 * @returns an empty text where there is no letter
 */
export const normalName = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(marks, '')
    .toLowerCase()
    .replace(/ß/gu, 'ss')
    .replace(/(?<=\p{L})['’ʼ`´](?=\p{L})/gu, '')
    .replace(joints, ' ')
    .trim();

/** The parts of a name as they are heard: signs that change a sound stay, and apostrophes and hyphens mean what they mean in `normalName`. */
export const partsHeard = (name: string): readonly string[] =>
  name
    .normalize('NFC')
    .toLowerCase()
    .replace(/(?<=\p{L}\p{M}*)['’ʼ`´](?=\p{L})/gu, '')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean);

/** A part of a name without the signs that are often left out. */
export const withoutMarks = (part: string): string => part.normalize('NFKD').replace(marks, '').normalize('NFC');
