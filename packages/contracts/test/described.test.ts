// Every field, parameter and body that the committed descriptions tell has words, and every body an example.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fieldWords } from '../src/field-words.ts';
import { withFieldWords } from '../src/worded.ts';

const folder = new URL('../generated/', import.meta.url);
const files = ['asyncapi.json', ...readdirSync(new URL('openapi/', folder)).map((file) => `openapi/${file}`)];

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** Fields that still lack words, as `file name`: none is taken up again. */
const withoutWords: readonly string[] = [];

/** The names of fields and parameters without a description, at any depth. */
function wordless(value: unknown): string[] {
  if (!isObject(value)) return [];
  const { properties, parameters, in: place, name, description } = value;
  const fields = isObject(properties) ? Object.entries(properties) : [];
  return [
    ...fields.flatMap(([field, schema]) =>
      isObject(schema) && typeof schema['description'] === 'string' ? [] : [field],
    ),
    ...(Array.isArray(parameters) || place === undefined || description !== undefined ? [] : [String(name)]),
    ...Object.values(value).flatMap(wordless),
  ];
}

/** Where a JSON body has no example. */
function exampleless(value: unknown, at = ''): string[] {
  if (!isObject(value)) return [];
  const { content } = value;
  const bodies = isObject(content) ? Object.entries(content) : [];
  return [
    ...bodies.flatMap(([type, media]) =>
      type.endsWith('json') && isObject(media) && !('example' in media) ? [`${at} ${type}`] : [],
    ),
    ...Object.entries(value).flatMap(([step, child]) => exampleless(child, `${at}/${step}`)),
  ];
}

/**
 * Where an amount of money stands of which is not told how many decimals each currency has. A patch may have the amount
 * without the currency: it is held against the currency that is there.
 */
function amountsWithoutDecimals(value: unknown, at = ''): string[] {
  if (!isObject(value)) return [];
  const { properties, oneOf, type, required } = value;
  const names = isObject(properties) && type === 'object' ? Object.keys(properties).sort().join() : '';
  const isMoney = names === 'amount,currency' && Array.isArray(required);
  return [
    ...(isMoney && oneOf === undefined ? [at] : []),
    ...Object.entries(value).flatMap(([step, child]) => amountsWithoutDecimals(child, `${at}/${step}`)),
  ];
}

const requestBodies = (value: unknown): readonly unknown[] =>
  isObject(value) ? [value['requestBody'], ...Object.values(value).flatMap(requestBodies)].filter(isObject) : [];

describe.each(files)('%s', (file) => {
  const document: unknown = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));

  it('has words for every field and parameter', () => {
    const found = [...new Set(wordless(document))].map((name) => `${file} ${name}`);
    expect(found).toEqual(withoutWords.filter((one) => one.startsWith(file)));
  });

  it('tells of every amount that callers give how many decimals its currency has', () => {
    expect(requestBodies(document).flatMap((body) => amountsWithoutDecimals(body))).toEqual([]);
  });

  it('has an example of every body', () => {
    expect(exampleless(document)).toEqual([]);
  });
});

describe('the words of a field', () => {
  it('are its own where its schema has some, and those of its name where it has none', () => {
    const schema = {
      properties: { seq: { type: 'integer' }, status: { type: 'string', description: 'ours' }, unheard: {} },
      items: { properties: { seq: {} } },
    };
    expect(withFieldWords(schema)).toEqual({
      properties: {
        seq: { type: 'integer', description: fieldWords['seq'] },
        status: { type: 'string', description: 'ours' },
        unheard: {},
      },
      items: { properties: { seq: { description: fieldWords['seq'] } } },
    });
    expect(wordless(withFieldWords(schema))).toEqual(['unheard']);
    expect(exampleless({ a: { content: { 'application/json': {} } } })).toEqual(['/a application/json']);
  });

  it('are of names that the descriptions have', () => {
    const all = files.map((file) => readFileSync(new URL(file, folder), 'utf8')).join('');
    const parameters = new Set([...all.matchAll(/"name": "(\w+)"/g)].map(([, name]) => name));
    const unused = Object.keys(fieldWords).filter((name) => !all.includes(`"${name}": {`) && !parameters.has(name));
    expect(unused).toEqual([]);
  });
});
