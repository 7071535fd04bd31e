// One real plan and a hundred real initiatives, from the request to the report: every node must equal, to the cent,
// what a reading of the same file that shares no code with the product works out.
import { startRealKafka, startRealRedis } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testData } from '../platform/data.ts';
import { startTributary, type Tributary } from '../platform/tributary.ts';
import { eventually } from '../platform/wait.ts';
import { type ExpectedReport, expectedReport, readActivities, verdictOf } from './oracle/iati.ts';
import { indonesiaRows, sdgRows } from './oracle/plans.ts';
import {
  bringPlanIntoForce,
  expectStatus,
  linkActivity,
  registerActivity,
  reviewAlignments,
  untilVisible,
} from './steps.ts';

interface Report {
  readonly rows: readonly Record<string, unknown>[];
  readonly footer: Record<string, unknown>;
}

const activities = readActivities(testData('iati/activities/sida-046-dportal-2021-06.xml'));
const rows = sdgRows(testData('sdg'), (goal) => (Number(goal) % 2 === 0 ? 'MECO' : 'MHEA'));
const codes = rows.map(({ code }) => code ?? '');

describe.each([
  { base: 'USD', rate: '1', servers: 'embedded servers' },
  { base: 'EUR', rate: '0.9', servers: 'Apache Kafka and Redis' },
])('a hundred initiatives under the SDG plan, base currency $base, on $servers', ({ base, rate, servers }) => {
  let tributary: Tributary;
  let real: RealServers | undefined;
  let expected: ExpectedReport;
  let report: Report;

  beforeAll(async () => {
    expected = expectedReport(activities, codes, rate);
    if (servers !== 'embedded servers') real = await startRealServers();
    tributary = await startTributary({ env: { TRIBUTARY_BASE_CURRENCY: base, ...real?.env } });
    await bringPlanIntoForce(
      tributary,
      { code: 'SDG', kind: 'sdg', levels: ['Goal', 'Target'], programmeLevel: 2, version: '1', rows },
      '2016-01-01',
    );
    if (base !== 'USD') await setRate(tributary, rate);
    await untilVisible(tributary, await registerAndLinkAll(tributary));
    report = await readReport(tributary, 'SDG');
  }, 300_000);

  afterAll(async () => {
    await tributary?.remove();
    await real?.close();
  });

  it('shows 186 nodes, each with the counts and the budget of the second opinion', () => {
    expect(report.rows).toHaveLength(17 + 169);
    const shown = Object.fromEntries(
      report.rows.map(({ code, initiatives, awaiting, rejected, budget }) => [
        code,
        { initiatives, awaiting, rejected, budget },
      ]),
    );
    expect(shown).toEqual(Object.fromEntries(expected.nodes));
  });

  it('keeps what is not linked in the footer, so that nothing is lost from the portfolio', () => {
    expect(report.footer).toMatchObject({
      liveInitiatives: expected.live,
      portfolioBudget: expected.portfolio,
      accepted: expected.accepted,
      awaiting: expected.awaiting,
      rejected: expected.rejected,
      unlinked: expected.unlinked,
    });
    expect(expected.unlinkedInitiatives).toBe(49);
  });

  it('lists the 49 unlinked initiatives by drill-down', async () => {
    const analyst = await tributary.api('analyst', 'MPLA');
    const page = expectStatus(
      await analyst.get('/reporting/v1/reports/plan/alignment/initiatives?plan=SDG&node=unaligned&limit=200'),
      200,
    ).json<{ items: unknown[] }>();
    expect(page.items).toHaveLength(49);
  });

  it('imports a national plan beside it, which changes nothing of the SDG report', async () => {
    const national = indonesiaRows(testData('plans/indonesia-rpjmn-2025-2029/rpjmn-2025-2029-facts.csv'), 'MPLA');
    const plan = { code: 'RPJMN', kind: 'national', levels: ['Plan', 'Priority', 'Objective'], programmeLevel: 2 };
    const activation = await bringPlanIntoForce(tributary, { ...plan, version: '1', rows: national }, '2025-01-01');
    await untilVisible(tributary, [activation]);
    await eventually('the whole plan', async () =>
      (await readReport(tributary, 'RPJMN')).rows.length === 40 ? true : undefined,
    );
    expect(await readReport(tributary, 'SDG')).toEqual(report);
    const planner = await tributary.api('planner', 'MPLA');
    const version = expectStatus(await planner.get('/strategy/v1/plans/RPJMN/versions/1'), 200).json<{
      kpis: unknown[];
    }>();
    expect(version.kpis).toHaveLength(102);
  });
});

interface RealServers {
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

async function startRealServers(): Promise<RealServers> {
  const [kafka, redis] = await Promise.all([startRealKafka(), startRealRedis()]);
  return {
    env: { KAFKA_BROKERS: kafka.broker, REDIS_URL: redis.url },
    close: async () => void (await Promise.all([kafka.close(), redis.close()])),
  };
}

async function setRate(tributary: Tributary, rate: string): Promise<void> {
  const finance = await tributary.api('finance', 'MFIN');
  const path = '/strategy/v1/exchange-rates/USD/2020-01-01';
  expectStatus(await finance.put(path, { rate, source: 'stated for the test' }, { 'if-none-match': '*' }), 201);
}

async function registerAndLinkAll(tributary: Tributary): Promise<string[]> {
  const officer = await tributary.api('officer', 'MLOC');
  const indexOf = new Map<string, number>();
  let links = 0;
  for (const [index, activity] of activities.entries()) {
    const { id, seq } = await registerWhenRateIsKnown(officer, activity);
    indexOf.set(id, index);
    if (activity.weights.size === 0) continue;
    await linkActivity(officer, id, seq, activity, 'SDG');
    links += activity.weights.size;
  }
  return reviewAlignments(tributary, links, ({ initiativeId, nodeCode }) =>
    verdictOf(indexOf.get(initiativeId) ?? -1, nodeCode),
  );
}

/** The rate reaches the initiatives service by an event: a first request may come before it. */
async function registerWhenRateIsKnown(...[officer, activity]: Parameters<typeof registerActivity>) {
  for (let left = 40; ; left -= 1) {
    try {
      return await registerActivity(officer, activity);
    } catch (error) {
      if (left === 0 || !String(error).includes('RATE_MISSING')) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function readReport(tributary: Tributary, plan: string): Promise<Report> {
  const analyst = await tributary.api('analyst', 'MPLA');
  return expectStatus(await analyst.get(`/reporting/v1/reports/plan/alignment?plan=${plan}`), 200).json<Report>();
}
