// `npm run bench`: speed as ratios of things in one run, medians of five rounds, as a table and as JSON.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bringPlanIntoForce, expectStatus, untilVisible } from '../journeys/steps.ts';
import { startTributary, type Tributary } from '../platform/tributary.ts';
import { eventually } from '../platform/wait.ts';
import { startApiAlone } from './api-alone.ts';
import type { Figure } from './figure.ts';
import { measureFreshness } from './freshness.ts';
import { measureImports } from './imports.ts';
import { bareCreates, inTurn, keyedCreates, median, rateOf, type Side } from './load.ts';
import { measurePeer } from './peer.ts';
import { type BesideServer, familyOf, memoryOf, processorSeconds, startBeside } from './processes.ts';
import { measureQuotes } from './quotes.ts';
import { measureRegistry } from './registry-at-size.ts';
import { measureRelay } from './relay.ts';

const ROUNDS = 5;
/** Persons of a registry as large as a country has them; `--persons=` names fewer. */
const PERSONS = Number(process.argv.find((one) => one.startsWith('--persons='))?.slice('--persons='.length) ?? 200_000);
const REPORT = '/v1/reports/plan/alignment?plan=NDP';
const IN_FLIGHT = 8;

const folder = await mkdtemp(join(tmpdir(), 'bench-'));
const began = performance.now();
const tributary = await startTributary();
const startSeconds = (performance.now() - began) / 1000;
const figures: Figure[] = [];
let raw: BesideServer | undefined;
try {
  const idle = await measureIdle(tributary);
  await loadPlan(tributary);
  raw = await startBeside('raw-server', `mongodb://127.0.0.1:${tributary.port + 7}`, await reportFile(tributary));
  const officer = await tributary.api('officer', 'MLOC');
  const initiatives = `http://127.0.0.1:${tributary.port + 2}`;
  figures.push(...(await measurePeer(tributary, officer.token)));
  figures.push(await writeTax('write tax', raw.url, initiatives, officer.token, 2));
  figures.push(await hotReport(tributary, raw.url));
  figures.push(...(await measureFreshness(tributary)));
  figures.push(await measureRelay(), await writeTaxOfTheApi());
  figures.push(...measureQuotes());
  figures.push(...(await measureImports(tributary)));
  figures.push(...(await measureRegistry(tributary, PERSONS)));
  figures.push({ name: 'npm start, built to ready', value: startSeconds, unit: 's', goal: 3 }, ...idle);
} finally {
  raw?.stop();
  await tributary.remove();
  await rm(folder, { recursive: true, force: true });
}
print(figures);

/** After a start the relays look often, until each knows that nobody writes beside it. */
const REST_MS = 30_000;

/** Waits until nothing is going on, then looks for ten seconds. */
async function measureIdle({ launcherPid }: Tributary): Promise<Figure[]> {
  await new Promise((resolve) => setTimeout(resolve, REST_MS));
  const pids = familyOf(launcherPid);
  const before = processorSeconds(pids);
  await new Promise((resolve) => setTimeout(resolve, 10_000));
  const share = ((processorSeconds(pids) - before) / 10) * 100;
  return [
    { name: 'idle memory, all processes', value: memoryOf(pids), unit: 'MB', goal: 700 },
    { name: 'idle processor, of one core', value: share, unit: '%', goal: 5 },
  ];
}

/** A plan of 200 nodes, so that the report has a size worth sending. */
async function loadPlan(platform: Tributary): Promise<void> {
  const node = (code: string, parent: string, level: string) => ({
    kind: 'node',
    code,
    parent,
    level,
    title_en: `Node ${code}`,
    responsibleMinistry: 'MPLA',
  });
  const pillars = Array.from({ length: 10 }, (_, index) => String(index + 1));
  const rows = pillars.flatMap((pillar) => [
    node(pillar, '', '1'),
    ...Array.from({ length: 19 }, (_, index) => node(`${pillar}.${index + 1}`, pillar, '2')),
  ]);
  const plan = {
    code: 'NDP',
    kind: 'national',
    levels: ['Pillar', 'Programme'],
    programmeLevel: 2,
    version: '1',
    rows,
  };
  await untilVisible(platform, [await bringPlanIntoForce(platform, plan, '2026-01-01')]);
  const analyst = await platform.api('analyst', 'MPLA');
  await eventually('the whole plan', async () => {
    const answer = await analyst.get(`/reporting${REPORT}`);
    return answer.status === 200 && answer.json<{ rows: unknown[] }>().rows.length === rows.length ? true : undefined;
  });
}

/** The bytes of the report, in a file for the raw side to send. */
async function reportFile({ api }: Tributary): Promise<string> {
  const analyst = await api('analyst', 'MPLA');
  const report = join(folder, 'report.json');
  await writeFile(report, expectStatus(await analyst.get(`/reporting${REPORT}`), 200).text);
  return report;
}

/** Two sides in turn, and the median of the ratios round by round. */
async function ratio(raw: Side, ours: Side): Promise<{ ratio: number; raw: number }> {
  const [rawRates = [], ourRates = []] = await inTurn([raw, ours], ROUNDS);
  return { ratio: median(rawRates.map((rate, round) => rate / (ourRates[round] ?? 0))), raw: median(rawRates) };
}

async function writeTax(name: string, rawUrl: string, url: string, token: string, goal: number): Promise<Figure> {
  const found = await ratio(
    () => rateOf(bareCreates(`${rawUrl}/things`), 400, IN_FLIGHT),
    () => rateOf(keyedCreates(`${url}/v1/initiatives`, token), 400, IN_FLIGHT),
  );
  return { name, value: found.ratio, unit: '×', goal, raw: `${Math.round(found.raw)} inserts/s` };
}

/** What a create costs by itself: no relay, no consumer and no view share the processor with it. */
async function writeTaxOfTheApi(): Promise<Figure> {
  const api = await startApiAlone();
  const beside = await startBeside('raw-server', api.mongoUrl, join(folder, 'report.json'));
  try {
    return await writeTax('write tax, the API alone', beside.url, api.url, api.token, 1.5);
  } finally {
    beside.stop();
    await api.close();
  }
}

async function hotReport({ port, api }: Tributary, rawUrl: string): Promise<Figure> {
  const { token } = await api('analyst', 'MPLA');
  const ours = { url: `http://127.0.0.1:${port + 5}${REPORT}`, headers: { authorization: `Bearer ${token}` } };
  const found = await ratio(
    () => rateOf({ url: `${rawUrl}/report` }, 2_000, IN_FLIGHT),
    () => rateOf(ours, 2_000, IN_FLIGHT),
  );
  return { name: 'hot report', value: found.ratio, unit: '×', goal: 1.2, raw: `${Math.round(found.raw)} answers/s` };
}

/** The table of the README, and the same as JSON. */
function print(all: readonly Figure[]): void {
  const row = ({ name, value, unit, goal, atLeast, raw = '' }: Figure) => {
    const wanted = goal === undefined ? '' : `${atLeast ? '≥' : '≤'} ${goal} ${unit}`;
    const verdict = goal === undefined ? '' : (atLeast ? value >= goal : value <= goal) ? 'met' : 'missed';
    const cells = [name.padEnd(36), `${value.toFixed(2)} ${unit}`.padStart(10), wanted.padStart(10), verdict.padEnd(6)];
    return `| ${[...cells, raw].join(' | ')} |`;
  };
  const head = '| figure | median | goal | | beside it |\n| --- | ---: | ---: | --- | --- |';
  process.stdout.write(`${head}\n${all.map(row).join('\n')}\n\n${JSON.stringify(all)}\n`);
}
