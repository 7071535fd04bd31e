// `npm run bench`: speed as ratios of two things in one run, medians of five, as a table and as JSON.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bringPlanIntoForce, expectStatus, untilVisible } from '../journeys/steps.ts';
import { initiative } from '../platform/sample.ts';
import { root, startTributary, type Tributary } from '../platform/tributary.ts';
import { eventually } from '../platform/wait.ts';
import { startApiAlone } from './api-alone.ts';
import type { Figure } from './figure.ts';
import { measureFreshness } from './freshness.ts';
import { median, rateOf } from './load.ts';
import { familyOf, memoryOf, processorSeconds } from './processes.ts';
import { measureRelay } from './relay.ts';

const ROUNDS = 5;
const REPORT = '/v1/reports/plan/alignment?plan=NDP';
const IN_FLIGHT = 8;

/** The body of every write, the same on both sides. */
const write = JSON.stringify(initiative);

const folder = await mkdtemp(join(tmpdir(), 'bench-'));
const began = performance.now();
const tributary = await startTributary();
const startSeconds = (performance.now() - began) / 1000;
const figures: Figure[] = [];
let raw: { child: ChildProcess; url: string } | undefined;
try {
  const idle = await measureIdle(tributary);
  await loadPlan(tributary);
  raw = await startRaw(`mongodb://127.0.0.1:${tributary.port + 7}`, await reportFile(tributary));
  const officer = await tributary.api('officer', 'MLOC');
  const initiatives = `http://127.0.0.1:${tributary.port + 2}`;
  figures.push(await writeTax('write tax', raw.url, initiatives, officer.token), await hotReport(tributary, raw.url));
  figures.push(...(await measureFreshness(tributary)));
  figures.push(await measureRelay(), await writeTaxOfTheApi());
  figures.push({ name: 'npm start, built to ready', value: startSeconds, unit: 's', goal: 3 }, ...idle);
} finally {
  raw?.child.kill();
  await tributary.remove();
  await rm(folder, { recursive: true, force: true });
}
print(figures);

/** Waits until nothing is going on, then looks for ten seconds. */
async function measureIdle({ launcherPid }: Tributary): Promise<Figure[]> {
  await new Promise((resolve) => setTimeout(resolve, 5_000));
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

async function startRaw(mongoUrl: string, report: string): Promise<{ child: ChildProcess; url: string }> {
  const entry = join(root, 'tests/dist/raw-server.mjs');
  const child = spawn(process.execPath, [entry, mongoUrl, report], { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise<string>((resolve) =>
    child.stdout.once('data', (bytes: Buffer) => resolve(String(bytes).trim())),
  );
  return { child, url };
}

/** Two sides in turn, and the median of the ratios round by round. */
async function ratio(raw: () => Promise<number>, ours: () => Promise<number>): Promise<{ ratio: number; raw: number }> {
  await raw();
  await ours();
  const rounds: { ratio: number; raw: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const rawRate = await raw();
    rounds.push({ ratio: rawRate / (await ours()), raw: rawRate });
  }
  return { ratio: median(rounds.map((round) => round.ratio)), raw: median(rounds.map((round) => round.raw)) };
}

async function writeTax(name: string, rawUrl: string, url: string, token: string): Promise<Figure> {
  const json = { 'content-type': 'application/json', 'content-length': String(write.length) };
  const raw = { url: `${rawUrl}/things`, method: 'POST', each: () => ({ body: write, headers: json }) };
  const ours = {
    url: `${url}/v1/initiatives`,
    method: 'POST',
    each: () => ({
      body: write,
      headers: { ...json, authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() },
    }),
  };
  const found = await ratio(
    () => rateOf(raw, 400, IN_FLIGHT),
    () => rateOf(ours, 400, IN_FLIGHT),
  );
  return { name, value: found.ratio, unit: '×', goal: 1.6, raw: `${Math.round(found.raw)} inserts/s` };
}

/** What a create costs by itself: no relay, no consumer and no view share the processor with it. */
async function writeTaxOfTheApi(): Promise<Figure> {
  const api = await startApiAlone();
  const beside = await startRaw(api.mongoUrl, join(folder, 'report.json'));
  try {
    return await writeTax('write tax, the API alone', beside.url, api.url, api.token);
  } finally {
    beside.child.kill();
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

function print(all: readonly Figure[]): void {
  const line = ({ name, value, unit, goal, raw = '' }: Figure) =>
    `${name.padEnd(32)}${`${value.toFixed(2)} ${unit}`.padStart(12)}${`${goal} ${unit}`.padStart(12)}  ${value <= goal ? 'met   ' : 'missed'}  ${raw}`;
  process.stdout.write(`${'figure'.padEnd(32)}${'median'.padStart(12)}${'goal'.padStart(12)}          raw side\n`);
  process.stdout.write(`${all.map(line).join('\n')}\n${JSON.stringify(all)}\n`);
}
