import { z } from 'zod';

/** Free text of 1 to `max` characters: no control character (a line break included), not only spaces. */
export const text = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^(?=.*\S)[^\p{Cc}\p{Cs}\u2028\u2029]*$/u, 'must hold a visible character and no control character');

/** A name or a title. */
export const Text = text(300);

/** A code list value or a reference: letters, digits and `. _ / : -`, starting with a letter or digit. */
export const Code = z
  .string()
  .max(64)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._/:-]*$/);

/** A code of an open list, as a caller is told of it: the known ones are examples, and another one is no fault. */
export const openCode = (known: readonly string[]) => Code.meta({ examples: [...known] });
