// Cases of good practice over HTTP: entered and told anew, and found by words of any language.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyst, type Harness, planner, startHarness } from './harness.ts';

let harness: Harness;

const body = (changed: object = {}) => ({
  title: { en: 'Three for one', fr: 'Trois pour un, élargi', ru: 'Три к одному, ещё' },
  country: 'QM',
  instrument: 'match',
  pillars: ['P6'],
  steps: ['P6-2'],
  actors: { en: 'Clubs and municipalities' },
  description: { en: 'The state pays a quarter', pt: 'O Estado paga um quarto da construção' },
  lessons: { en: 'Easy to explain', es: 'Fácil de explicar al año' },
  references: [{ publisher: 'Straßenamt', year: 2013, url: 'https://example.org/3x1' }],
  ...changed,
});
const created = { 'if-none-match': '*' };
const put = (code: string, of: object, headers: Record<string, string> = created, as = planner) =>
  harness.strategy.put(`/v1/good-practices/${code}`, { as, body: of, headers });

beforeAll(async () => {
  harness = await startHarness();
  await put('QM-3X1', body());
  await put('QM-LOAN', body({ title: { en: 'Loans' }, country: 'QA', instrument: 'loan', pillars: ['P5'], steps: [] }));
  await put('QM-TALK', body({ title: { en: 'Talks' }, instrument: 'event', pillars: ['P8', 'P5'] }));
});
afterAll(() => harness.installation.close());

async function found(query: string): Promise<readonly unknown[]> {
  const { status, body: page } = await harness.strategy.get(`/v1/good-practices?${query}`, { as: analyst });
  expect(status).toBe(200);
  return page.items.map((one) => one['code']);
}

describe('PUT /v1/good-practices/{code}', () => {
  it('enters a case, and tells it anew in the version that was seen', async () => {
    expect(await put('QM-NEW', body({ title: { en: 'New' } }))).toMatchObject({ status: 201, body: { seq: 1 } });
    expect(await put('QM-NEW', body())).toMatchObject({ status: 412 });
    const again = body({ title: { en: 'Renewed' }, pillars: ['P1'] });
    expect(await put('QM-NEW', again, { 'if-match': '"1"' })).toMatchObject({ status: 200, body: { seq: 2 } });
    expect(await found('q=renewed')).toEqual(['QM-NEW']);
    const one = await harness.strategy.get('/v1/good-practices/QM-NEW', { as: analyst });
    expect(one.body).toMatchObject({ title: { en: 'Renewed' }, sectors: [], references: [{ year: 2013 }] });
  });

  it.each([
    ['without a source', { references: [] }],
    ['with an address that is none', { references: [{ publisher: 'A', url: 'javascript:alert(1)' }] }],
    ['of a pillar that is none', { pillars: ['P11'] }],
  ])('refuses a case %s', async (_what, changed) => {
    expect(await put('QM-BAD', body(changed))).toMatchObject({ status: 400, body: { code: 'VALIDATION' } });
  });

  it('refuses rules of a year that is yet to come', async () => {
    expect(await put('QM-BAD', body({ since: 2199 }))).toMatchObject({ status: 422, body: { code: 'FUTURE_DATE' } });
  });

  it('is for planners', async () => {
    expect(await put('QM-BAD', body(), created, 'officer@MPLA')).toMatchObject({ status: 403 });
  });
});

describe('GET /v1/good-practices', () => {
  it.each([
    ['accents and capitals', 'q=ELARGI', ['QM-3X1']],
    ['ё and е', `q=${encodeURIComponent('еще')}`, ['QM-3X1']],
    ['all of the words, in any order and language', `q=${encodeURIComponent('um trois explicar')}`, ['QM-3X1']],
    ['the beginning of a word', 'q=loa', ['QM-LOAN']],
    ['a word that none has', 'q=nowhere', []],
  ])('finds words whatever %s', async (_what, query, codes) => {
    expect(await found(query)).toEqual(codes);
  });

  it('is narrowed by pillar, step, country and instrument', async () => {
    expect(await found('pillar=P5')).toEqual(['QM-LOAN', 'QM-TALK']);
    expect(await found('step=P6-2&pillar=P8')).toEqual(['QM-TALK']);
    expect(await found('country=QA')).toEqual(['QM-LOAN']);
    expect(await found('instrument=event&q=strassenamt')).toEqual(['QM-TALK']);
  });

  it('gives each case once, in pages', async () => {
    const all = await found('');
    const paged: unknown[] = [];
    let after = '';
    do {
      const { body: page } = await harness.strategy.get(`/v1/good-practices?limit=1${after}`, { as: analyst });
      paged.push(...page.items.map((one) => one['code']));
      after = page.next === null ? '' : `&after=${page.next}`;
    } while (after !== '');
    expect(paged).toEqual(all);
  });
});
