// Lists of initiatives: narrowed by days and by the moment of the last change, sorted, page by page.
import type { Answered } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, officer, register, startHarness } from './harness.ts';

let harness: Harness;
const ids: string[] = [];
const days = ['2025-03-01', '2025-01-01', '2025-02-01', '2025-01-01'];
beforeAll(async () => {
  harness = await startHarness();
  for (const registeredOn of days) ids.push(await register(harness.initiatives, { registeredOn }));
});
afterAll(() => harness.installation.close());

const list = (query: string): Promise<Answered> => harness.initiatives.get(`/v1/initiatives?${query}`, { as: officer });
const listed = ({ body }: Answered): string[] => body.items.map((item) => String(item['registeredOn']));

/** Every page of a list. */
async function pages(query: string): Promise<string[]> {
  const found: string[] = [];
  let next: string | null = null;
  do {
    const answer = await list(next === null ? query : `${query}&after=${next}`);
    expect(answer.status).toBe(200);
    found.push(...listed(answer));
    next = answer.body.next;
  } while (next !== null);
  return found;
}

describe('GET /v1/initiatives', () => {
  it.each([
    ['sort=registeredOn', ['2025-01-01', '2025-01-01', '2025-02-01', '2025-03-01']],
    ['sort=-registeredOn&ministry=MLOC', ['2025-03-01', '2025-02-01', '2025-01-01', '2025-01-01']],
    ['registeredOnFrom=2025-02-01', ['2025-02-01', '2025-03-01']],
    ['registeredOnTo=2025-02-01&sort=-registeredOn&status=1', ['2025-02-01', '2025-01-01', '2025-01-01']],
    ['registeredOnFrom=2025-01-02&registeredOnTo=2025-02-28', ['2025-02-01']],
    ['sort=updatedAt', days],
    ['sort=-updatedAt', days.toReversed()],
  ])('?%s', async (query, expected) => {
    for (const limit of [1, 3, 50]) expect(await pages(`${query}&limit=${limit}`)).toEqual(expected);
  });

  it('?updatedSince= lists what has changed since, once more where it has changed again', async () => {
    const updatedAt = String((await list('sort=-updatedAt&limit=1')).body.items[0]?.['updatedAt']);
    const since = new Date(Date.parse(updatedAt) + 1).toISOString();
    expect(await pages(`updatedSince=${since}`)).toEqual([]);
    await harness.initiatives.post(`/v1/initiatives/${ids[2]}/status`, { as: officer, body: { status: 2 } });
    expect(await pages(`updatedSince=${since}`)).toEqual(['2025-02-01']);
    expect(await pages(`updatedSince=${updatedAt}`)).toEqual(['2025-01-01', '2025-02-01']);
  });

  it('goes on in the order alone in which it began', async () => {
    const { next } = (await list('sort=registeredOn&limit=1')).body;
    const answer = await list(`sort=-registeredOn&limit=1&after=${next}`);
    expect(answer).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/query/after', code: 'UNKNOWN_CURSOR' }] },
    });
  });

  it.each([
    ['registeredOnFrom=2025-01-01&updatedSince=2025-01-01T00:00:00.000Z', '/query/registeredOnFrom', 'ONE_RANGE'],
    ['registeredOnFrom=2025-01-01&sort=updatedAt', '/query/sort', 'SORTED_BY_RANGE'],
    ['registeredOnFrom=2025-01-01&registeredOnTo=2024-12-31', '/query/registeredOnTo', 'RANGE_REVERSED'],
    ['sort=title', '/query/sort', 'NOT_ONE_OF'],
    ['updatedSince=yesterday', '/query/updatedSince', 'WRONG_FORMAT'],
  ])('?%s says what is asked instead', async (query, pointer, code) => {
    expect(await list(query)).toMatchObject({ status: 400, body: { errors: [{ pointer, code }] } });
  });
});
