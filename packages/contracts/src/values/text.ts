import { formed } from './form.ts';

/** Free text of 1 to `max` characters: no control character (a line break included), not only spaces. */
export const text = (max: number) => formed('line').min(1).max(max);

/** A name or a title. */
export const Text = text(300);

/** A code list value or a reference: letters, digits and `. _ / : -`, starting with a letter or digit. */
export const Code = formed('code').max(64);

/** A code of an open list, as a caller is told of it: the known ones are examples, and another one is no fault. */
export const openCode = (known: readonly string[]) => Code.meta({ examples: [...known] });
