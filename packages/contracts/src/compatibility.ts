// What a new schema of an event breaks, in either direction: new readers of old facts, old readers of new facts.
// A fact is kept for ever and read by every later release, so a new schema is compared with every earlier one.
import { stringify } from 'safe-stable-stringify';
import type { JsonSchema } from './json-schema.ts';

/** The kinds of breaking change. */
export type Break =
  | 'type-removed'
  | 'field-removed'
  | 'required-field-added'
  | 'became-required'
  | 'became-optional'
  | 'type-changed'
  | 'values-removed'
  | 'values-added'
  | 'bound-tightened'
  | 'bound-loosened'
  | 'pattern-changed'
  | 'additional-fields-closed'
  | 'additional-fields-opened'
  | 'alternatives-changed'
  | 'rule-changed';

/** One breaking change and the place in the data where it bites, as a JSON Pointer; `*` stands for any key or index. */
export interface BreakingChange {
  readonly at: string;
  readonly change: Break;
  /** the JSON Schema keyword, or the field's name where a field came or went */
  readonly what: string;
}

type Bound = { readonly keyword: string; readonly tightens: 'up' | 'down' };

const bounds: readonly Bound[] = [
  ...['minLength', 'minimum', 'exclusiveMinimum', 'minItems', 'minProperties'].map(
    (keyword) => ({ keyword, tightens: 'up' }) as const,
  ),
  ...['maxLength', 'maximum', 'exclusiveMaximum', 'maxItems', 'maxProperties'].map(
    (keyword) => ({ keyword, tightens: 'down' }) as const,
  ),
];

/** Words for people, which bind nobody. */
const annotations = ['$schema', '$id', '$comment', 'title', 'description', 'examples', 'default', 'deprecated'];

/** Keywords that have a rule of their own below; any other keyword that differs is a `rule-changed`. */
const ruled = new Set([
  ...annotations,
  ...bounds.map(({ keyword }) => keyword),
  ...['type', 'properties', 'required', 'additionalProperties', 'propertyNames', 'items'],
  ...['enum', 'const', 'pattern', 'format', 'anyOf', 'oneOf', 'allOf'],
]);

/** All breaking changes from one schema to another; empty where both directions hold. */
export function breakingChanges(older: JsonSchema, newer: JsonSchema, at = ''): readonly BreakingChange[] {
  const here = (change: Break, what: string): BreakingChange => ({ at, change, what });
  if (!same(older['type'], newer['type'])) return [here('type-changed', 'type')];
  return [
    ...fields(older, newer, at),
    ...additionalFields(older, newer, at),
    ...part('propertyNames', older, newer, at),
    ...part('items', older, newer, `${at}/*`),
    ...values(older, newer).map((change) => here(change, 'enum')),
    ...bounds.flatMap((bound) => limit(bound, older, newer).map((change) => here(change, bound.keyword))),
    ...['pattern', 'format'].filter(differs(older, newer)).map((keyword) => here('pattern-changed', keyword)),
    ...['anyOf', 'oneOf', 'allOf'].flatMap((keyword) => alternatives(keyword, older, newer, at)),
    ...[...new Set([...Object.keys(older), ...Object.keys(newer)])]
      .filter((keyword) => !ruled.has(keyword))
      .filter(differs(older, newer))
      .map((keyword) => here('rule-changed', keyword)),
  ];
}

const same = (one: unknown, other: unknown): boolean => stringify(one) === stringify(other);
const differs = (older: JsonSchema, newer: JsonSchema) => (keyword: string) => !same(older[keyword], newer[keyword]);

const schemaAt = (value: unknown): JsonSchema => (typeof value === 'object' && value !== null ? { ...value } : {});

function fields(older: JsonSchema, newer: JsonSchema, at: string): readonly BreakingChange[] {
  const [before, after] = [schemaAt(older['properties']), schemaAt(newer['properties'])];
  const needed = (schema: JsonSchema) => new Set((schema['required'] as readonly string[] | undefined) ?? []);
  const [neededBefore, neededAfter] = [needed(older), needed(newer)];
  const change = (kind: Break, what: string): BreakingChange => ({ at, change: kind, what });
  return [
    ...Object.keys(before).flatMap((name) => {
      if (!(name in after)) return [change('field-removed', name)];
      const required = neededAfter.has(name);
      const turned = required === neededBefore.has(name) ? [] : [required ? 'became-required' : 'became-optional'];
      return [
        ...turned.map((kind) => change(kind as Break, name)),
        ...breakingChanges(schemaAt(before[name]), schemaAt(after[name]), `${at}/${name}`),
      ];
    }),
    ...[...neededAfter].filter((name) => !(name in before)).map((name) => change('required-field-added', name)),
  ];
}

function additionalFields(older: JsonSchema, newer: JsonSchema, at: string): readonly BreakingChange[] {
  const [before, after] = [older['additionalProperties'] ?? true, newer['additionalProperties'] ?? true];
  const closes = after === false || (before === true && after !== true);
  const opens = before === false || (after === true && before !== true);
  if (same(before, after)) return [];
  if (closes) return [{ at, change: 'additional-fields-closed', what: 'additionalProperties' }];
  if (opens) return [{ at, change: 'additional-fields-opened', what: 'additionalProperties' }];
  return breakingChanges(schemaAt(before), schemaAt(after), `${at}/*`);
}

/** Compares a schema inside a schema; one that came or went is a changed rule. */
function part(keyword: string, older: JsonSchema, newer: JsonSchema, at: string): readonly BreakingChange[] {
  if (keyword in older && keyword in newer)
    return breakingChanges(schemaAt(older[keyword]), schemaAt(newer[keyword]), at);
  return keyword in older || keyword in newer ? [{ at, change: 'rule-changed', what: keyword }] : [];
}

function values(older: JsonSchema, newer: JsonSchema): readonly Break[] {
  const listed = (schema: JsonSchema) =>
    'const' in schema ? [schema['const']] : (schema['enum'] as readonly unknown[] | undefined);
  const [before, after] = [listed(older), listed(newer)];
  if (before === undefined || after === undefined) {
    if (before === after) return [];
    return [before === undefined ? 'values-removed' : 'values-added'];
  }
  return [
    ...(before.every((value) => after.includes(value)) ? [] : (['values-removed'] as const)),
    ...(after.every((value) => before.includes(value)) ? [] : (['values-added'] as const)),
  ];
}

function limit({ keyword, tightens }: Bound, older: JsonSchema, newer: JsonSchema): readonly Break[] {
  const unbounded = tightens === 'up' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const before = (older[keyword] as number | undefined) ?? unbounded;
  const after = (newer[keyword] as number | undefined) ?? unbounded;
  if (before === after) return [];
  return [after > before === (tightens === 'up') ? 'bound-tightened' : 'bound-loosened'];
}

function alternatives(keyword: string, older: JsonSchema, newer: JsonSchema, at: string): readonly BreakingChange[] {
  const [before, after] = [older[keyword], newer[keyword]].map((list) => (Array.isArray(list) ? list : []));
  if (before?.length !== after?.length) return [{ at, change: 'alternatives-changed', what: keyword }];
  return (before ?? []).flatMap((schema, index) => breakingChanges(schemaAt(schema), schemaAt(after?.[index]), at));
}
