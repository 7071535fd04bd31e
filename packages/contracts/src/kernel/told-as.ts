// Events keep the names of their published schemas. Where callers know a field by another one, what is kept is told
// under the name that the event has for it.
import { z } from 'zod';

type Renamed<Fields, Names> = {
  [Field in keyof Fields as Field extends keyof Names ? Extract<Names[Field], string> : Field]: Fields[Field];
};

/**
 * How fields of a state are told in an event.
 * @param names the event's name of each field that has another one there
 * @returns the schema of the event, its fields in the order of the state's, and the function that tells a state
 */
export function toldAs<Shape extends z.ZodRawShape, const Names extends { readonly [Field in keyof Shape]?: string }>(
  kept: z.ZodObject<Shape>,
  names: Names,
) {
  type Told = z.ZodObject<Renamed<Shape, Names>>;
  const nameOf: Readonly<Record<string, string | undefined>> = names;
  const renamed = (fields: object) =>
    Object.fromEntries(Object.entries(fields).map(([field, value]) => [nameOf[field] ?? field, value]));
  return {
    schema: z.strictObject(renamed(kept.shape)) as unknown as Told,
    of: (state: z.output<z.ZodObject<Shape>>) => renamed(state) as z.output<Told>,
  };
}
