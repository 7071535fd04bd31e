// Every link of an answer leads to what it names, at the one address and on the port of its service alike.
import { type ServiceName, services } from '@tributary/contracts';
import { portOffsets } from '@tributary/launcher/process-table';
import { rawConnection } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectStatus } from '../journeys/steps.ts';
import { type Answer, Api, type Call } from '../platform/api.ts';
import {
  agreement,
  application,
  call,
  initiative,
  plan,
  programme,
  rulesWithPartners as rules,
} from '../platform/sample.ts';
import { evidence } from '../platform/served-routes.ts';
import { startTributary, type Tributary } from '../platform/tributary.ts';
import { eventually } from '../platform/wait.ts';
import { writeAward } from './award-requests.ts';
import { writeCommitment } from './commitment-steps.ts';
import { writeOrganisations } from './organisation-requests.ts';
import { writeCrosswalk, writeRemapping } from './remapping-steps.ts';
import { kpiRow, writeResults } from './result-steps.ts';
import { writeRoadmap } from './roadmap-requests.ts';

interface Step {
  readonly method: 'POST' | 'PUT' | 'PATCH';
  readonly path: string;
  readonly answer: Answer;
}

let tributary: Tributary;
const steps: Step[] = [];

/** Writes as a person of a role, and remembers what was answered. */
async function write(as: string, method: Step['method'], path: string, { body, headers }: Call): Promise<Answer> {
  const [role = '', ministry = '', name] = as.split(/[@:]/);
  const api = await tributary.api(role, ministry, name);
  const answer = expectStatus(await api.send(method, path, { body, headers: headers ?? {} }), 200, 201);
  steps.push({ method, path: path.replace(/\?.*/, ''), answer });
  return answer;
}

const post = (as: string, path: string, body: unknown) => write(as, 'POST', path, { body });

const correct = (as: string, path: string, fields: object) =>
  write(as, 'PATCH', path, { body: { reasonCode: 'TYPING_ERROR', ...fields }, headers: { 'if-match': '"1"' } });

/** Sends every request that writes, as one story. */
async function writeEverything(): Promise<void> {
  await writeOrganisations(write);
  await write('planner@MPLA', 'PUT', '/registry/v1/stock-estimates/IT/2024', {
    body: { persons: 12_000, source: 'Sample', method: 'model' },
    headers: { 'if-none-match': '*' },
  });
  const partner = { name: 'Fund (sample)', kind: 'foundation', country: 'IT' };
  const entered = await post('partner-officer@MFOR', '/partnerships/v1/partners', partner);
  const { id: partnerId } = entered.json<{ id: string }>();
  await correct('partner-officer@MFOR', `/partnerships/v1/partners/${partnerId}`, { name: 'Funds (sample)' });
  const agreed = await post('partner-officer@MFOR:ada', '/partnerships/v1/agreements', { ...agreement, partnerId });
  const agreementPath = `/partnerships/v1/agreements/${agreed.json<{ id: string }>().id}`;
  await correct('partner-officer@MFOR:ada', agreementPath, { reference: 'MFOR-2026/1' });
  await post('partner-officer@MFOR:bo', `${agreementPath}/signature`, {});
  await post('partner-officer@MFOR:bo', `${agreementPath}/termination`, { reasonCode: 'FUNDS_WITHDRAWN' });
  await post('planner@MPLA:ada', '/strategy/v1/plans', plan);
  const rows = [{ kind: 'node', code: '1', level: 1, title_en: 'Health', responsibleMinistry: 'MHEA' }, kpiRow('MHEA')];
  await post('planner@MPLA:ada', '/strategy/v1/plans/NDP/versions/1/import', { rows });
  await post('planner@MPLA:bo', '/strategy/v1/plans/NDP/versions/1/activation', { from: '2026-01-01' });
  await write('planner@MPLA', 'PUT', '/strategy/v1/kpis/NDP/K1/actuals/2026-01-02', {
    body: { value: '3', source: 'Sample' },
  });
  await write('finance@MFIN', 'PUT', '/strategy/v1/exchange-rates/USD/2026-01-02', {
    body: { rate: '0.90', source: 'Sample' },
    headers: { 'if-none-match': '*' },
  });
  await writeCrosswalk(write);
  await writeRoadmap(write);
  const opened = await post('officer@MLOC', '/initiatives/v1/programmes', programme);
  const programmePath = `/initiatives/v1/programmes/${opened.json<{ id: string }>().id}`;
  const reporting = { ...rules.rules, tranches: [{ pct: 100, counterpartPct: 100, requires: ['REPORT'] }] };
  await post('officer@MLOC:ada', `${programmePath}/rules`, { ...rules, rules: reporting });
  await post('officer@MLOC:bo', `${programmePath}/rules/${rules.rulesVersion}/publication`, {});
  await writeApplications(opened.json<{ id: string }>().id);
  const created = await post('officer@MLOC', '/initiatives/v1/initiatives', initiative);
  const { id } = created.json<{ id: string }>();
  const initiativePath = `/initiatives/v1/initiatives/${id}`;
  const corrected = await correct('officer@MLOC', initiativePath, { area: 'South Coast' });
  const { seq } = corrected.json<{ seq: number }>();
  await eventually('a plan that can be linked to', async () => {
    const links = { planVersion: '1', links: [{ nodeCode: '1', weightPct: 100 }] };
    const officer = await tributary.api('officer', 'MLOC');
    const answer = await officer.put(`${initiativePath}/plan-links/NDP`, links, { 'if-match': `"${seq}"` });
    if (answer.status === 409) return undefined;
    steps.push({ method: 'PUT', path: `${initiativePath}/plan-links/NDP`, answer: expectStatus(answer, 200) });
    return true;
  });
  await writeResults({ tributary, write }, { path: initiativePath, seq: seq + 1, planCode: 'NDP' });
  await post('officer@MLOC', `${initiativePath}/status`, { status: 2 });
  const reader = await tributary.api('analyst', 'MPLA');
  const alignment = await eventually('the alignment', async () => {
    const list = await reader.get(`/strategy/v1/alignments?initiativeId=${id}`);
    return list.json<{ items: { id: string; revision: number }[] }>().items[0];
  });
  const decision = { decision: 'accept', revision: alignment.revision };
  await post('ministry-reviewer@MHEA', `/strategy/v1/alignments/${alignment.id}/decision`, decision);
  await eventually('a report that can be frozen', async () => {
    const answer = await reader.post('/reporting/v1/reports/runs', { key: 'plan/alignment', params: { plan: 'NDP' } });
    if (answer.status !== 201) return undefined;
    steps.push({ method: 'POST', path: '/reporting/v1/reports/runs', answer });
    return true;
  });
  steps.push(await writeRemapping({ tributary, write }, initiativePath));
}

/** Sends every request about calls and applications: one is approved, one declined, one withdrawn. */
async function writeApplications(programmeId: string): Promise<void> {
  const made = async (path: string, body: object) =>
    `${path}/${(await post('officer@MLOC', path, body)).json<{ id: string }>().id}`;
  const callOf = (code: string) =>
    made('/initiatives/v1/calls', {
      ...{ ...call, programmeId, code, closesOn: '2199-12-31' },
      ...{ bodies: ['BOARD'], appealDays: 30 },
    });
  const [taken, dropped] = [await callOf('TAKEN'), await callOf('DROPPED')];
  await post('officer@MLOC', `${dropped}/cancellation`, { reasonCode: 'BUDGET_WITHDRAWN' });
  await post('officer@MLOC', `${taken}/opening`, {});
  const start = () =>
    made('/initiatives/v1/applications', { ...application, callId: taken.slice(taken.lastIndexOf('/') + 1) });
  const [approved, declined, withdrawn] = [await start(), await start(), await start()];
  const half = { amount: '500.00', currency: 'EUR' };
  const project = { cost: { ...half, amount: '1000.00' }, requested: half, area: 'North Coast' };
  const offers = [
    { party: 'club', amount: { ...half, amount: '400.00' } },
    { party: 'donor', amount: { ...half, amount: '100.00' } },
  ];
  const submission = { ...project, offers };
  await write('officer@MLOC', 'POST', `${approved}/evidence?sha256=${evidence.sha256}&kind=REPORT`, {
    body: evidence.content,
    headers: { 'content-type': 'application/pdf' },
  });
  await post('officer@MLOC', `${approved}/submission`, submission);
  await post('officer@MLOC', `${approved}/return`, { reasonCode: 'COSTS_UNCLEAR' });
  for (const path of [approved, declined]) {
    await post('officer@MLOC', `${path}/submission`, submission);
    await post('officer@MLOC', `${path}/eligibility`, {});
  }
  await post('reviewer@MLOC', `${approved}/reviews`, { conflictOfInterest: false });
  await post('approver@MLOC', `${approved}/approvals`, { body: 'BOARD' });
  await post('officer@MLOC', `${declined}/decline`, { reasonCodes: ['SCORE_BELOW_THRESHOLD'] });
  await post('officer@MLOC', `${declined}/appeals`, { grounds: ['COST_READ_WRONGLY'] });
  const rejected = { decision: 'reject', reasonCode: 'NOTHING_NEW' };
  await post('approver@MLOC:zoe', `${declined}/appeals/1/decision`, rejected);
  await correct('officer@MLOC', withdrawn, { applicantKind: 'person' });
  await post('officer@MLOC', `${withdrawn}/withdrawal`, {});
  await post('officer@MLOC', `${taken}/closure`, {});
  await writeAward(approved, { tributary, post, write }, async (awardId) => {
    steps.push(await writeCommitment({ tributary, write }, awardId));
  });
}

beforeAll(async () => {
  tributary = await startTributary();
  await writeEverything();
});
afterAll(() => tributary?.remove());

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly creates: boolean;
}

/** Every operation that writes, as the descriptions tell it. */
async function writing(): Promise<Operation[]> {
  const ofServices = services.map(async (service) => {
    const document = await (await fetch(`${tributary.address}/${service}/openapi.json`)).json();
    const { paths, servers } = document as {
      paths: Record<string, Record<string, { responses: object }>>;
      servers: { url: string }[];
    };
    return Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        // a re-drive and a rebuild apply what is there, and a quote stores nothing: there is nothing to link to; a person
        // is read by their mission alone, which says for what, and so are pairs of persons, their imports, transfers, notices, how long they are kept, from which age on they act for themselves, who looks at them in an emergency and how they are asked to confirm their records; a batch pays to accounts that were confirmed the day before
        .filter(([method]) => method !== 'get')
        .filter(
          () =>
            !/\/redrive$|\/rebuild(\/|$)|\/match-quotes$|\/persons(\/|$)|\/person-(imports|import-mappings|transfers)(\/|$)|\/self\/|\/(duplicates|duplicate-rules|freshness-rules|majority-rules|reconfirmation-campaigns|emergency-access-rules|emergency-accesses)(\/|$)|\/retention-(rules|proposals)(\/|$)|\/privacy-notices(\/|$)|\/payment-batches(\/|$)|\/entries\/\{no\}\/confirmation$|\/instruction-failure$/.test(
              path,
            ),
        )
        .map(([method, { responses }]) => ({
          method: method.toUpperCase(),
          path: `${servers[0]?.url}${path}`,
          creates: '201' in responses,
        })),
    );
  });
  return (await Promise.all(ofServices)).flat();
}

const isOf = ({ method, path }: Operation) => {
  const form = new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`);
  return (step: Step) => step.method === method && form.test(step.path);
};

/** Where a link that the front door gave leads: at the one address, and on the port of its service. */
async function statusesAt(link: string): Promise<number[]> {
  const service = link.split('/')[1] as ServiceName;
  // the ministry that the applications are confidential to
  const { token } = await tributary.api('analyst', 'MLOC');
  const ports = [tributary.port, tributary.port + portOffsets[service]];
  const answers = ports.map((port) =>
    eventually(`an answer at ${link}`, async () => {
      const answer = await new Api(`http://127.0.0.1:${port}`, token).get(link);
      return answer.status === 503 ? undefined : answer;
    }),
  );
  return (await Promise.all(answers)).map(({ status }) => status);
}

describe('the links of answers', () => {
  it('come from every request that writes', async () => {
    for (const operation of await writing()) {
      const found = steps.filter(isOf(operation));
      expect([operation, found.length]).toEqual([operation, expect.toSatisfy((count: number) => count > 0)]);
    }
  });

  it('lead from each 201 to what was made', async () => {
    for (const operation of (await writing()).filter(({ creates }) => creates)) {
      const made = steps.filter(isOf(operation)).filter(({ answer }) => answer.status === 201);
      expect([operation.path, made.length]).toEqual([operation.path, expect.toSatisfy((count: number) => count > 0)]);
      for (const { answer } of made) {
        const location = answer.headers.get('location') ?? '';
        expect([operation.path, location, await statusesAt(location)]).toEqual([operation.path, location, [200, 200]]);
      }
    }
  });

  it('lead from the self of each reply to the same', async () => {
    let followed = 0;
    for (const { path, answer } of steps) {
      const { links } = answer.json<{ links?: { self: string } }>();
      if (links === undefined) continue;
      expect([path, links.self, await statusesAt(links.self)]).toEqual([path, links.self, [200, 200]]);
      followed += 1;
    }
    expect(followed).toBeGreaterThan(10);
  });

  it('name no address on the page, whatever the caller says where it is', async () => {
    const hostile = ['Host: evil.example', 'X-Forwarded-Host: evil.example', 'Forwarded: host=evil.example'];
    for (const port of [tributary.port, tributary.port + portOffsets.reporting]) {
      const connection = await rawConnection(port);
      connection.send(['GET / HTTP/1.1', ...hostile, 'X-Forwarded-Proto: gopher', '', ''].join('\r\n'));
      const { status, body, headers } = await connection.answer();
      expect(status).toBe(200);
      expect(body + JSON.stringify(headers)).not.toMatch(/evil|gopher/);
      expect(body).toMatch(/(?:src|href)="\/page\/assets\//);
      connection.destroy();
    }
  });

  it('do not lead to what the installation keeps to itself, on any port that the front door speaks to', async () => {
    const { token } = await tributary.api('service', 'MPLA');
    for (const service of services) {
      for (const path of ['/metrics', '/internal/high-watermarks']) {
        const statusOn = async (port: number) => (await new Api(`http://127.0.0.1:${port}`, token).get(path)).status;
        const statuses = [
          await statusOn(tributary.port),
          await statusOn(tributary.port + portOffsets[service]),
          await statusOn(tributary.port + portOffsets[`${service}Internal`]),
        ];
        const own = service === 'reporting' && path === '/internal/high-watermarks' ? 404 : 200;
        expect([service, path, statuses]).toEqual([service, path, [404, 404, own]]);
      }
    }
  });
});
