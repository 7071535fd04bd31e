// The platform in containers, as an operator brings it up: a journey through it, a service that is killed, and a second `up`.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { services } from '@tributary/contracts';
import { AtKeycloak, CookieKeeper } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Footer, planToDecision, reportOf } from '../journeys/plan-to-report.ts';
import { expectStatus } from '../journeys/steps.ts';
import { initiative } from '../platform/sample.ts';
import { root } from '../platform/tributary.ts';
import { eventually } from '../platform/wait.ts';
import { type Composed, prepareComposed } from './composed.ts';
import { buildImages, docker } from './engine.ts';

let platform: Composed;
let decision = '';

beforeAll(async () => {
  await buildImages();
  platform = await prepareComposed('tributary-suite');
  await platform.up();
});
afterAll(() => platform?.remove());

const figures: Footer = { accepted: '600.00', awaiting: '400.00', portfolioBudget: '1000.00' };

const containers = async () =>
  (await platform.compose('ps', '-a', '--format', '{{.Service}} {{.ID}} {{.State}} {{.Health}} {{.ExitCode}}')).split(
    '\n',
  );

/** Run in a service: asks for its token as it does itself, and prints what is claimed in it. */
const ownToken = `
  const { TRIBUTARY_TOKEN_URL: url, TRIBUTARY_CLIENT_SECRET_FILE: file } = process.env;
  const secret = require('node:fs').readFileSync(file, 'utf8').trim();
  const authorization = 'Basic ' + Buffer.from('registry:' + secret).toString('base64');
  const body = new URLSearchParams({ grant_type: 'client_credentials' });
  fetch(url, { method: 'POST', headers: { authorization }, body })
    .then((answer) => answer.json())
    .then(({ access_token: token }) => console.log(Buffer.from(token.split('.')[1], 'base64url').toString()));
`;

const idOf = (service: string) => platform.compose('ps', '-q', service);

describe('docker compose up', () => {
  it('starts each service to serve and to work, once its job is done', async () => {
    const states = new Map(
      (await containers()).map((line) => [line.split(' ')[0], line.split(' ').slice(2).join(' ')]),
    );
    for (const service of services) {
      for (const name of [service, `${service}-worker`])
        expect([name, states.get(name)]).toEqual([name, 'running healthy 0']);
      expect(states.get(`${service}-prepare`)).toBe('exited  0');
    }
    expect(states.get('front-door')).toBe('running healthy 0');
  });

  it('says of each process that this is a pilot', async () => {
    for (const service of services) {
      expect(await platform.compose('logs', '--no-log-prefix', service)).toContain('this is a pilot');
    }
  });

  it('gives nobody anything without a token of its issuer', async () => {
    const path = `${platform.address}/initiatives/v1/initiatives`;
    expect((await fetch(path)).status).toBe(401);
    const forged = { authorization: `Bearer ${'a'.repeat(20)}.${'b'.repeat(20)}.c` };
    expect((await fetch(path, { headers: forged })).status).toBe(401);
  });

  it('has tokens of services say that a machine asks, so that none acts as a second person', async () => {
    const claims = JSON.parse(await platform.compose('exec', '-T', 'registry', 'node', '-e', ownToken));
    expect(claims).toMatchObject({ sub: 'registry', client_id: 'registry', roles: ['service'], ministry: 'TRIBUTARY' });
  });

  it('lets an association in for what it applied for, by the subject that the issuer says it has', async () => {
    const body = { name: 'Marsh Enders (sample)', kind: 'association', country: 'IT' };
    const association = await platform.api('association', '', 'association@marsh-enders');
    const { id } = expectStatus(await association.post('/registry/v1/organisations', body), 201).json<{ id: string }>();
    const path = `/registry/v1/organisations/${id}`;
    const read = expectStatus(await association.get(path), 200).json();
    expect(read).toMatchObject({ ministry: 'MFOR', applicantId: 'a-4f1c9d2e' });
    expect((await (await platform.api('person', '', 'person@lombardy')).get(path)).status).toBe(403);
  });

  it('carries a plan, an initiative and a decision into the report', async () => {
    decision = await planToDecision(platform, 'NDP');
    expect(await reportOf(platform, 'NDP', decision)).toMatchObject(figures);
  });

  it('signs a person in to the page, which asks for reports on its behalf', async () => {
    const visitor = new CookieKeeper();
    const page = (path: string) => visitor.ask(platform.address + path);
    const there = (await page('/page/sign-in?to=/page/operate')).headers.get('location') ?? '';
    const led = await new AtKeycloak().signIn(there, 'analyst@mpla', await platform.password());
    expect(led).toContain(`${platform.address}/page/sign-in/callback?`);
    const back = await page(led.slice(platform.address.length));
    expect([back.status, back.headers.get('location')]).toEqual([302, '/page/operate']);
    const session = await (await page('/page/session')).json();
    expect(session).toMatchObject({ signedIn: true, name: 'Ana MPLA', roles: ['analyst'], ministry: 'MPLA' });
    const reports = await page('/page/api/reporting/v1/reports');
    expect([reports.status, await reports.json()]).toMatchObject([200, { reports: expect.any(Array) }]);
  });

  it('answers the first requests of the README', async () => {
    const [, block = ''] =
      /```sh\n(docker compose up[\s\S]*?)```/.exec(readFileSync(join(root, 'README.md'), 'utf8')) ?? [];
    const [up = '', ...requests] = block.replaceAll('http://127.0.0.1:8080', platform.address).trim().split('\n');
    expect(up).toBe('docker compose up --build --detach --wait');
    const env = { ...process.env, ...platform.env };
    const said = execFileSync('bash', ['-euc', requests.join('\n')], { cwd: root, env, encoding: 'utf8' });
    expect(JSON.parse(said)).toMatchObject({ items: [{ code: 'NDP' }] });
  });

  it('brings a service back that was killed, with everything that was acknowledged', async () => {
    const officer = await platform.api('officer', 'MLOC');
    const { id } = expectStatus(await officer.post('/initiatives/v1/initiatives', initiative), 201).json<{
      id: string;
    }>();
    const container = await idOf('initiatives');
    const startedAt = () => docker(['inspect', '-f', '{{.State.StartedAt}} {{.State.Health.Status}}', container]);
    const [before = ''] = (await startedAt()).split(' ');
    // From outside: an engine does not bring back what it was told to kill.
    process.kill(Number(await docker(['inspect', '-f', '{{.State.Pid}}', container])), 'SIGKILL');
    await eventually(
      'the service',
      async () => {
        const [at, health] = (await startedAt()).split(' ');
        return (at !== before && health === 'healthy') || undefined;
      },
      { timeoutMs: 120_000 },
    );
    const path = `/initiatives/v1/initiatives/${id}`;
    const answer = await eventually('its answer', async () => {
      const asked = await officer.get(path);
      return asked.status === 503 ? undefined : asked;
    });
    expect(expectStatus(answer, 200).json()).toMatchObject({ id });
    expect(await reportOf(platform, 'NDP', decision)).toMatchObject({ accepted: '600.00' });
  });

  it('changes nothing when it is given again', async () => {
    const before = await containers();
    const keys = await docker(['volume', 'inspect', '-f', '{{.CreatedAt}}', 'tributary-suite_keys']);
    await platform.up();
    const lasting = (lines: readonly string[]) => lines.filter((line) => line.includes('running')).sort();
    expect(lasting(await containers())).toEqual(lasting(before));
    expect(await docker(['volume', 'inspect', '-f', '{{.CreatedAt}}', 'tributary-suite_keys'])).toBe(keys);
    const officer = await platform.api('officer', 'MLOC');
    expectStatus(await officer.get('/initiatives/v1/initiatives'), 200);
  });
});
