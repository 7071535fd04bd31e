// What is said of a wrong value: in words, with an example, and with the value; no pattern is shown to a person.
import {
  broken,
  fieldMessages,
  formed,
  forms,
  isFormName,
  kitRoutesOf,
  languages,
  Money,
  type RouteContract,
  routesOf,
  services,
  Text,
} from '@tributary/contracts';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fieldErrors } from '../src/problem/field-errors.ts';
import { quoted } from '../src/problem/quoted.ts';

const told = (schema: z.ZodType, input: unknown, language: (typeof languages)[number] = 'en') =>
  fieldErrors(schema.safeParse(input).error ?? new z.ZodError([]), '', input, language).map(({ detail }) => detail);

const isWordedFormat = (format: unknown) => isFormName(format) || format === 'date' || format === 'date-time';

/** The JSON Schemas of text that have a pattern, and no format that words are there for. */
function unnamedIn(schema: unknown): readonly unknown[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { format, pattern } = schema as { format?: unknown; pattern?: unknown };
  if (isWordedFormat(format)) return [];
  return typeof pattern === 'string' ? [schema] : Object.values(schema).flatMap(unnamedIn);
}

const unnamedOf = ({ params, query, body }: RouteContract) =>
  [params, query, body]
    .filter((schema) => schema !== undefined)
    .flatMap((schema) => unnamedIn(z.toJSONSchema(schema, { io: 'input' })));

describe('the texts of fields', () => {
  it('show no pattern: every form that a contract asks for has words', () => {
    const contracts = services.flatMap((service) => [
      ...Object.values(routesOf[service]),
      ...Object.values(kitRoutesOf(service)),
    ]);
    const unnamed = contracts.flatMap((contract) =>
      unnamedOf(contract).map((schema) => ({ route: `${contract.method} ${contract.path}`, schema })),
    );
    expect(unnamed).toEqual([]);
    const strange = z.strictObject({ a: z.array(z.string().regex(/^x$/)) });
    expect(unnamedIn(z.toJSONSchema(strange))).toHaveLength(1);
  });

  it('show examples that have the form', () => {
    for (const { pattern, example } of Object.values(forms)) expect(example).toMatch(pattern);
  });
});

describe('a wrong value', () => {
  it('is told what it must look like, with an example, and quoted', () => {
    expect(told(z.strictObject({ ministry: formed('ministry-code') }), { ministry: 'mpla' })).toEqual([
      'Give the code of a ministry, 2 to 12 capital letters and digits with a letter first, such as MPLA. Received: “mpla”.',
    ]);
    expect(told(z.iso.date(), '31.03.2026', 'fr')).toEqual([
      'Indiquez un jour du calendrier sous la forme AAAA-MM-JJ, par exemple 2026-03-31. Valeur reçue : «\u00a031.03.2026\u00a0».',
    ]);
    expect(told(Money, { amount: '1,5', currency: 'EURO' })).toEqual([
      'Give a decimal number with a point, as text, such as 350000.00. Received: “1,5”.',
      'Give the code of a currency, three capital letters (ISO 4217), such as EUR. Received: “EURO”.',
    ]);
  });

  it('is told by the sentence that its schema names, in six languages', () => {
    const known = z.string().refine(() => false, broken('UNKNOWN_CURRENCY'));
    for (const language of languages) {
      const [detail = ''] = told(known, 'ABC', language);
      expect(detail).toContain(fieldMessages.say(language, 'UNKNOWN_CURRENCY'));
      expect(detail).toContain('ABC');
    }
  });

  it('of free text is not quoted, since it may tell of a person', () => {
    expect(told(Text, 'Maria\u0000Example').join()).not.toContain('Maria');
    expect(told(Text, `Maria ${'x'.repeat(400)}`).join()).not.toContain('Maria');
    expect(told(Text, 69_123_456).join()).not.toContain('69');
  });

  it('is quoted short, and without what cannot be seen', () => {
    expect(quoted(`a\u0000\u202e\ud800${'x'.repeat(90)}`, 'en')).toBe(`“a\\u0000\\u202e\\ud800${'x'.repeat(56)}…”`);
    expect(quoted(12.5, 'ru')).toBe('«12.5»');
    expect(quoted({ a: 1 }, 'en')).toBeUndefined();
  });
});
