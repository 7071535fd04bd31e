// Whether every value of one JSON schema is a value of another. What a request may hold must stay what it may hold;
// what an answer may hold must not grow, but for fields that its readers leave alone.
import { stringify } from 'safe-stable-stringify';
import type { JsonSchema } from '../../src/json-schema.ts';

/** A value of the inner schema that the outer one may not have: where, and in words that tell `before` from `now`. */
export interface Misfit {
  /** JSON Pointer into the value, `*` for any key or index */
  readonly at: string;
  readonly what: string;
}

/** The schemas that `#/components/schemas/…` names, on either side. */
export interface Sides {
  readonly inner: Components;
  readonly outer: Components;
  /** whether the outer side's readers leave fields alone that they do not know, as readers of answers do */
  readonly open: boolean;
}

export type Components = Readonly<Record<string, JsonSchema>>;

/** Every misfit of the inner schema in the outer one; none where each value of the first is one of the second. */
export const misfits = (inner: JsonSchema, outer: JsonSchema, sides: Sides): readonly Misfit[] =>
  compare(inner, outer, sides, '', []);

/** @param above the pairs of named schemas that this one is a part of: in a schema that holds itself the pair comes again */
function compare(inner: JsonSchema, outer: JsonSchema, sides: Sides, at: string, above: readonly string[]) {
  const pair = '$ref' in inner || '$ref' in outer ? [JSON.stringify([inner, outer])] : [];
  if (pair.some((one) => above.includes(one))) return [];
  const within = [...above, ...pair];
  const others = alternatives(outer, sides.outer);
  return alternatives(inner, sides.inner).flatMap((one): readonly Misfit[] => {
    const tried = others.map((other) => parts(one, other, sides, at, within));
    return tried.find((found) => found.length === 0) ?? fewest(tried);
  });
}

const fewest = (tried: readonly (readonly Misfit[])[]): readonly Misfit[] =>
  [...tried].sort((a, b) => a.length - b.length)[0] ?? [];

/** A schema without references, and one for each of its alternatives. */
function alternatives(schema: JsonSchema, components: Components): readonly JsonSchema[] {
  const { $ref, anyOf, oneOf, ...rest } = schema as JsonSchema & {
    readonly $ref?: string;
    readonly anyOf?: readonly JsonSchema[];
    readonly oneOf?: readonly JsonSchema[];
  };
  if ($ref !== undefined) {
    return alternatives({ ...components[$ref.slice($ref.lastIndexOf('/') + 1)], ...rest }, components);
  }
  const listed = anyOf ?? oneOf;
  return listed === undefined ? [rest] : listed.flatMap((one) => alternatives(both(rest, one), components));
}

/** One schema that says what two say of the same value; rules that cannot be made one are kept side by side. */
function both(one: JsonSchema, other: JsonSchema): JsonSchema {
  const shared = Object.keys(other).filter((keyword) => keyword in one);
  return { ...one, ...other, ...Object.fromEntries(shared.map((keyword) => [keyword, joined(keyword, one, other)])) };
}

function joined(keyword: string, one: JsonSchema, other: JsonSchema): unknown {
  const [first, second] = [one[keyword], other[keyword]];
  if (keyword === 'required') return [...new Set([...requiredOf(one), ...requiredOf(other)])];
  if (keyword === 'properties') return both(schemaOf(first), schemaOf(second));
  const bound = bounds.find(([name]) => name === keyword);
  if (bound !== undefined) return Math[bound[1] < 0 ? 'max' : 'min'](Number(first), Number(second));
  if (exact.includes(keyword)) return sameRules(first, second) ? first : [first, second];
  return typeof first === 'object' && !Array.isArray(first) ? both(schemaOf(first), schemaOf(second)) : second;
}

function parts(
  inner: JsonSchema,
  outer: JsonSchema,
  sides: Sides,
  at: string,
  above: readonly string[],
): readonly Misfit[] {
  const [innerIs, outerIs] = sides.open ? ['now', 'before'] : ['before', 'now'];
  const here = (what: string): Misfit => ({
    at,
    what: what.replaceAll('{inner}', innerIs).replaceAll('{outer}', outerIs),
  });
  const into = (one: unknown, other: unknown, step: string) =>
    compare(schemaOf(one), schemaOf(other), sides, `${at}/${step}`, above);
  const wrongType = types(inner, outer);
  if (wrongType !== undefined) return [here(wrongType)];
  return [
    ...values(inner, outer).map(here),
    ...bounds.flatMap((bound) => limit(bound, inner, outer)).map(here),
    ...exact
      .filter((keyword) => keyword in outer && !sameRules(inner[keyword], outer[keyword]))
      .map((keyword) => here(`has another ${keyword}`)),
    ...fields(inner, outer, sides, { here, into }),
    ...('items' in outer ? into(inner['items'], outer['items'], '*') : []),
    ...('propertyNames' in outer
      ? into({ type: 'string', ...schemaOf(inner['propertyNames']) }, outer['propertyNames'], '*')
      : []),
    ...Object.entries(schemaOf(outer['patternProperties'])).flatMap(([pattern, rule]) =>
      into(schemaOf(inner['patternProperties'])[pattern], rule, '*'),
    ),
  ];
}

const schemaOf = (value: unknown): JsonSchema => (typeof value === 'object' && value !== null ? { ...value } : {});
/** Whether two values say the same, whatever the order of their keys and the words for people. */
export const sameRules = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other);

const words = new Set(['description', 'title', '$comment', 'deprecated']);

/** Text of a value with sorted keys and without words for people. */
const canonical = (value: unknown): string | undefined =>
  stringify(value, (key, inner: unknown) => (words.has(key) && typeof inner !== 'object' ? undefined : inner));

function types(inner: JsonSchema, outer: JsonSchema): string | undefined {
  const [narrow, wide] = [inner['type'], outer['type']].map((type) =>
    type === undefined ? undefined : ([type].flat() as string[]),
  );
  if (wide === undefined) return undefined;
  const beyond = narrow?.filter((type) => !wide.includes(type) && !(type === 'integer' && wide.includes('number')));
  if (beyond?.length === 0) return undefined;
  return `is ${narrow?.join(' or ') ?? 'anything'} {inner} and ${wide.join(' or ')} {outer}`;
}

function values(inner: JsonSchema, outer: JsonSchema): readonly string[] {
  const listed = (schema: JsonSchema) =>
    'const' in schema ? [schema['const']] : (schema['enum'] as unknown[] | undefined);
  const [narrow, wide] = [listed(inner), listed(outer)];
  if (wide === undefined) return [];
  if (narrow === undefined) return ['is one of a list only {outer}'];
  const beyond = narrow.filter((value) => !wide.includes(value));
  return beyond.length === 0 ? [] : [`has ${beyond.map((value) => JSON.stringify(value)).join(', ')} only {inner}`];
}

type Bound = readonly [keyword: string, unbounded: number];

const bounds: readonly Bound[] = [
  ...['minLength', 'minimum', 'exclusiveMinimum', 'minItems', 'minProperties'].map(
    (keyword): Bound => [keyword, Number.NEGATIVE_INFINITY],
  ),
  ...['maxLength', 'maximum', 'exclusiveMaximum', 'maxItems', 'maxProperties'].map(
    (keyword): Bound => [keyword, Number.POSITIVE_INFINITY],
  ),
];

function limit([keyword, unbounded]: Bound, inner: JsonSchema, outer: JsonSchema): readonly string[] {
  const [narrow, wide] = [inner, outer].map((schema) => (schema[keyword] as number | undefined) ?? unbounded) as [
    number,
    number,
  ];
  const beyond = unbounded < 0 ? narrow < wide : narrow > wide;
  const told = (value: number) => (Number.isFinite(value) ? String(value) : 'none');
  return beyond ? [`has ${keyword} ${told(narrow)} {inner} and ${told(wide)} {outer}`] : [];
}

/** Rules that are the same or are not; one that the outer schema lacks binds nobody there. */
const exact = [
  'pattern',
  'format',
  'multipleOf',
  'uniqueItems',
  'not',
  'allOf',
  'dependentRequired',
  'contentEncoding',
];

interface Place {
  readonly here: (what: string) => Misfit;
  readonly into: (one: unknown, other: unknown, step: string) => readonly Misfit[];
}

function fields(inner: JsonSchema, outer: JsonSchema, { open }: Sides, { here, into }: Place): readonly Misfit[] {
  const [narrow, wide] = [schemaOf(inner['properties']), schemaOf(outer['properties'])];
  const [given, needed] = [requiredOf(inner), requiredOf(outer)];
  const [rest, others] = [inner['additionalProperties'] ?? true, outer['additionalProperties'] ?? true];
  const closed = others === false && !open;
  const missing = needed.filter((name) => !given.includes(name));
  const gone = open ? Object.keys(wide).filter((name) => !(name in narrow) && !missing.includes(name)) : [];
  return [
    ...missing.map((name) => here(`must have ${name} only {outer}`)),
    ...Object.keys(narrow).flatMap((name) => {
      if (name in wide) return into(narrow[name], wide[name], name);
      if (closed) return [here(`has ${name} only {inner}`)];
      return typeof others === 'object' ? into(narrow[name], others, name) : [];
    }),
    ...gone.map((name) => here(`has ${name} only {outer}`)),
    ...(rest !== false && closed ? [here('has fields of any name only {inner}')] : []),
    ...(rest !== false && typeof others === 'object' ? into(rest, others, '*') : []),
  ];
}

const requiredOf = (schema: JsonSchema): readonly string[] => (schema['required'] as string[] | undefined) ?? [];
