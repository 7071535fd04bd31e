// Documents that several rows about filters ask, and where the manual speaks of them.
export const query = (title: string) => `MongoDB manual, Query Predicates, "${title}"`;
export const ages = [{ _id: 1, a: 5 }, { _id: 2, a: 10 }, { _id: 3, a: 'x' }, { _id: 4 }, { _id: 5, a: null }];
export const lists = [
  { _id: 1, a: [1, 5] },
  { _id: 2, a: [2, 3] },
  { _id: 3, a: [] },
  { _id: 4, a: 2 },
];
/** An array within an array is an element like others: only a path with a position goes into it. */
export const deeper = [...lists, { _id: 5, a: [[2, 3]] }];
export const nested = [
  {
    _id: 1,
    items: [
      { k: 'x', n: 1 },
      { k: 'y', n: 9 },
    ],
  },
  { _id: 2, items: [{ k: 'x', n: 9 }] },
  { _id: 3, items: { k: 'x', n: 9 } },
  { _id: 4, items: [] },
  { _id: 5 },
];
