// `tributary doctor`: each finding, from an installation that answers as one with that fault does.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { services } from '@tributary/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runbooks } from '../src/doctor/finding.ts';
import { findingsOf } from '../src/doctor/rules.ts';
import type { Seen, SeenService } from '../src/doctor/seen.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const bin = join(root, 'packages/client/bin/tributary.mjs');

const well: SeenService = {
  service: 'registry',
  reasons: [],
  clock: 0,
  version: '0.1.0',
  gauges: new Map([
    ['tributary_gauges_readable', 1],
    ['tributary_relay_leader', 1],
  ]),
  parked: 0,
};
const all = (changed: Partial<SeenService> = {}): Seen => ({
  services: services.map((service) => ({ ...well, service, ...(service === 'strategy' && changed) })),
  forbidden: [],
});
const gauge = (name: string, value: number) => ({
  gauges: new Map([...(well.gauges ?? []), [`tributary_${name}`, value]]),
});
const setAside = { group: 'reporting', source: 'strategy', aggregate: 'plan:NDP', fromSeq: 3, error: 'no such node' };
const disk = (freeBytes: number) => ({ ...all(), disk: { path: '/data', freeBytes, bytes: 100 * 1024 ** 3 } });

describe('what is seen', () => {
  it.each<[string, Seen]>([
    ['a service that is well', all()],
    ['an outbox that is emptied', all(gauge('outbox_age_seconds', 29))],
    ['a little lag', all(gauge('consumer_lag_seconds', 59))],
    ['keys that are read often', all(gauge('jwks_age_seconds', 1_799))],
    ['a clock within the seconds that a header tells', all({ clock: 4 })],
    ['half of a disk', disk(50 * 1024 ** 3)],
    [
      'little of a disk that is so large that it is enough',
      { ...all(), disk: { path: '/', freeBytes: 30 * 1024 ** 3, bytes: 1e12 } },
    ],
    ['numbers that cannot be reached', all({ gauges: undefined, parked: undefined })],
  ])('of %s is no finding', (_what, seen) => {
    expect(findingsOf(seen)).toEqual([]);
  });

  it.each<[string, 'error' | 'warning', Seen, keyof typeof runbooks]>([
    ['NO_ANSWER', 'error', all({ reasons: undefined, silence: 'ECONNREFUSED' }), 'silent'],
    ['WAITING_FOR_DATABASE', 'error', all({ reasons: [{ code: 'WAITING_FOR_DATABASE', words: 'x' }] }), 'silent'],
    ['BUSY', 'warning', all({ reasons: [{ code: 'BUSY', words: 'x' }] }), 'silent'],
    ['FILLING', 'warning', all({ reasons: [{ code: 'FILLING', words: 'registry 120/3400' }] }), 'behind'],
    ['DATABASE_AWAY', 'error', all(gauge('gauges_readable', 0)), 'silent'],
    ['OUTBOX_STUCK', 'error', all(gauge('outbox_age_seconds', 31)), 'behind'],
    ['NO_RELAY', 'error', all(gauge('relay_leader', 0)), 'behind'],
    ['LAGS', 'warning', all(gauge('consumer_lag_seconds', 61)), 'behind'],
    ['KEYS_OLD', 'warning', all(gauge('jwks_age_seconds', 1_801)), 'silent'],
    ['PARKED', 'error', all({ parked: 2 }), 'parked'],
    ['CLOCK_OFF', 'warning', all({ clock: -6 }), 'order'],
    ['CLOCK_OFF', 'error', all({ clock: 61 }), 'order'],
    ['VERSIONS_DIFFER', 'warning', all({ version: '0.2.0' }), 'order'],
    ['ISSUER_AWAY', 'error', { ...all(), issuerFault: 'The issuer does not answer.' }, 'silent'],
    ['DISK_NEARLY_FULL', 'warning', disk(9 * 1024 ** 3), 'disk'],
    ['DISK_NEARLY_FULL', 'error', disk(1024 ** 3), 'disk'],
    ['SETTING_REFUSED', 'error', { ...all(), forbidden: ['TRIBUTARY_ISSUER is http.'] }, 'order'],
  ])('is told as %s, of which it is the severity %s', (code, severity, seen, runbook) => {
    const found = findingsOf(seen);
    expect(found.map((one) => [one.code, one.severity, one.runbook])).toEqual([[code, severity, runbooks[runbook]]]);
    for (const { what, means } of found)
      expect([what, means]).toEqual([expect.stringMatching(/\S/), expect.stringMatching(/\.$/)]);
  });

  it('tells errors before warnings', () => {
    const found = findingsOf({ ...all({ parked: 1, version: '0.2.0', ...gauge('consumer_lag_seconds', 100) }) });
    expect(found.map(({ severity }) => severity)).toEqual(['error', 'warning', 'warning']);
  });

  it.each(Object.values(runbooks))('leads to %s, which is there', (runbook) => {
    expect(existsSync(join(root, runbook))).toBe(true);
  });
});

describe('the command', () => {
  /** What a service answers otherwise than one that is well. */
  let changed: Readonly<Record<string, (response: ServerResponse) => void>> = {};
  let server: Server;
  let url: string;
  let home: string;

  const json = (response: ServerResponse, status: number, body: object) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'doctor-'));
    server = createServer((request, response) => {
      const path = (request.url ?? '').split('?')[0] ?? '';
      const other = changed[path];
      if (other !== undefined) return other(response);
      if (path.endsWith('/health/ready')) return void json(response, 200, { status: 'ready' });
      if (path.endsWith('/openapi.json')) return void json(response, 200, { info: { version: '0.1.0' } });
      if (path.endsWith('/v1/parked')) return void json(response, 200, { items: [], next: null });
      if (path.endsWith('/.well-known/openid-configuration'))
        return void json(response, 200, { jwks_uri: `${url}/jwks` });
      if (path === '/jwks') return void json(response, 200, { keys: [{}] });
      json(response, 404, {});
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    changed = {};
  });
  afterAll(async () => {
    server.close();
    await rm(home, { recursive: true, force: true });
  });

  async function doctor(...args: readonly string[]) {
    const child = spawn(process.execPath, [bin, 'doctor', ...args], { cwd: home });
    let [out, err] = ['', ''];
    child.stdout.on('data', (bytes: Buffer) => (out += bytes));
    child.stderr.on('data', (bytes: Buffer) => (err += bytes));
    const [status] = await once(child, 'close');
    return { status, out, err };
  }
  const tokenOf = (iss: string) => `e30.${Buffer.from(JSON.stringify({ iss })).toString('base64url')}.x`;
  const asked = () => ['--url', url, '--token', tokenOf(url)];

  it('says what it could not look at, and ends with 0 where all is well', async () => {
    expect(await doctor(...asked())).toEqual({
      status: 0,
      out: 'not looked at: outbox, relay, lag and age of keys: they are told on the internal ports alone.\n0 errors, 0 warnings.\n',
      err: '',
    });
    expect((await doctor('--url', url)).out).toContain('not looked at: what is set aside, and the issuer:');
  });

  it('ends with 1 for warnings, and names what it means and where to read on', async () => {
    changed = {
      '/strategy/openapi.json': (response) => json(response, 200, { info: { version: '0.2.0' } }),
      '/registry/health/ready': (response) =>
        json(response, 503, { errors: [{ pointer: '', code: 'FILLING', detail: 'Copies are filled: registry 1/2.' }] }),
    };
    const { status, out } = await doctor(...asked());
    expect(status).toBe(1);
    expect(out).toContain('warning: registry FILLING: It takes no requests: Copies are filled: registry 1/2.\n');
    expect(out).toContain(`  See ${runbooks.order}.\n`);
    expect(out).toMatch(/0 errors, 2 warnings\.\n$/);
  });

  it('ends with 2 for errors, also as JSON', async () => {
    const late = new Date(Date.now() + 120_000).toUTCString();
    changed = {
      '/registry/health/ready': (response) => response.destroy(),
      '/strategy/health/ready': (response) => {
        response.setHeader('date', late);
        json(response, 200, { status: 'ready' });
      },
      '/reporting/v1/parked': (response) => json(response, 200, { items: [setAside], next: null }),
      '/jwks': (response) => json(response, 200, { keys: [] }),
    };
    const { status, out } = await doctor(...asked(), '--json');
    const { errors, findings } = JSON.parse(out) as { errors: number; findings: { part: string; code: string }[] };
    expect([status, errors, findings.map(({ part, code }) => `${part} ${code}`)]).toEqual([
      2,
      4,
      ['registry NO_ANSWER', 'reporting PARKED', 'strategy CLOCK_OFF', 'issuer ISSUER_AWAY'],
    ]);
  });

  it('tells of an issuer that does not answer', async () => {
    const { status, out } = await doctor('--url', url, '--token', tokenOf('http://127.0.0.1:1'));
    expect([status, out]).toEqual([2, expect.stringContaining('The issuer http://127.0.0.1:1 does not answer (')]);
  });

  it('holds settings against production', async () => {
    const file = join(home, 'service.env');
    await writeFile(file, 'TRIBUTARY_SERVICE=registry\nTRIBUTARY_ISSUER=http://issuer\nTRIBUTARY_TEST_CUT=x\n');
    const { status, out } = await doctor(...asked(), '--settings', file);
    expect(status).toBe(2);
    expect(out).toContain('error: settings SETTING_REFUSED: TRIBUTARY_ISSUER is http, which production refuses');
    expect(out).toContain('error: settings SETTING_REFUSED: TRIBUTARY_TEST_CUT breaks the service on purpose');
  });

  it.each([
    [['--url', 'nowhere'], '--url is "nowhere": it must be an address such as https://example.org.'],
    [
      ['--url', 'http://127.0.0.1:1', '--settings', '/nowhere/x'],
      '/nowhere/x is missing (ENOENT): bring it back, or choose another folder.',
    ],
    [['--data', '/nowhere'], 'Nothing runs on the data folder /nowhere: start the platform with "npm start" first.'],
  ])('with %j says why it could not look, with 2', async (args, sentence) => {
    expect(await doctor(...args)).toEqual({ status: 2, out: '', err: `${sentence}\n` });
  });
});
