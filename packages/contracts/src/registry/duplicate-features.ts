// What two records are compared by, how much each comparison says, and from which sum on they are proposed as one person:
// all of it data, which a ministry can set.
import { z } from 'zod';

/** How a field of two records compares; what is missing in one of them says nothing. */
export const fieldAgreements = ['same', 'sounds-same', 'close', 'part', 'swapped', 'different'] as const;
export type FieldAgreement = (typeof fieldAgreements)[number];

const bounds = { min: -200, max: 200 } as const;
const Points = z.int().min(bounds.min).max(bounds.max);
const points = <Field extends FieldAgreement>(...fields: readonly Field[]) =>
  z.strictObject(
    Object.fromEntries(
      fields.map((field) => [field, Points.describe('points for it; below 0 where it speaks against one person')]),
    ) as Record<Field, typeof Points>,
  );

/** The points of each comparison. */
export const DuplicateWeights = z.strictObject({
  family: points('same', 'sounds-same', 'close', 'different').describe('the names of the families'),
  given: points('same', 'sounds-same', 'close', 'part', 'different').describe('what they are called'),
  nameOrder: points('swapped').describe('one has as given name what the other has as name of the family'),
  birthDate: points('same', 'swapped', 'close', 'part', 'different').describe('the days of birth'),
  phone: points('same', 'different').describe('the telephone numbers'),
  email: points('close', 'different').describe('the addresses of e-mail'),
  document: points('close', 'different').describe('the numbers of documents of one kind and country'),
  city: points('same', 'close', 'different').describe('the towns'),
  subdivision: points('same', 'different').describe('the parts of the country'),
  country: points('same', 'different').describe('the countries of residence'),
  sex: points('same', 'different').describe('the sexes'),
});
export type DuplicateWeights = z.infer<typeof DuplicateWeights>;
export type DuplicateFeature = keyof DuplicateWeights;
export const duplicateFeatures = Object.keys(DuplicateWeights.shape) as readonly DuplicateFeature[];
