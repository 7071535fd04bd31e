// Each kind of breaking change is caught by its name; what readers can ignore passes.
import { describe, expect, it } from 'vitest';
import { type Break, breakingChanges } from '../src/compatibility.ts';
import type { JsonSchema } from '../src/json-schema.ts';

const object = (
  properties: Record<string, JsonSchema>,
  required: string[] = [],
  more: JsonSchema = {},
): JsonSchema => ({
  type: 'object',
  properties,
  required,
  ...more,
});
const text = { type: 'string' };
const kinds = (older: JsonSchema, newer: JsonSchema) => breakingChanges(older, newer).map(({ change }) => change);

const breaking: [what: string, older: JsonSchema, newer: JsonSchema, found: Break[]][] = [
  ['a field that went', object({ a: text, b: text }), object({ a: text }), ['field-removed']],
  [
    'a renamed field',
    object({ a: text }, ['a']),
    object({ b: text }, ['b']),
    ['field-removed', 'required-field-added'],
  ],
  ['a new field that is required', object({}), object({ a: text }, ['a']), ['required-field-added']],
  ['an optional field that became required', object({ a: text }), object({ a: text }, ['a']), ['became-required']],
  ['a required field that became optional', object({ a: text }, ['a']), object({ a: text }), ['became-optional']],
  ['another type', object({ a: text }), object({ a: { type: 'number' } }), ['type-changed']],
  ['a type that may be null now', object({ a: text }), object({ a: { type: ['string', 'null'] } }), ['type-changed']],
  ['a value that is no longer allowed', { enum: ['up', 'down'] }, { enum: ['up'] }, ['values-removed']],
  ['a value that older readers do not know', { enum: ['up'] }, { enum: ['up', 'down'] }, ['values-added']],
  ['another constant', { const: 1 }, { const: 2 }, ['values-removed', 'values-added']],
  ['a list of values where any was allowed', text, { ...text, enum: ['a'] }, ['values-removed']],
  ['any value where a list was given', { ...text, enum: ['a'] }, text, ['values-added']],
  ['a higher minimum', { minimum: 0 }, { minimum: 1 }, ['bound-tightened']],
  ['a lower minimum', { minimum: 1 }, { minimum: 0 }, ['bound-loosened']],
  ['an exclusive minimum where there was none', {}, { exclusiveMinimum: 0 }, ['bound-tightened']],
  ['a lower maximum', { maximum: 100 }, { maximum: 99 }, ['bound-tightened']],
  ['a shorter text', { maxLength: 300 }, { maxLength: 200 }, ['bound-tightened']],
  ['a longer text', { maxLength: 300 }, { maxLength: 400 }, ['bound-loosened']],
  ['a minimum length that went', { minLength: 1 }, {}, ['bound-loosened']],
  ['a longer list', { maxItems: 5 }, { maxItems: 6 }, ['bound-loosened']],
  ['another pattern', { pattern: '^a$' }, { pattern: '^b$' }, ['pattern-changed']],
  ['another format', { format: 'date' }, { format: 'date-time' }, ['pattern-changed']],
  [
    'an object that is closed now',
    object({}),
    object({}, [], { additionalProperties: false }),
    ['additional-fields-closed'],
  ],
  [
    'any field narrowed to texts',
    object({}),
    object({}, [], { additionalProperties: text }),
    ['additional-fields-closed'],
  ],
  [
    'an object that is open now',
    object({}, [], { additionalProperties: false }),
    object({}),
    ['additional-fields-opened'],
  ],
  [
    'texts widened to anything',
    object({}, [], { additionalProperties: text }),
    object({}),
    ['additional-fields-opened'],
  ],
  [
    'other values by key',
    { additionalProperties: text },
    { additionalProperties: { type: 'number' } },
    ['type-changed'],
  ],
  ['other keys', { propertyNames: { maxLength: 35 } }, { propertyNames: { maxLength: 5 } }, ['bound-tightened']],
  ['keys that are bound now', {}, { propertyNames: { maxLength: 5 } }, ['rule-changed']],
  ['other items', { items: text }, { items: { type: 'number' } }, ['type-changed']],
  ['one alternative more', { anyOf: [text] }, { anyOf: [text, { type: 'number' }] }, ['alternatives-changed']],
  ['another alternative', { oneOf: [text] }, { oneOf: [{ type: 'number' }] }, ['type-changed']],
  ['another rule of several', { allOf: [{ pattern: 'a' }] }, { allOf: [{ pattern: 'b' }] }, ['pattern-changed']],
  ['another step', { multipleOf: 0.01 }, { multipleOf: 0.1 }, ['rule-changed']],
  ['a keyword that nobody thought of', {}, { dependentRequired: { a: ['b'] } }, ['rule-changed']],
];

describe('the compatibility diff', () => {
  it.each(breaking)('catches %s', (_what, older, newer, found) => {
    expect(kinds(older, newer)).toEqual(found);
  });

  it('names the place of a change inside objects, lists and labels', () => {
    const inside = (leaf: JsonSchema) =>
      object({ links: { type: 'array', items: object({ title: { type: 'object', additionalProperties: leaf } }) } });
    expect(breakingChanges(inside({ maxLength: 9 }), inside({ maxLength: 8 }))).toEqual([
      { at: '/links/*/title/*', change: 'bound-tightened', what: 'maxLength' },
    ]);
  });

  it('lets a new optional field pass, also deep inside', () => {
    expect(kinds(object({ a: object({}) }), object({ a: object({ c: text }), b: text }))).toEqual([]);
  });

  it('lets words for people and the order of keywords pass', () => {
    const older = { title: 'one', type: 'object', properties: { a: text, b: text } };
    expect(kinds(older, { properties: { b: text, a: text }, description: 'other', type: 'object' })).toEqual([]);
  });

  it('finds nothing between a schema and itself', () => {
    for (const [, older] of breaking) expect(breakingChanges(older, older)).toEqual([]);
  });
});
