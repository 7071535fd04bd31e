import { describe, expect, it } from 'vitest';
import { unknownField } from '../../src/mongo/unknown-field.ts';

const text = { type: String, required: true };
const fields = {
  title: { type: Object },
  code: String,
  budget: { amount: { currency: text } },
  links: [{ _id: false, node: text, parts: [{ weight: Number }] }],
  tags: [String],
};

describe('a state', () => {
  it.each([
    [{}, undefined],
    [{ title: { en: 'a', qu: { deep: 1 } }, code: 'c', tags: ['x'] }, undefined],
    [{ budget: { amount: { currency: 'EUR' } }, links: [{ node: 'n', parts: [{ weight: 1 }] }] }, undefined],
    [{ code: undefined, budget: null, links: [] }, undefined],
    [{ other: 1 }, 'other'],
    [{ constructor: 1 }, 'constructor'],
    [{ budget: { amount: { cents: 1 } } }, 'budget.amount.cents'],
    [{ links: [{ node: 'n' }, { node: 'm', wight: 1 }] }, 'links.wight'],
    [{ links: [{ parts: [{ weight: 1 }, { no: 1 }] }] }, 'links.parts.no'],
  ])('%j has the unknown field %s', (state, found) => {
    expect(unknownField(fields, state)).toBe(found);
  });
});
