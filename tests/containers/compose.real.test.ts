// The platform in containers, as an operator brings it up: a journey through it, a service that is killed, and a second `up`.
import { services } from '@tributary/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Footer, planToDecision, reportOf } from '../journeys/plan-to-report.ts';
import { expectStatus } from '../journeys/steps.ts';
import { initiative } from '../platform/sample.ts';
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

  it('gives nobody anything without a token of its issuer, and a machine no part of a person', async () => {
    const path = `${platform.address}/initiatives/v1/initiatives`;
    expect((await fetch(path)).status).toBe(401);
    const forged = { authorization: `Bearer ${'a'.repeat(20)}.${'b'.repeat(20)}.c` };
    expect((await fetch(path, { headers: forged })).status).toBe(401);
  });

  it('carries a plan, an initiative and a decision into the report', async () => {
    decision = await planToDecision(platform, 'NDP');
    expect(await reportOf(platform, 'NDP', decision)).toMatchObject(figures);
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
