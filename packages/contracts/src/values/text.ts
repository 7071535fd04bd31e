import { z } from 'zod';

// Parts of character classes. They are written out instead of as \p{Cc} and the like, and the patterns do without
// look-ahead, so that published JSON Schemas mean the same to every reader and values can be generated from them.
const controls = '\\u0000-\\u001F\\u007F-\\u009F\\u2028\\u2029\\uD800-\\uDFFF';
/** What nobody sees, beside the space: other spaces, zero-width and format characters. */
const unseen =
  '\\u00A0\\u00AD\\u034F\\u061C\\u115F\\u1160\\u1680\\u17B4\\u17B5\\u180B-\\u180F\\u2000-\\u2027\\u202A-\\u202F' +
  '\\u205F-\\u206F\\u2800\\u3000\\u3164\\uFE00-\\uFE0F\\uFEFF\\uFFA0\\uFFF0-\\uFFFB';

const visible = new RegExp(`^[ ${unseen}]*[^ ${unseen}${controls}][^${controls}]*$`, 'u');

/**
 * Free text of 1 to `max` characters: something to see in it, no control character (a line break is one) and no half of
 * a surrogate pair.
 */
export const text = (max: number) =>
  z.string().min(1).max(max).regex(visible, 'must hold a visible character and no control character');

/** A name or a title. */
export const Text = text(300);

/** A code list value or a reference: letters, digits and `. _ / : -`, starting with a letter or digit. */
export const Code = z
  .string()
  .max(64)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._/:-]*$/);

/** A code of an open list, as a caller is told of it: the known ones are examples, and another one is no fault. */
export const openCode = (known: readonly string[]) => Code.meta({ examples: [...known] });

/**
 * A code or number that somebody else gave: letters A to Z, digits, spaces and the signs `& ' ( ) * + , - . / : [ ] _`; it
 * begins with a letter or digit. Other letters are left out because many look like one of these.
 */
export const reference = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[A-Za-z0-9][A-Za-z0-9 &'()*+,./:[\]_-]*$/);

const printable = new RegExp(`^[^ ${unseen}${controls}]([^${controls}]*[^ ${unseen}${controls}])?$`, 'u');

/** An identifier that somebody else gave, as it stands: any visible characters, spaces only inside. */
export const identifier = (max: number) => z.string().max(max).regex(printable);
