// Schemas of the contracts as JSON Schema of the description: forms without names of the house, patterns that every
// generator can do.
import { Acknowledged, Currency, described, forms, isFormName, Label, Money, Problem } from '@tributary/contracts';
import { z } from 'zod';

/** A JSON Schema. */
export type Schema = Readonly<Record<string, unknown>>;

/** Which side of a schema with a default or a conversion is told: what a request may send, or what an answer holds. */
export type Side = 'input' | 'output';

/** Schemas that have a name of their own, by which others refer to them. */
const named: ReadonlyMap<unknown, string> = new Map<z.ZodType, string>([
  [Label, 'Label'],
  [Currency, 'Currency'],
  [Money, 'Money'],
  [Acknowledged, 'Acknowledged'],
  [Problem, 'Problem'],
]);

/** The components that schemas refer to. */
export const components = (): Readonly<Record<string, Schema>> =>
  Object.fromEntries([...named].map(([schema, name]) => [name, written(schema as z.ZodType, 'output')]));

/** A schema as JSON Schema, or a reference to the component that it is. */
export function schemaOf(schema: z.ZodType, side: Side): Schema {
  const name = named.get(schema);
  return name === undefined ? written(schema, side) : referenceTo(name);
}

const referenceTo = (name: string) => ({ $ref: `#/components/schemas/${name}` });

function written(schema: z.ZodType, side: Side): Schema {
  const { $schema, ...written } = z.toJSONSchema(schema, {
    io: side,
    override: ({ zodSchema, jsonSchema }) => {
      const name = Object.is(zodSchema, schema) ? undefined : named.get(zodSchema);
      if (name === undefined) Object.assign(jsonSchema, described.get(zodSchema));
      else become(jsonSchema, referenceTo(name));
    },
  });
  return plain(written, side) as Schema;
}

function become(schema: Record<string, unknown>, other: Schema): void {
  for (const keyword of Object.keys(schema)) delete schema[keyword];
  Object.assign(schema, other);
}

function plain(value: unknown, side: Side): unknown {
  if (Array.isArray(value)) return value.map((one) => plain(one, side));
  if (typeof value !== 'object' || value === null) return value;
  const children = Object.fromEntries(Object.entries(value).map(([key, child]) => [key, plain(child, side)]));
  return plainFormat(children, side);
}

/** What zod's own days match: `format: date` says the same. */
const anyDay = z.regexes.date.source;

/** Half of a character is in no text of UTF-8, and many a reader of patterns cannot take it in a class. */
const generable = (pattern: unknown): unknown =>
  typeof pattern === 'string' ? pattern.replace(/\\uD800-\\uDFFF/gi, '') : pattern;

/**
 * The name of a form gives way to its pattern and an example. Of a format and a pattern that say the same one is told:
 * a generator that heeds the one seldom meets the other.
 */
function plainFormat(schema: Record<string, unknown>, side: Side): Schema {
  const { format, pattern, allOf, ...rest } = schema;
  if (isFormName(format)) {
    const { described: told, example } = forms[format];
    return { ...rest, ...(told ?? { pattern: generable(pattern) }), examples: rest['examples'] ?? [example] };
  }
  if (format === 'date') return { ...rest, ...(pattern === anyDay ? { format } : { pattern }) };
  if (format === 'date-time' && side === 'input') return { ...rest, pattern };
  return schema;
}
