import { formed } from './form.ts';

/**
 * Free text of 1 to `max` characters: something to see in it, no control character (a line break is one) and no half of
 * a surrogate pair.
 */
export const text = (max: number) => formed('line').min(1).max(max);

/** Characters of a name at most. */
export const NAME_LIMIT = 300;

/** A name or a title. */
export const Text = text(NAME_LIMIT);

/** A code list value or a reference: letters, digits and `. _ / : -`, starting with a letter or digit. */
export const Code = formed('code').max(64);
