// The sample country, loaded by the first start of the whole platform: a load that is cut goes on, a second one changes
// nothing, and the reports show over HTTP what the tables of the country say.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { writeSampleMark } from '@tributary/embedded';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Api } from '../platform/api.ts';
import { root, startTributary, type Tributary } from '../platform/tributary.ts';
import { eventually } from '../platform/wait.ts';
import { awardOf, initiativesByCode, payTranche, type Score, scoreOf } from './sample-acts.ts';
import { contributions, nodeScores, scores } from './sample-contribution.ts';
import { erasable, shown } from './sample-stock.ts';
import { type AlignmentItem, all, expectStatus, tokenOf, untilVisible } from './steps.ts';

const LOAD_MS = 400_000;
const command = join(root, 'packages/client/bin/tributary.mjs');
const to = '2026-06-30';
let tributary: Tributary;
let analyst: Api;

/** Runs the command. */
function load(): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> {
  const child = spawn(process.execPath, [command, 'sample', 'load', '--data', tributary.folder], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (bytes: Buffer) => (out += bytes));
  child.stderr.on('data', (bytes: Buffer) => (err += bytes));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err })));
}

/** Waits until a start prints a line. */
const printed = (started: Tributary, line: RegExp) =>
  eventually(String(line), async () => line.test(started.output()) || undefined, {
    timeoutMs: LOAD_MS,
    seen: started.output,
  });

interface Report {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly footer: Readonly<Record<string, unknown>>;
}

const report = async (path: string) =>
  expectStatus(await analyst.get(`/reporting/v1/reports/${path}?to=${to}`), 200).json<Report>();

/** Some columns of each row by its code; amounts as whole euro. */
function table({ rows }: Report, columns: readonly string[], key = 'code') {
  const plain = (cell: unknown) => (typeof cell === 'string' && cell.endsWith('.00') ? Number(cell) : cell);
  return Object.fromEntries(rows.map((row) => [row[key], columns.map((column) => plain(row[column])).join(' ')]));
}

const counted = ['registered', 'verified', 'confirmed', 'contactable', 'stockEstimate', 'coveragePct'];
const stock = async () => table(await report('registry/stock'), counted, 'country');

const lists = [
  'registry/v1/organisations',
  'registry/v1/stock-estimates',
  'initiatives/v1/programmes',
  'initiatives/v1/calls',
  'initiatives/v1/awards',
  'initiatives/v1/initiatives',
  'partnerships/v1/partners',
  'partnerships/v1/agreements',
  'partnerships/v1/commitments',
  'strategy/v1/alignments',
  'strategy/v1/kpi-contributions',
];

/** Everything that owners list, each thing with its version. */
const everything = async () =>
  Promise.all(lists.map(async (path) => JSON.stringify(await all<{ readonly id: string }>(analyst, `/${path}?`))));

/** Waits until reporting knows the last facts: the suspension with the tranche that it holds, and the last person. */
const untilTold = () =>
  eventually('the last facts in reporting', async () => {
    const answer = await analyst.get(`/reporting/v1/reports/funds/matching/unpaid?to=${to}`);
    const { all } = await stock();
    return (answer.text.includes('APPLICANT_SUSPENDED') && all === '1240 958 857 1080 48050 1.8') || undefined;
  });

beforeAll(async () => {
  const first = await startTributary({ sample: true });
  await printed(first, /, applications: [\d,]+ of /);
  await first.stop();
  tributary = await startTributary({ sample: true, home: join(first.folder, '..', '..'), port: first.port });
  analyst = await tributary.api('analyst', 'MFIN');
}, LOAD_MS);
afterAll(() => tributary?.remove());

describe('the sample country', () => {
  it('goes on where a load was cut, and is not loaded again', { timeout: LOAD_MS }, async () => {
    await printed(tributary, /^Istmara \(fictional\) is loaded;/m);
    expect(tributary.output()).toMatch(/, persons: 1,2\d\d of 1,425 things[\s\S]* 1,425 of 1,425 things/);
    await untilTold();
    const before = await everything();
    expect(await load()).toEqual({ code: 0, out: 'Istmara (fictional) is loaded already.\n', err: '' });
    await writeSampleMark(tributary.folder, { QM: { name: 'Istmara', isWhole: false } });
    expect(await load()).toMatchObject({ code: 0 });
    expect(await everything()).toEqual(before);
  });

  it('shows in funds/matching what was promised, verified and paid', async () => {
    const matching = await report('funds/matching');
    const committed = ['Central', 'Local', 'Diaspora', 'Partner', 'Total'].map((party) => `committed${party}`);
    expect(table(matching, ['awards', ...committed])).toEqual({
      TOWN: '11 329000 91800 198800 168400 788000',
      INVEST: '6 122000 0 157000 25000 304000',
      SKILL: '5 92000 0 31500 41500 165000',
      all: '22 543000 91800 387300 234900 1257000',
    });
    const cash = ['Local', 'Diaspora', 'Partner'].map((party) => `verifiedCash${party}`);
    expect(table(matching, [...cash, 'verifiedInKind', 'centralPaid', 'leverage', 'outstanding'])).toEqual({
      TOWN: '91800 179600 131200 0 265400 1.52 56400',
      INVEST: '0 147000 25000 0 100000 1.72 10000',
      SKILL: '0 0 41500 25500 92000 0.45 6000',
      all: '91800 326600 197700 25500 457400 1.35 72400',
    });
    const binding = ['MaxAmount', 'MaxPct', 'Ratio'].map((limit) => `capsBinding${limit}`);
    expect(table(matching, [...binding, 'floorsBinding', 'floorRejections'])).toEqual({
      TOWN: '4 7 0 6 1',
      INVEST: '3 0 4 0 0',
      SKILL: '1 3 0 3 1',
      all: '8 10 4 9 2',
    });
  });

  it('lists what is due and not paid, each part with its reason', async () => {
    const path = `/reporting/v1/reports/funds/matching/unpaid?to=${to}`;
    const { items, ...sums } = expectStatus(await analyst.get(path), 200).json<{
      items: { no: number; amount: string; reasonCode: string; counterpartPct: number; approvals: number }[];
    }>();
    expect(sums).toMatchObject({ due: '519800.00', paid: '457400.00', unpaid: '62400.00', paidPct: 88, next: null });
    expect(
      items.map((item) => `${item.amount} ${item.reasonCode} ${item.counterpartPct} ${item.approvals}`).sort(),
    ).toEqual([
      '10000.00 APPLICANT_SUSPENDED 100 0',
      '10000.00 AWAITING_APPROVAL 100 1',
      '14400.00 COUNTERPART_SHORT 80 0',
      '16000.00 COUNTERPART_SHORT 72.7 0',
      '4800.00 COUNTERPART_SHORT 16.7 0',
      '7200.00 COUNTERPART_SHORT 16.7 0',
    ]);
  });

  it('counts in programmes/funnel what became of applications', async () => {
    const counts = ['received', 'pending', 'ineligible', 'eligible', 'reviewed', 'approved', 'declined', 'withdrawn'];
    const days = ['medianDaysToSigned', 'medianDaysToFirstPaid'];
    expect(table(await report('programmes/funnel'), [...counts, 'signed', 'firstPaid', ...days])).toEqual({
      'TOWN-2025': '21 0 4 17 17 13 4 1 12 11 91 22',
      'INVEST-2025': '14 0 5 9 9 7 2 0 6 5 112 14',
      'SKILL-2025': '8 0 1 7 7 5 2 0 5 5 77 42',
      'TOWN-2026': '6 3 1 2 0 0 0 0 0 0  ',
      all: '49 3 11 35 33 25 8 1 23 21  ',
    });
  });

  it('shows in plan/alignment what was paid and mobilised under each node', async () => {
    const alignment = await report('plan/alignment');
    expect(table(alignment, ['initiatives', 'awaiting', 'rejected', 'budget', 'centralPaid', 'mobilised'])).toEqual({
      1: '9 1 1 326000 126200 187900',
      '1.1': '5 1 0 270000 95000 165000',
      '1.2': '4 0 1 56000 31200 22900',
      2: '8 2 0 397000 166800 198100',
      '2.1': '4 0 0 232000 98400 131400',
      '2.2': '4 2 0 165000 68400 66700',
      3: '6 0 1 392400 127120 204160',
      '3.1': '3 0 0 194400 79120 100160',
      '3.2': '0 0 1 0 0 0',
      '3.3': '3 0 0 198000 48000 104000',
      4: '1 0 0 28000 0 0',
      '4.1': '1 0 0 28000 0 0',
    });
    expect(alignment.footer).toMatchObject({
      liveInitiatives: 24,
      portfolioBudget: '1300000.00',
      accepted: '1143400.00',
      awaiting: '81600.00',
      rejected: '60000.00',
      unlinked: '15000.00',
    });
  });

  it('shows in partnerships/portfolio what each partner has promised and paid', async () => {
    const portfolio = await report('partnerships/portfolio');
    const counts = ['agreementsInForce', 'agreementsExpiring', 'awards'];
    expect(table(portfolio, [...counts, 'committed', 'sharePct', 'disbursed', 'undisbursed'], 'name')).toEqual({
      'Intergovernmental Mobility Fund (sample)': '1 0 4 48400 20.6 41200 7200',
      'Northern Sea Development Cooperation (sample)': '1 0 2 100000 42.6 70000 30000',
      'Harbour Light Foundation (sample)': '1 1 2 31500 13.4 31500 0',
      'Istmara Savings Bank (sample)': '1 0 2 25000 10.6 25000 0',
      'Lindqvist University Hospital (sample)': '1 1 2 24000 10.2 24000 0',
      'Halden Twinning Trust (sample)': '0 0 1 6000 2.6 6000 0',
      'All partners': '5 2 13 234900 100 197700 37200',
    });
    expect(portfolio.footer).toMatchObject({ herfindahl: expect.closeTo(0.264, 3) });
  });

  it('shows in plan/contribution where each KPI stands, and what the diaspora carries of it', async () => {
    const columns = ['expectedNow', 'nationalActual', 'achievementPct', 'light', 'diasporaContribution'];
    const shares = ['sharePct', 'verifiedPct', 'initiatives', 'pendingReview'];
    expect(table(await report('plan/contribution'), [...columns, ...shares])).toEqual(contributions);
    const csv = expectStatus(
      await analyst.get(`/reporting/v1/reports/plan/contribution?to=${to}&format=csv&lang=fr`),
      200,
    );
    expect(csv.text).toContain('Contribution de la diaspora');
    expect(csv.text.trim().split('\r\n')).toHaveLength(11);
  });

  it('scores each live initiative, rule by rule, and each node by the scores of its budget', async () => {
    for (const [code, { id }] of await initiativesByCode(analyst)) {
      const path = `/reporting/v1/scores/${id}?to=${to}&plan=NDP-2028`;
      const answer = await analyst.get(path);
      if (code === 'T12') {
        expect(answer.status).toBe(404);
        continue;
      }
      const { total, band, components } = expectStatus(answer, 200).json<Score>();
      expect([code, `${components.map(({ points }) => points).join('+')} ${total} ${band}`]).toEqual([
        code,
        scores[code],
      ]);
      for (const { rule, because } of components.flatMap(({ rules }) => rules)) {
        expect([code, rule, because]).toEqual([code, rule, expect.stringMatching(/^[A-Z0-9].*\.$/)]);
      }
    }
    const alignment = await report('plan/alignment');
    expect(table(alignment, ['weightedScore', 'band'])).toEqual(nodeScores);
    expect(alignment.footer).toMatchObject({ weightedAlignment: 80.6 });
  });

  it('counts the link of T08 once its ministry has accepted it', async () => {
    const { id } = (await initiativesByCode(analyst)).get('T08') ?? { id: '' };
    const links = await all<AlignmentItem>(analyst, `/strategy/v1/alignments?initiativeId=${id}&`);
    const reviewer = await tributary.api('ministry-reviewer', 'MEDU');
    const { id: link, revision } = links[0] ?? { id: '', revision: 0 };
    const decision = { decision: 'accept', revision, decidedOn: to };
    const decided = await reviewer.post(`/strategy/v1/alignments/${link}/decision`, decision);
    await untilVisible(tributary, [tokenOf(expectStatus(decided, 200))]);
    const alignment = await report('plan/alignment');
    expect(table(alignment, ['initiatives', 'budget', 'awaiting'])).toMatchObject({ '2.2': '5 201000 1' });
    expect(alignment.footer).toMatchObject({ accepted: '1179400.00' });
    expect(await scoreOf(analyst, id)).toMatchObject({ total: 80, band: 'aligned' });
  });

  it('counts what is paid to T11 once its association is recognised again', async () => {
    const [{ id }, organisations] = [
      (await initiativesByCode(analyst)).get('T11') ?? { id: '' },
      await all<{ readonly id: string; readonly name: string }>(analyst, '/registry/v1/organisations?'),
    ];
    const registrar = await tributary.api('registrar', 'MFOR');
    const suspended = organisations.find(({ name }) => name.startsWith('Gorge Bridge Society'))?.id;
    const recognition = { startsOn: '2026-06-01', endsOn: '2028-12-31', registerNumber: 'REG-A7' };
    const path = `/registry/v1/organisations/${suspended}/recognition`;
    const recognised = tokenOf(expectStatus(await registrar.post(path, recognition), 200));
    const paid = await payTranche(tributary, await awardOf(analyst, id), 2, recognised);
    await untilVisible(tributary, [paid]);
    const matching = await report('funds/matching');
    expect(table(matching, ['centralPaid', 'leverage'])).toMatchObject({ TOWN: '275400 1.46' });
    const score = await scoreOf(analyst, id);
    expect(score).toMatchObject({ total: 60, band: 'moderate' });
    const execution = score.components.find(({ name }) => name === 'execution');
    expect(execution).toMatchObject({ points: 20, rules: [{ because: expect.stringContaining('100 %') }] });
  });

  it('shows in registry/stock who is registered where, and hides what would tell of one person', async () => {
    expect(await stock()).toEqual({ ...shown, all: '1240 958 857 1080 48050 1.8' });
    for (const by of ['sex', 'ageBand']) {
      const { rows } = expectStatus(
        await analyst.get(`/reporting/v1/reports/registry/stock?to=${to}&by=${by}`),
        200,
      ).json<Report>();
      const wholes = rows.filter(({ group }) => group === 'all');
      expect(table({ rows: wholes, footer: {} }, counted, 'country')).toEqual(await stock());
      expect(rows.length).toBeGreaterThan(wholes.length);
    }
  });

  it('I16: counts one less where a person was erased, also after a rebuild', { timeout: LOAD_MS }, async () => {
    const erased = await erasable(tributary);
    const privacy = await tributary.api('privacy', 'MFOR');
    expectStatus(await privacy.post(`/registry/v1/persons/${erased}/erasure`, { reasonCode: 'ASKED_FOR' }), 200);
    const left = { ...shown, PT: '119 94 89 107 3000 3', all: '1239 957 856 1079 48050 1.8' };
    await eventually('one less', async () => (await stock())['PT'] === left.PT || undefined);
    expect(await stock()).toEqual(left);

    const operator = await tributary.api('operator', 'OPERATOR');
    const live = async () => (await operator.get('/reporting/v1/rebuild')).json<{ live: string }>().live;
    const before = await live();
    expectStatus(await operator.post('/reporting/v1/rebuild', {}), 200);
    await eventually('the rebuilt version to be live', async () => (await live()) !== before || undefined, {
      timeoutMs: 120_000,
    });
    expect(await stock()).toEqual(left);
  });
});
