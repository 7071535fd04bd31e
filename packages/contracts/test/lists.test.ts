import { describe, expect, it } from 'vitest';
import * as contracts from '../src/index.ts';
import { kitRoutesOf, listInitiatives, routesOf, services } from '../src/index.ts';
import { type Listed, listAsked, listIndexes } from '../src/kernel/lists.ts';

const read = (query: object) => listInitiatives.query?.safeParse(query);
const faults = (query: object) =>
  read(query)?.error?.issues.map((issue) => [
    issue.path.join('/'),
    'params' in issue ? issue.params?.['code'] : issue.code,
  ]);

describe('what a list is asked for', () => {
  it('is narrowed by fields, days and the moment of the last change', () => {
    expect(
      read({ status: '2', ministry: 'MLOC', registeredOnFrom: '2025-01-01', registeredOnTo: '2025-12-31' })?.data,
    ).toMatchObject({ status: 2, ministry: 'MLOC', registeredOnFrom: '2025-01-01', registeredOnTo: '2025-12-31' });
    expect(read({ updatedSince: '2026-03-31T14:00:00+02:00' })?.data).toMatchObject({
      updatedSince: '2026-03-31T12:00:00.000Z',
    });
  });

  it.each([
    ['a day that is none', { registeredOnFrom: '2025-02-30' }, [['registeredOnFrom', 'invalid_format']]],
    ['a moment without a zone', { updatedSince: '2025-02-28T10:00:00' }, [['updatedSince', 'invalid_format']]],
    ['an order that is not declared', { sort: 'title' }, [['sort', 'invalid_value']]],
    [
      'an end before its start',
      { plannedStartOnFrom: '2025-02-01', plannedStartOnTo: '2025-01-31' },
      [['plannedStartOnTo', 'RANGE_REVERSED']],
    ],
    [
      'two ranges',
      { plannedStartOnTo: '2025-02-01', registeredOnTo: '2025-02-01' },
      [['plannedStartOnTo', 'ONE_RANGE']],
    ],
    [
      'a range sorted by something else',
      { registeredOnFrom: '2025-02-01', sort: '-updatedAt' },
      [['sort', 'SORTED_BY_RANGE']],
    ],
  ])('is refused with %s', (_what, query, expected) => {
    expect(faults(query)).toEqual(expected);
  });

  const list: Listed = { filters: ['status', 'ministry'], identifiers: ['number'], days: ['madeOn'] };

  it('is a filter and an order of the store', () => {
    expect(listAsked(list, { status: 2, limit: 50, after: 'x' })).toEqual({
      filter: { status: 2 },
      order: undefined,
      sort: '',
    });
    expect(listAsked(list, { madeOnTo: '2025-12-31' })).toEqual({
      filter: { madeOn: { $lte: '2025-12-31' } },
      order: { madeOn: 1 },
      sort: 'madeOn',
    });
    expect(listAsked(list, { updatedSince: '2026-03-31T12:00:00.000Z', sort: '-updatedAt', ministry: 'MLOC' })).toEqual(
      {
        filter: { ministry: 'MLOC', at: { $gte: new Date('2026-03-31T12:00:00.000Z') } },
        order: { at: -1 },
        sort: '-updatedAt',
      },
    );
  });
});

type Declared = Listed & { readonly name: string; readonly state: { readonly shape: object } };
const aggregates = Object.values(contracts as unknown as Readonly<Record<string, unknown>>).filter(
  (value): value is Declared =>
    typeof value === 'object' && value !== null && 'days' in value && 'identifiers' in value,
);

describe.each(aggregates.map((one) => [one.name, one] as const))('the list of every %s', (_name, list) => {
  const indexes = listIndexes(list).map((keys) => Object.keys(keys).join(' '));

  it('is answered by an index whatever narrows it, in every order that it has', () => {
    for (const narrowed of [undefined, ...list.filters]) {
      for (const order of ['at', ...list.days]) {
        expect(indexes).toContain([narrowed, order, '_id'].filter(Boolean).join(' '));
      }
      if (narrowed !== undefined) expect(indexes).toContain(`${narrowed} _id`);
    }
    for (const identifier of list.identifiers) expect(indexes).toContain(`${identifier} _id`);
  });

  it('goes by days that every state has', () => {
    for (const day of list.days) expect(Object.keys(list.state.shape)).toContain(day);
  });
});

const everyRoute = services.flatMap((service) => [
  ...Object.values(routesOf[service]),
  ...Object.values(kitRoutesOf(service)),
]);
const shapeOf = (schema: unknown): object => Object((Object(schema) as { readonly shape?: object }).shape);
const lists = everyRoute.filter(({ method, reply }) => method === 'GET' && 'items' in shapeOf(reply[200]));

describe.each(lists.map((route) => [`${route.service} ${route.path}`, route] as const))(
  'the list %s',
  (_name, route) => {
    it('is paged as all others are', () => {
      const whole = { node: 'unaligned' };
      const parse = (query: object) => {
        const parsed = route.query?.safeParse('node' in shapeOf(route.query) ? { ...whole, ...query } : query);
        return parsed?.success ? (parsed.data as { limit: number }).limit : undefined;
      };
      expect(shapeOf(route.reply[200])).toHaveProperty('next');
      expect([{}, { limit: '200' }, { limit: '201' }, { limit: '0' }].map(parse)).toEqual([
        50,
        200,
        undefined,
        undefined,
      ]);
      expect(parse({ after: 'x'.repeat(1000) })).toBe(50);
    });
  },
);
