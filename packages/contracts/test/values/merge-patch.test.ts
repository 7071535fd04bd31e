// JSON Merge Patch: the examples of RFC 7396 and its algorithm, and the form that patches of a schema have.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { GivenLabel, mergePatch } from '../../src/index.ts';
import { patchOf } from '../../src/values/merge-patch.ts';

/** RFC 7396, appendix A: original, patch, result. */
const examples: readonly (readonly [unknown, unknown, unknown])[] = [
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b' }, { a: null }, {}],
  [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
  [
    ['a', 'b'],
    ['c', 'd'],
    ['c', 'd'],
  ],
  [{ a: 'b' }, ['c'], ['c']],
  [{ a: 'foo' }, null, null],
  [{ a: 'foo' }, 'bar', 'bar'],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [[1, 2], { a: 'b', c: null }, { a: 'b' }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
];

/** RFC 7396, section 2, word for word. */
function rfc(target: unknown, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch;
  let result = target as Record<string, unknown>;
  if (typeof target !== 'object' || target === null || Array.isArray(target)) result = {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name];
    else result[name] = rfc(result[name], value);
  }
  return result;
}

const names = fc.constantFrom('a', 'b', 'c', 'name', '');
const json = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, fc.constant(null), fc.integer(), fc.string(), tie('list'), tie('object')),
  list: fc.array(tie('value'), { maxLength: 3 }),
  object: fc.dictionary(names, tie('value'), { maxKeys: 4, noNullPrototype: true }),
})).value;

describe('a JSON Merge Patch', () => {
  it.each(examples)('of %j by %j is %j', (value, patch, result) => {
    expect(mergePatch(value, patch)).toEqual(result);
  });

  it('is what RFC 7396 makes of any value and patch, and changes neither', () => {
    fc.assert(
      fc.property(json, json, (value, patch) => {
        const before = structuredClone([value, patch]);
        expect(mergePatch(value, patch)).toEqual(rfc(structuredClone(value), patch));
        expect([value, patch]).toEqual(before);
      }),
      { numRuns: 2_000 },
    );
  });

  it('leaves the prototype alone', () => {
    const merged = mergePatch({}, JSON.parse('{"__proto__": {"role": "operator"}}'));
    expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
    expect((merged as { role?: string }).role).toBeUndefined();
  });
});

describe('the form of a patch', () => {
  const form = patchOf(
    z.strictObject({
      name: z.string(),
      area: z.string().optional(),
      codes: z.array(z.string()).default([]),
      identifier: z.strictObject({ scheme: z.string(), id: z.string() }).optional(),
      title: GivenLabel,
    }),
  );

  it.each([
    {},
    { name: 'x' },
    { area: null, identifier: null },
    { identifier: { id: '1' } },
    { title: { fr: null } },
    { title: {} },
  ])('takes %j, and adds nothing to it', (patch) => {
    expect(form.parse(patch)).toEqual(patch);
  });

  it.each([{ name: null }, { codes: null }, { title: null }, { identifier: { id: null } }, { other: 1 }, { name: 1 }])(
    'refuses %j',
    (patch) => {
      expect(form.safeParse(patch).success).toBe(false);
    },
  );

  it('finds the language that is meant, however its tag is written', () => {
    expect(form.parse({ title: { 'PT-br': null } })).toEqual({ title: { 'pt-BR': null } });
    expect(form.safeParse({ title: { en: 'a', EN: 'b' } }).success).toBe(false);
  });
});
