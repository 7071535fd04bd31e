// Whatever fits plainly is taken by mongoose: of each state both are asked.
import { Mongoose, Schema } from 'mongoose';
import { describe, expect, it } from 'vitest';
import { plainFit } from '../../src/mongo/plain-fit.ts';

const fields = {
  title: { type: Object },
  code: String,
  count: { type: Number },
  open: Boolean,
  budget: { amount: { currency: { type: String } } },
  links: [{ _id: false, node: String, parts: [{ _id: false, weight: Number }] }],
  tags: [String],
};
const model = new Mongoose().model('thing', new Schema(fields as never, { strict: 'throw', autoIndex: false }));

const taken = async (state: object) =>
  model.validate(structuredClone(state)).then(
    () => true,
    () => false,
  );

describe('a state that fits plainly', () => {
  it.each([
    [{}],
    [{ title: { en: 'a', qu: { deep: 1 } }, code: 'c', tags: ['x', 'y'], count: 0, open: false }],
    [{ title: 'words', tags: [], links: [] }],
    [{ code: undefined, budget: undefined }],
    [{ budget: { amount: { currency: 'EUR' } }, links: [{ node: 'n', parts: [{ weight: 1.5 }] }, {}] }],
  ])('%j is one that mongoose takes', async (state) => {
    expect(plainFit(fields)(state)).toBe(true);
    expect(await taken(state)).toBe(true);
  });

  it.each([
    ['a field too many', { other: 1 }],
    ['a field of the object that all have', { constructor: 'x' }],
    ['a field too many within a list', { links: [{ node: 'm', wight: 1 }] }],
    ['the id of a part', { links: [{ _id: 'x', node: 'm' }] }],
    ['nothing where a text is', { code: null }],
    ['a number where a text is', { code: 5 }],
    ['an object where a text is', { code: { a: 1 } }],
    ['what is no number', { count: Number.NaN }],
    ['a text where a number is', { count: 'many' }],
    ['a text where a truth is', { open: 'perhaps' }],
    ['a text where a list is', { tags: 'x' }],
    ['a hole in a list', { tags: ['x', undefined] }],
    ['a list within a list', { tags: [['x']] }],
    ['a list where an object is', { budget: [] }],
    ['an object of a wrong text deep within', { budget: { amount: { currency: {} } } }],
    ['a wrong number deep within', { links: [{ node: 'n', parts: [{ weight: 'heavy' }] }] }],
  ])('has never %s', (_what, state) => {
    expect(plainFit(fields)(state)).toBe(false);
  });

  it('is none where a field asks for more than its type, whether the state has it or not', () => {
    const asking = [{ type: String, required: true }, { type: [Number], required: true }, { type: Date }];
    for (const field of asking) {
      expect(plainFit({ code: String, field })({ code: 'c' })).toBe(false);
      expect(plainFit({ within: { field }, code: String })({ code: 'c' })).toBe(false);
    }
  });
});
