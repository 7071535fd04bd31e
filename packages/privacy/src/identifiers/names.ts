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
