// One change of who may ask and what may be sent for each kind that callers trip over, and what is said of it.
import { get, plan, plans, post } from './places.ts';
import { small } from './small-description.ts';

const body = 'POST /v1/plans: The body as application/json';

export const breakingRequests: [what: string, place: string, value: unknown, says: string[]][] = [
  ['a path that is gone', plans, undefined, ['/v1/plans: The path is gone.']],
  ['an operation that is gone', post, undefined, ['POST /v1/plans: The operation is gone.']],
  [
    'another name',
    `${post} > operationId`,
    'makePlan',
    ['POST /v1/plans: Its name was enterPlan and is makePlan; generated clients name their functions so.'],
  ],
  ['another address', 'servers > 0 > url', '/plans', ['all: The address /strategy is gone.']],
  [
    'another kind of token',
    'components > securitySchemes > token > scheme',
    'basic',
    ['all: The way to show who calls, token, is another one or gone.'],
  ],

  [
    'a token where none was asked for',
    'paths > / > get > security',
    [{ token: [] }],
    ['GET /: It asks for a token and asked for none.'],
  ],
  [
    'a token of another kind',
    `${post} > security`,
    [{ key: [] }],
    ['POST /v1/plans: Who shows {"token":[]} is not let in any more.'],
  ],
  [
    'one scope more that is asked for',
    `${post} > security`,
    [{ token: ['write'] }],
    ['POST /v1/plans: Who shows {"token":[]} is not let in any more.'],
  ],
  [
    'a way in that is gone',
    `${get} > security`,
    [{ token: ['read', 'write'] }],
    ['GET /v1/plans: Who shows {"token":["read"]} is not let in any more.'],
  ],
  [
    'a role that is gone',
    `${get} > description`,
    'Roles: planner.',
    ['GET /v1/plans: The role officer is not let in any more.'],
  ],
  [
    'rows of the own ministry alone',
    `${post} > description`,
    'Roles: planner. Rows of the own ministry.',
    ['POST /v1/plans: It is asked of callers now: Rows of the own ministry.'],
  ],
  [
    'a role that is let in for less',
    `${post} > description`,
    'Roles: planner. The role planner: its own alone.',
    ['POST /v1/plans: It is asked of callers now: The role planner: its own alone.'],
  ],

  ['a parameter that is gone', `${get} > parameters`, [], ['GET /v1/plans: The query parameter limit is gone.']],
  [
    'a parameter that must be given now',
    `${get} > parameters > 0 > required`,
    true,
    ['GET /v1/plans: The query parameter limit must be given and need not have been.'],
  ],
  [
    'a new parameter that must be given',
    `${get} > parameters > 1`,
    { in: 'header', name: 'If-Match', required: true },
    ['GET /v1/plans: The header parameter If-Match is new and must be given.'],
  ],
  [
    'a parameter that is written otherwise',
    `${get} > parameters > 0 > explode`,
    false,
    ['GET /v1/plans: The query parameter limit is written another way.'],
  ],
  [
    'a lower limit of a parameter',
    `${get} > parameters > 0 > schema > maximum`,
    100,
    ['GET /v1/plans: The query parameter limit takes less: it has maximum 200 before and 100 now.'],
  ],

  [
    'a body that must be given now',
    `${post} > requestBody > required`,
    true,
    ['POST /v1/plans: The body must be given and need not have been.'],
  ],
  [
    'a body where there was none',
    `${get} > requestBody`,
    { required: true, content: {} },
    ['GET /v1/plans: A body must be given, and there was none.'],
  ],
  [
    'a body that is not taken any more',
    `${post} > requestBody`,
    undefined,
    ['POST /v1/plans: No body is taken any more.'],
  ],
  [
    'a media type that is not taken any more',
    `${post} > requestBody > content > text/csv`,
    undefined,
    ['POST /v1/plans: The body is not taken as text/csv any more.'],
  ],
  [
    'a field that is not taken any more',
    `${plan} > properties > weight`,
    undefined,
    [`${body} takes less: it has weight only before.`],
  ],
  [
    'a field that must be given now',
    `${plan} > required > 1`,
    'kind',
    [`${body} takes less: it must have kind only now.`],
  ],
  [
    'a new field that must be given',
    plan,
    {
      type: 'object',
      required: ['code', 'x'],
      properties: { ...small.paths['/v1/plans'].post.requestBody.content['application/json'].schema.properties, x: {} },
      additionalProperties: false,
    },
    [`${body} takes less: it must have x only now.`],
  ],
  [
    'a narrower type',
    `${plan} > properties > weight > type`,
    'integer',
    [`${body} at /weight takes less: it is number before and integer now.`],
  ],
  [
    'a type where any was taken',
    `${plan} > properties > kind > type`,
    'string',
    [`${body} at /kind takes less: it is anything before and string now.`],
  ],
  [
    'a value that is not taken any more',
    `${plan} > properties > kind > enum`,
    ['national'],
    [`${body} at /kind takes less: it has "sectoral" only before.`],
  ],
  [
    'a list of values where any was taken',
    `${plan} > properties > code > enum`,
    ['A'],
    [`${body} at /code takes less: it is one of a list only now.`],
  ],
  [
    'a shorter text',
    `${plan} > properties > code > maxLength`,
    16,
    [`${body} at /code takes less: it has maxLength 32 before and 16 now.`],
  ],
  [
    'a higher least length',
    `${plan} > properties > code > minLength`,
    2,
    [`${body} at /code takes less: it has minLength 1 before and 2 now.`],
  ],
  [
    'a limit where there was none',
    `${plan} > properties > weight > minimum`,
    0,
    [`${body} at /weight takes less: it has minimum none before and 0 now.`],
  ],
  [
    'a pattern where there was none',
    `${plan} > properties > code > pattern`,
    '^A',
    [`${body} at /code takes less: it has another pattern.`],
  ],
  [
    'a step where there was none',
    `${plan} > properties > weight > multipleOf`,
    1,
    [`${body} at /weight takes less: it has another multipleOf.`],
  ],
  [
    'an alternative that is gone',
    `${plan} > properties > id > anyOf > 1`,
    undefined,
    [`${body} at /id takes less: it is integer before and string now.`],
  ],
  [
    'other values by key',
    `${plan} > properties > labels > additionalProperties > type`,
    'number',
    [`${body} at /labels/* takes less: it is string before and number now.`],
  ],
  [
    'no values by key any more',
    `${plan} > properties > labels > additionalProperties`,
    false,
    [`${body} at /labels takes less: it has fields of any name only before.`],
  ],
  [
    'a shorter text of a schema that has a name',
    'components > schemas > Money > properties > amount > maxLength',
    10,
    [`${body} at /budget/amount takes less: it has maxLength 20 before and 10 now.`],
  ],
];
