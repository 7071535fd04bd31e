// The pillars and the steps of the roadmap, over HTTP.
import { languages } from '@tributary/contracts';
import { type Answered, type Client, type Installation, type Json, startInstallation, until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyst, planner, startStrategy } from './harness.ts';

let installation: Installation;
let strategy: Client;
let other: Client;

beforeAll(async () => {
  installation = await startInstallation();
  strategy = await startStrategy(installation);
  other = await startStrategy(installation);
});
afterAll(() => installation.close());

const anew = { 'if-none-match': '*' };
const evidence = [{ title: 'Decree No. 14', reference: 'https://gazette.example/14', on: '2026-01-31' }];
const planned = {
  pillar: 'P1',
  horizon: 'short',
  title: { en: 'Name who answers', ru: 'Назвать ответственных' },
  owner: 'MFOR',
  status: 'planned',
  dueOn: '2027-12-31',
};

const put = (code: string, changed: object = {}, headers: Record<string, string> = anew, at = strategy) =>
  at.put(`/v1/roadmap-steps/${code}`, { as: planner, body: { ...planned, ...changed }, headers });
const version = (seq: number) => ({ 'if-match': `"${seq}"` });
const read = async (code: string): Promise<Json> =>
  (await strategy.get(`/v1/roadmap-steps/${code}`, { as: analyst })).body;
const list = async (query: string) =>
  (await strategy.get(`/v1/roadmap-steps?${query}`, { as: analyst })).body.items.map(({ code }) => code);

describe('GET /v1/pillars', () => {
  it('tells everybody the ten pillars in their order, in six languages', async () => {
    const { status, body } = await strategy.get('/v1/pillars', {});
    expect(status).toBe(200);
    const shown = body['pillars'] as readonly Json[];
    expect(shown.map(({ code }) => code)).toEqual(Array.from({ length: 10 }, (_, at) => `P${at + 1}`));
    for (const { title, about } of shown) {
      expect([Object.keys(title as object), Object.keys(about as object)]).toEqual([[...languages], [...languages]]);
    }
  });
});

describe('PUT /v1/roadmap-steps/{code}', () => {
  it('enters a step once as new, and says on the version that was read how it stands', async () => {
    expect(await put('S1', {}, {})).toMatchObject({ status: 428 });
    expect(await put('S1')).toMatchObject({ status: 201, body: { seq: 1, status: 'planned' } });
    expect(await put('S1')).toMatchObject({ status: 412 });
    const blocked = { status: 'blocked', reasonCode: 'AWAITING_LAW' };
    expect(await put('S1', blocked, version(1))).toMatchObject({ status: 200, body: { seq: 2, status: 'blocked' } });
    expect(await read('S1')).toMatchObject({
      ...planned,
      ...blocked,
      seq: 2,
      dependsOn: [],
      evidence: [],
      support: [],
    });
    const facts = await until('both facts', async () => {
      const told = await strategy.get('/v1/changes?type=strategy.roadmap-step.set.v1', { as: analyst });
      return told.body.items.length === 2 ? told.body.items : undefined;
    });
    expect(facts.map(({ data }) => (data as Json)['status'])).toEqual(['planned', 'blocked']);
  });

  it('refuses what a step cannot be, and says where', async () => {
    const refusalOf = ({ status, body }: Answered) => [status, body.code, body.errors[0]?.['pointer']];
    expect(refusalOf(await put('S2', { status: 'done' }))).toEqual([422, 'EVIDENCE_NEEDED', '/evidence']);
    expect(refusalOf(await put('S2', { status: 'blocked' }))).toEqual([422, 'REASON_REQUIRED', '/reasonCode']);
    expect(refusalOf(await put('S2', { pillar: 'P11' }))).toEqual([400, 'VALIDATION', '/pillar']);
    expect(refusalOf(await put('S2', { dependsOn: ['NONE'] }))).toEqual([422, 'STEP_UNKNOWN', '/dependsOn']);
    expect(refusalOf(await put('S2', { setOn: '2199-01-01' }))[1]).toBe('FUTURE_DATE');
    const asAnalyst = { as: analyst, body: planned, headers: anew };
    expect(await strategy.put('/v1/roadmap-steps/S2', asAnalyst)).toMatchObject({ status: 403 });
    expect(await read('S2')).toMatchObject({ status: 404 });
  });

  it('names the circle in which steps would wait for each other', async () => {
    await put('C1');
    await put('C2', { dependsOn: ['C1'] });
    await put('C3', { dependsOn: ['C2'] });
    const refused = await put('C1', { dependsOn: ['C3'] }, version(1));
    expect(refused).toMatchObject({ status: 422, body: { code: 'STEPS_CIRCULAR' } });
    expect(refused.body['detail']).toContain('C1 → C3 → C2 → C1');
    expect(await read('C1')).toMatchObject({ seq: 1, dependsOn: [] });
  });

  it('finishes steps in their order alone, and reopens none on which a finished one rests', async () => {
    await put('D1');
    await put('D2', { dependsOn: ['D1'] });
    const done = { status: 'done', evidence };
    const early = await put('D2', { ...done, dependsOn: ['D1'] }, version(1));
    expect(early).toMatchObject({ status: 409, body: { code: 'STEPS_NOT_DONE' } });
    expect(early.body['detail']).toContain('D1');
    expect((await put('D1', done, version(1))).status).toBe(200);
    expect((await put('D2', { ...done, dependsOn: ['D1'] }, version(1))).status).toBe(200);
    expect(await put('D1', {}, version(2))).toMatchObject({ status: 409, body: { code: 'STEPS_REST_ON_IT' } });
  });

  it('lets no two requests at once make a circle, whichever processes they come to', async () => {
    const pairs = Array.from({ length: 8 }, (_, at) => [`L${at}`, `R${at}`] as const);
    for (const [left, right] of pairs) await Promise.all([put(left), put(right)]);
    const answers = await Promise.all(
      pairs.map(([left, right]) =>
        Promise.all([
          put(left, { dependsOn: [right] }, version(1), strategy),
          put(right, { dependsOn: [left] }, version(1), other),
        ]),
      ),
    );
    for (const [at, [left, right]] of pairs.entries()) {
      const both = [await read(left), await read(right)].map(({ dependsOn }) => dependsOn);
      expect(both.filter((waits) => (waits as string[]).length > 0).length, `${left} ${right}`).toBeLessThan(2);
      const codes = answers[at]?.map(({ status, body }) => (status === 200 ? 'set' : body.code)).sort();
      expect(codes).toEqual(['STEPS_CIRCULAR', 'set']);
    }
  });

  it('keeps nothing of a request that was refused: what it asked for hinders nobody', async () => {
    await put('K1');
    await put('K2');
    expect(await put('K1', { dependsOn: ['K2'] }, version(7))).toMatchObject({ status: 412 });
    expect(await put('K2', { dependsOn: ['K1'] }, version(1))).toMatchObject({ status: 200 });
  });
});

describe('GET /v1/roadmap-steps', () => {
  it('is narrowed by pillar, horizon, status, owner and the day on which steps are due', async () => {
    await put('F1', { pillar: 'P9', horizon: 'long', owner: 'MPLA', dueOn: '2032-01-31' });
    await put('F2', { pillar: 'P9', horizon: 'long', owner: 'MPLA', dueOn: '2031-01-31' });
    await put('F3', { pillar: 'P9', owner: 'MFIN', status: 'in-progress' });
    expect(await list('pillar=P9')).toEqual(['F1', 'F2', 'F3']);
    expect(await list('pillar=P9&sort=dueOn')).toEqual(['F3', 'F2', 'F1']);
    expect(await list('horizon=long')).toEqual(['F1', 'F2']);
    expect(await list('owner=MFIN&status=in-progress')).toEqual(['F3']);
    expect(await list('dueOnFrom=2031-01-01&dueOnTo=2031-12-31')).toEqual(['F2']);
  });

  it('is a file with its texts and labels in the language that is asked for', async () => {
    await put('E1', {
      pillar: 'P7',
      status: 'done',
      evidence,
      support: [{ kind: 'funding', institution: 'GIZ' }],
      setOn: '2026-02-01',
    });
    const csv = await strategy.get('/v1/roadmap-steps?pillar=P7&format=csv&lang=ru', { as: analyst });
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(csv.headers.get('content-language')).toBe('ru');
    const [header, row] = csv.text.replace('\ufeff', '').trim().split('\r\n');
    expect(header).toMatch(/^Шаг,Направление,Название направления,Горизонт,Название,/);
    expect(row).toBe(
      'E1,P7,Партнёрства и ресурсы,short,Назвать ответственных,,MFOR,done,,2027-12-31,2026-02-01,,,' +
        '"Decree No. 14 (https://gazette.example/14, 2026-01-31)",GIZ funding',
    );
    const plain = await strategy.get('/v1/roadmap-steps?pillar=P9&format=csv&limit=2', { as: analyst });
    expect(plain.text).toContain('code,pillar,pillarTitle,horizon,title');
    expect(plain.headers.get('link')).toContain('after=');
  });
});
