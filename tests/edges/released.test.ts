// What an earlier release stored, and this one starts on: everything of it is read as it stood, the journals and the read
// models tie, and it goes on. `npm run save-release` saves what the release of now stores, for those to come.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeTenant } from '../contracts/authorisation-harness.ts';
import { crawled } from '../contracts/two-tenants-crawl.ts';
import { expectStatus, tokenOf, untilVisible } from '../journeys/steps.ts';
import { initiative } from '../platform/sample.ts';
import { root, startTributary, type Tributary } from '../platform/tributary.ts';

const folder = join(root, 'tests/edges/released');
const saving = process.env['SAVE_RELEASE'];
const releases = readdirSync(folder).flatMap((name) => /^(.+)\.tar\.gz$/.exec(name)?.[1] ?? []);
const owner = 'MLOC';

/** A thing that was there, as one who may read it was told of it. */
interface Stored {
  readonly path: string;
  readonly role: string;
  readonly id: string;
  readonly seq: number;
  readonly status?: string;
}

/** What is kept of a release beside its backup. */
interface Saved {
  /** of who was erased, which no backup holds */
  readonly ledger: string;
  readonly stored: readonly Stored[];
}

const ledgerOf = (data: string): string => join(`${data}.erasures`, 'ledger.json');

const run = (...args: readonly string[]): string =>
  execFileSync(process.execPath, [join(root, 'packages/client/bin/tributary.mjs'), ...args], {
    encoding: 'utf8',
  });

async function read(tributary: Tributary, role: string, path: string): Promise<Stored | undefined> {
  const answer = await (await tributary.api(role, owner)).get(path);
  if (answer.status !== 200 || !answer.text.startsWith('{')) return undefined;
  const { id, seq, status } = answer.json<{ id?: string; seq?: number; status?: string }>();
  return id === undefined || seq === undefined ? undefined : { path, role, id, seq, ...(status && { status }) };
}

/** One of everything, with who reads it. */
async function fill(tributary: Tributary): Promise<readonly Stored[]> {
  const harness = await makeTenant(tributary);
  const stored: Stored[] = [];
  for (const { path, roles } of crawled.filter(({ method, path }) => method === 'GET' && path.endsWith('{id}'))) {
    for (const role of roles) {
      const found = await read(tributary, role, harness.path({ path }));
      if (found === undefined) continue;
      stored.push(found);
      break;
    }
  }
  return stored;
}

describe.each(saving === undefined ? [] : [saving])('the release of now', (version) => {
  it(`saves what ${version} stores`, async () => {
    const archive = join(folder, `${version}.tar.gz`);
    expect(existsSync(archive), `${archive} is there`).toBe(false);
    const tributary = await startTributary();
    try {
      const stored = await fill(tributary);
      run('backup', archive, '--data', tributary.folder);
      const ledger = await readFile(ledgerOf(tributary.folder), 'utf8');
      await writeFile(join(folder, `${version}.json`), `${JSON.stringify({ ledger, stored }, null, 2)}\n`);
    } finally {
      await tributary.remove();
    }
  });
});

describe.each(releases)('what release %s stored', (release) => {
  const { ledger, stored } = JSON.parse(readFileSync(join(folder, `${release}.json`), 'utf8')) as Saved;
  let home: string;
  let tributary: Tributary;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'released-'));
    const data = join(home, '.tributary', 'own');
    run('restore', join(folder, `${release}.tar.gz`), data);
    await mkdir(dirname(ledgerOf(data)), { recursive: true });
    await writeFile(ledgerOf(data), ledger);
    const env = { TRIBUTARY_ERASURE_LEDGER: dirname(ledgerOf(data)) };
    tributary = await startTributary({ home, env });
  });
  afterAll(async () => {
    await tributary?.remove();
    await rm(home, { recursive: true, force: true });
  });

  it('is read as it stood', async () => {
    expect(stored.length).toBeGreaterThan(10);
    const now = await Promise.all(stored.map(({ role, path }) => read(tributary, role, path)));
    // a job of a later release may have entered what it finds a record by, which is one more version of it
    expect(now).toEqual(stored.map((one, at) => ({ ...one, seq: Math.max(one.seq, now[at]?.seq ?? 0) })));
  });

  it('ties, and goes on', async () => {
    expect(run('verify', '--data', tributary.folder)).toMatch(/^[1-9]\d* facts compared, 0 different\.$/m);
    const officer = await tributary.api('officer', owner);
    const made = expectStatus(await officer.post('/initiatives/v1/initiatives', initiative), 201);
    await untilVisible(tributary, [tokenOf(made)]);
  });
});
