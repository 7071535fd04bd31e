// One change of what is answered for each kind that callers trip over, and what is said of it.
import { answer, get, list, post } from './places.ts';

const answered = 'GET /v1/plans: The answer 200 as application/json';

export const breakingAnswers: [what: string, place: string, value: unknown, says: string[]][] = [
  [
    'another status',
    `${post} > responses`,
    { 200: {} },
    [
      'POST /v1/plans: The answer 200 is new; callers take what they do not know for a fault.',
      'POST /v1/plans: The answer 201 is gone.',
    ],
  ],
  [
    'a fault that is not told any more',
    `${get} > responses > 404`,
    undefined,
    ['GET /v1/plans: The answer 404 is gone.'],
  ],
  [
    'a media type that is not answered any more',
    `${answer} > content > text/csv`,
    undefined,
    ['GET /v1/plans: The answer 200 as text/csv is gone.'],
  ],
  [
    'a header that is gone',
    `${answer} > headers > ETag`,
    undefined,
    ['GET /v1/plans: The header ETag of the answer 200 is gone.'],
  ],
  [
    'a header that need not be there',
    'components > headers > ETag > required',
    false,
    ['GET /v1/plans: The header ETag of the answer 200 need not be there any more.'],
  ],
  [
    'a property that is gone',
    `${list} > properties > note`,
    undefined,
    [`${answered} promises less: it has note only before.`],
  ],
  [
    'a property that need not be there',
    `${list} > required`,
    ['items'],
    [`${answered} promises less: it must have state only before.`],
  ],
  [
    'a wider type',
    `${list} > properties > note > type`,
    ['string', 'null'],
    [`${answered} at /note promises less: it is string or null now and string before.`],
  ],
  [
    'a wider number',
    `${list} > properties > total > type`,
    'number',
    [`${answered} at /total promises less: it is number now and integer before.`],
  ],
  [
    'a lower least number',
    `${list} > properties > total > minimum`,
    -1,
    [`${answered} at /total promises less: it has minimum -1 now and 0 before.`],
  ],
  [
    'a value that callers do not know',
    `${list} > properties > state > enum > 2`,
    'archived',
    [`${answered} at /state promises less: it has "archived" only now.`],
  ],
  [
    'any value where a list was promised',
    `${list} > properties > state`,
    {},
    [`${answered} at /state promises less: it is one of a list only before.`],
  ],
  [
    'a longer list',
    `${list} > properties > items > maxItems`,
    500,
    [`${answered} at /items promises less: it has maxItems 500 now and 200 before.`],
  ],
  [
    'other items',
    `${list} > properties > items > items > pattern`,
    undefined,
    [`${answered} at /items/* promises less: it has another pattern.`],
  ],
  [
    'a longer text of a schema that has a name',
    'components > schemas > Money > properties > amount > maxLength',
    30,
    [`${answered} at /budget/amount promises less: it has maxLength 30 now and 20 before.`],
  ],
];
