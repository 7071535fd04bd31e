// Headers of answers, as the description of the API tells them. A route names those that its handler sets itself; what
// follows from its contract, such as the ETag of a thing with a version, nobody has to name.

export interface ReplyHeaderForm {
  readonly description: string;
  readonly type: 'string' | 'integer' | 'number';
  readonly example: string | number;
}

/** Every header of an answer by its name in lower case. */
export const replyHeaders = {
  allow: { description: 'The methods that this address answers', type: 'string', example: 'GET, HEAD' },
  'cache-control': { description: 'How long the answer may be kept', type: 'string', example: 'private, no-cache' },
  'consistency-token': {
    description: 'Names this fact: a read that sends it back as Consistency-Token waits until it knows the fact',
    type: 'string',
    example: 'strategy:01932f5e-7a00-7000-8000-000000000001:5',
  },
  'content-disposition': {
    description: 'The name of the file, of an answer in CSV or of a file of evidence',
    type: 'string',
    example: 'attachment; filename="plan-alignment-SDG-2026-06-30.csv"',
  },
  'content-language': { description: 'The language that the texts are in', type: 'string', example: 'en' },
  'content-location': {
    description: 'The address of what was answered, where it is not the one that was asked',
    type: 'string',
    example: '/strategy/v1/plans/NDP-2030',
  },
  etag: {
    description:
      'The version of what was answered, and of a read a hash of what it said: for If-None-Match when it is read again, and, of a thing that can be changed, for If-Match',
    type: 'string',
    example: '"5"',
  },
  link: {
    description: 'Where the list goes on, of a page in CSV (RFC 8288); not there at the end',
    type: 'string',
    example: '</reporting/v1/reports/funds/matching/unpaid?format=csv&after=MjAyNg.c2ln>; rel="next"',
  },
  location: {
    description: 'Where the new thing is read',
    type: 'string',
    example: '/strategy/v1/plans/NDP-2030',
  },
  'preference-applied': {
    description: 'What of Prefer was done (RFC 7240); not there where nothing was',
    type: 'string',
    example: 'return=representation',
  },
  'ratelimit-limit': { description: 'Requests that one caller has in a minute', type: 'integer', example: 120_000 },
  'ratelimit-policy': {
    description: 'The limit of one caller: requests; w=seconds',
    type: 'string',
    example: '120000;w=60',
  },
  'ratelimit-remaining': { description: 'Requests that are left of it', type: 'integer', example: 119_999 },
  'ratelimit-reset': { description: 'Seconds until all of it is there again', type: 'integer', example: 60 },
  'retry-after': { description: 'Seconds after which a repetition makes sense', type: 'integer', example: 1 },
  vary: { description: 'The headers that the answer depends on', type: 'string', example: 'Accept-Language' },
  'www-authenticate': { description: 'Which token is needed (RFC 6750)', type: 'string', example: 'Bearer' },
  accept: { description: 'The media types that are taken here', type: 'string', example: 'application/json' },
  'x-accel-buffering': { description: 'Asks proxies not to hold events back', type: 'string', example: 'no' },
  'x-data-as-of': {
    description: 'The recorded instant up to which the figures are complete; not there while nothing is known yet',
    type: 'string',
    example: '2026-06-30T12:00:02.000Z',
  },
  'x-data-lag-seconds': { description: 'How far the figures lag behind their sources', type: 'number', example: 0.412 },
  'x-parked': {
    description: 'Facts that are set aside because they could not be applied',
    type: 'integer',
    example: 0,
  },
  'x-revision': { description: 'The version of what the figures were made of', type: 'string', example: 'r2' },
} as const satisfies Readonly<Record<string, ReplyHeaderForm>>;

/** The name of a header of an answer. */
export type ReplyHeader = keyof typeof replyHeaders;
