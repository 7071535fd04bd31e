// Of some fields an object has one at least, whichever: said to whoever leaves all out, and in the description of the API.
import type { z } from 'zod';
import { described } from './described.ts';
import { broken } from './form.ts';

/** What a fault says of an object that has none of some fields of which one is needed; any of them mends it. */
export const oneNeeded = (fields: readonly string[]) => broken('REQUIRED', { fields: fields.join(', ') }).params;

/**
 * An object with one at least of some fields.
 * @param at the field at which it is said that all are missing; the sentence names every one
 */
export function withOneOf<Schema extends z.ZodObject>(
  schema: Schema,
  fields: readonly (keyof Schema['shape'] & string)[],
  at: keyof Schema['shape'] & string,
): Schema {
  const whole = schema.refine((value) => fields.some((field) => value[field] !== undefined), {
    params: oneNeeded(fields),
    path: [at],
    when: ({ value }) => typeof value === 'object' && value !== null,
  });
  described.add(whole, { anyOf: fields.map((field) => ({ required: [field] })) });
  return whole;
}
