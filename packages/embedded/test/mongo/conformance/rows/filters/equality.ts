// Filters by a value: what is equal to what.
import { Decimal128, Double, Long } from 'bson';
import { filterRow, type Row } from '../../row.ts';
import { ages, query } from './samples.ts';

export const equalityFilters: readonly Row[] = [
  filterRow('an empty filter matches everything', ['find.filter'], query('Query Documents'), ages, {}, [1, 2, 3, 4, 5]),
  filterRow('a value matches by equality', ['filter equality'], query('$eq'), ages, { a: 10 }, [2]),
  filterRow('$eq is equality written out', ['filter $eq'], query('$eq'), ages, { a: { $eq: 10 } }, [2]),
  filterRow(
    'several fields must all match',
    ['filter equality'],
    query('Query Documents'),
    [
      { _id: 1, a: 1, b: 2 },
      { _id: 2, a: 1 },
    ],
    { a: 1, b: 2 },
    [1],
  ),
  filterRow(
    'null matches null and missing',
    ['filter equality'],
    query('Query for Null or Missing Fields'),
    ages,
    { a: null },
    [4, 5],
  ),
  filterRow(
    'numbers are equal across their types',
    ['filter equality'],
    query('Comparison/Sort Order: Numeric Types'),
    [
      { _id: 1, a: 7 },
      { _id: 2, a: new Double(7) },
      { _id: 3, a: Long.fromNumber(7) },
      { _id: 4, a: '7' },
    ],
    { a: new Double(7) },
    [1, 2, 3],
  ),
  filterRow(
    'a decimal is equal to numbers of other types',
    ['filter equality'],
    query('Comparison/Sort Order: Numeric Types'),
    [
      { _id: 1, a: 7 },
      { _id: 2, a: Decimal128.fromString('7.0') },
      { _id: 3, a: Decimal128.fromString('7.1') },
    ],
    { a: new Double(7) },
    [1, 2],
  ),
  filterRow(
    'large integers are not rounded',
    ['filter equality'],
    query('Comparison/Sort Order: Numeric Types'),
    [
      { _id: 1, a: Long.fromString('9007199254740993') },
      { _id: 2, a: Long.fromString('9007199254740992') },
    ],
    { a: Long.fromString('9007199254740993') },
    [1],
  ),
  filterRow(
    'an integer beyond 2^53 differs from the double beside it',
    ['filter $gt'],
    query('Comparison/Sort Order: Numeric Types'),
    [
      { _id: 1, a: Long.fromString('9007199254740993') },
      { _id: 2, a: Long.fromString('9007199254740991') },
    ],
    { a: { $gt: new Double(9007199254740992) } },
    [1],
  ),
  filterRow(
    'a decimal fraction differs from the double that only comes near',
    ['filter equality'],
    query('Comparison/Sort Order: Numeric Types'),
    [
      { _id: 1, a: Decimal128.fromString('0.1') },
      { _id: 2, a: new Double(0.1) },
      { _id: 3, a: Decimal128.fromString('0.10') },
    ],
    { a: Decimal128.fromString('0.1') },
    [1, 3],
  ),
  filterRow(
    'NaN equals NaN',
    ['filter equality'],
    query('Comparison/Sort Order: Numeric Types'),
    [{ _id: 1, a: new Double(Number.NaN) }, { _id: 2, a: 0 }, { _id: 3 }],
    { a: new Double(Number.NaN) },
    [1],
  ),
  filterRow(
    'false and 0 and empty text are different values',
    ['filter equality'],
    query('$eq'),
    [
      { _id: 1, a: false },
      { _id: 2, a: 0 },
      { _id: 3, a: '' },
      { _id: 4, a: null },
    ],
    { a: false },
    [1],
  ),
  filterRow(
    'an embedded document matches whole, in its order',
    ['filter equality'],
    query('Query on Embedded/Nested Documents'),
    [
      { _id: 1, a: { x: 1, y: 2 } },
      { _id: 2, a: { y: 2, x: 1 } },
      { _id: 3, a: { x: 1 } },
    ],
    { a: { x: 1, y: 2 } },
    [1],
  ),
];
