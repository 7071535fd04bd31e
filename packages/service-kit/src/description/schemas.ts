// Schemas of the contracts as JSON Schema of the description: forms without names of the house, patterns that every
// generator can do.
import * as contracts from '@tributary/contracts';
import { z } from 'zod';

/** A JSON Schema. */
export type Schema = Readonly<Record<string, unknown>>;

/** Which side of a schema with a default or a conversion is told: what a request may send, or what an answer holds. */
export type Side = 'input' | 'output';

/** Schemas that have a name of their own, by which others refer to them: under their names in the contracts. */
const named: ReadonlyMap<unknown, string> = new Map(
  Object.entries(contracts)
    .filter(
      ([, schema]) =>
        schema instanceof z.ZodObject ||
        schema instanceof z.ZodRecord ||
        schema instanceof z.ZodEnum ||
        schema === contracts.Currency,
    )
    .map(([name, schema]) => [schema, name]),
);

const nameOf = (schema: z.core.$ZodType): string | undefined =>
  named.get(schema) ?? contracts.componentNames.get(schema)?.name;

/** What has been referred to, by the name of its component. */
const referredTo = new Map<string, { readonly schema: z.ZodType; readonly side: Side }>();

const sided = new WeakMap<z.ZodType, boolean>();

/** Whether a request may send something else than what an answer holds: a field with a default may be left out, say. */
function hasSides(schema: z.ZodType): boolean {
  const known = sided.get(schema);
  if (known !== undefined) return known;
  const differs = JSON.stringify(written(schema, 'input')) !== JSON.stringify(written(schema, 'output'));
  sided.set(schema, differs);
  return differs;
}

/** A reference to the component of a schema; undefined for one without a name. */
function referenceTo(schema: z.core.$ZodType, side: Side): Schema | undefined {
  const name = nameOf(schema);
  if (name === undefined || !(schema instanceof z.ZodType)) return undefined;
  const component = hasSides(schema) ? `${name}${ofSide[side]}` : name;
  referredTo.set(component, { schema, side });
  return { $ref: PREFIX + component };
}

const PREFIX = '#/components/schemas/';
const ofSide: Readonly<Record<Side, string>> = { input: '.given', output: '.held' };

/** The schema that a reference leads to. @throws {Error} nothing has been referred to by it */
export function referred(reference: string): Schema {
  const wanted = referredTo.get(reference.slice(PREFIX.length));
  if (wanted === undefined) throw new Error(`${reference} leads nowhere`);
  return written(wanted.schema, wanted.side);
}

/** The components that a text of the description refers to, and those that these refer to. */
export function componentsIn(text: string): Readonly<Record<string, Schema>> {
  const found = new Map<string, Schema>();
  const follow = (part: string) => {
    for (const [, name = ''] of part.matchAll(/"#\/components\/schemas\/([\w.]+)"/g)) {
      const wanted = referredTo.get(name);
      if (wanted === undefined || found.has(name)) continue;
      const schema = written(wanted.schema, wanted.side);
      found.set(name, schema);
      follow(JSON.stringify(schema));
    }
  };
  follow(text);
  return Object.fromEntries([...found].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/**
 * The names of components as readers see them: one of which only one side is told has its plain name, and of one of
 * which both are told what requests send is its `Input`.
 */
export function plainNames(names: readonly string[]): ReadonlyMap<string, string> {
  const [given, held] = [ofSide.input, ofSide.output];
  return new Map(
    names.map((name) => {
      const plain = name.replace(/\.\w+$/, '');
      return [name, name.endsWith(given) && names.includes(plain + held) ? `${plain}Input` : plain];
    }),
  );
}

/** A schema as JSON Schema, or a reference to the component that it is. */
export const schemaOf = (schema: z.ZodType, side: Side): Schema => referenceTo(schema, side) ?? written(schema, side);

/** A schema as JSON Schema without a name of its own, for what is taken apart. */
export const inlineOf = (schema: z.ZodType, side: Side): Schema => written(schema, side);

function written(schema: z.ZodType, side: Side): Schema {
  const { $schema, ...written } = z.toJSONSchema(schema, {
    io: side,
    override: ({ zodSchema, jsonSchema }) => {
      const reference = Object.is(zodSchema, schema) ? undefined : referenceTo(zodSchema, side);
      if (reference === undefined) Object.assign(jsonSchema, contracts.described.get(zodSchema));
      else become(jsonSchema, reference);
    },
  });
  return contracts.withFieldWords(plain(written, side)) as Schema;
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
  if (contracts.isFormName(format)) {
    const { described: told, example } = contracts.forms[format];
    return { ...rest, ...(told ?? { pattern: generable(pattern) }), examples: rest['examples'] ?? [example] };
  }
  if (format === 'date') return { ...rest, ...(pattern === anyDay ? { format } : { pattern }) };
  if (format === 'date-time' && side === 'input') return { ...rest, pattern };
  return schema;
}
