// $not, $or and $and.
import { filterRow, type Row } from '../../row.ts';
import { ages, lists, query } from './samples.ts';

export const logicFilters: readonly Row[] = [
  filterRow(
    '$not matches where the field is missing',
    ['filter $not'],
    query('$not'),
    ages,
    { a: { $not: { $gte: 10 } } },
    [1, 3, 4, 5],
  ),
  filterRow(
    '$not on a field of a missing subdocument matches',
    ['filter $not', 'filter dotted path'],
    query('$not'),
    [
      { _id: 1, s: { x: 3 } },
      { _id: 2, s: {} },
      { _id: 3, s: { x: 5 } },
    ],
    { 's.x': { $not: { $gte: 5 } } },
    [1, 2],
  ),
  filterRow(
    '$or needs one of its filters',
    ['filter $or'],
    query('$or'),
    ages,
    { $or: [{ a: 5 }, { a: 'x' }] },
    [1, 3],
  ),
  filterRow(
    '$or stands beside other fields',
    ['filter $or'],
    query('$or'),
    [
      { _id: 1, a: 1, b: 1 },
      { _id: 2, a: 1, b: 2 },
      { _id: 3, a: 2, b: 1 },
    ],
    { a: 1, $or: [{ b: 2 }, { b: 3 }] },
    [2],
  ),
  filterRow(
    '$and needs all of its filters',
    ['filter $and'],
    query('$and'),
    ages,
    { $and: [{ a: { $exists: true } }, { a: { $ne: null } }, { a: { $ne: 'x' } }] },
    [1, 2],
  ),
  filterRow(
    '$and may name one field twice',
    ['filter $and'],
    query('$and'),
    lists,
    { $and: [{ a: 2 }, { a: 3 }] },
    [2],
  ),
  filterRow(
    '$not negates $exists and $in alike',
    ['filter $not'],
    query('$not'),
    ages,
    { a: { $not: { $in: [5, null] } } },
    [2, 3],
  ),
];
