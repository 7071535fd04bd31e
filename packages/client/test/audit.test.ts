// The chain of the audit, verified from files alone: without a registry, a database or the keys that sign.
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkpointOf, type Link, linkAfter, proofOf } from '@tributary/privacy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const bin = fileURLToPath(new URL('../bin/tributary.mjs', import.meta.url));
let home: string;

const seed = Buffer.alloc(32, 7);
const links: Link<{ readonly person: string }>[] = [];
for (let n = 0; n < 12; n += 1) links.push(linkAfter(links.at(-1), { person: `p-${n}` }));
const signing = { key: 1, seed, at: new Date('2026-03-31T12:00:00.000Z') };
const checkpoints = [checkpointOf(links.slice(0, 5), signing), checkpointOf(links.slice(5, 10), signing)];
const last = `12:${links[11]?.hash}`;

function audit(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, 'audit', ...args], {
    cwd: home,
    encoding: 'utf8',
  });
  return { status, out: stdout, err: stderr };
}

/** Writes an exported chain. */
const write = (name: string, entries: readonly Link<unknown>[], signs = checkpoints) =>
  writeFile(
    join(home, name),
    [...signs.map((checkpoint) => ({ checkpoint })), ...entries.map((link) => ({ link }))]
      .map((line) => `${JSON.stringify(line)}\n`)
      .join(''),
  );

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'audit-'));
  const uses = ['kek', 'index', 'pairwise'].map((use, at) => `${use}.1 ${String(at).repeat(64)}\n`);
  await writeFile(join(home, 'vault.keys'), `${uses.join('')}audit.1 ${seed.toString('hex')}\n`);
  const { status, out } = audit('keys', '--vault-keys', 'vault.keys');
  expect(status).toBe(0);
  await writeFile(join(home, 'keys.json'), out);
  await write('chain.ndjson', links);
});
afterAll(() => rm(home, { recursive: true, force: true }));

const verify = (chain: string, ...more: string[]) =>
  audit('verify', '--chain', chain, '--public-keys', 'keys.json', ...more);

describe('tributary audit', () => {
  it('hands out keys that check and do not sign', async () => {
    const keys = await readFile(join(home, 'keys.json'), 'utf8');
    expect(JSON.parse(keys)).toEqual({ 1: expect.stringMatching(/^-----BEGIN PUBLIC KEY-----/) });
    expect(keys).not.toContain(seed.toString('hex'));
  });

  it('finds a whole chain whole, and says where it ends', () => {
    const out = `12 entries hold, 10 of them signed by 2 checkpoints. The last is ${last}\n`;
    expect(verify('chain.ndjson')).toEqual({ status: 0, out, err: '' });
    expect(verify('chain.ndjson', '--known', last)).toEqual({ status: 0, out, err: '' });
  });

  it.each([
    [
      'an entry was changed',
      'entry 3: changed after it was written',
      (all: Link<unknown>[]) => all.map((link) => (link.no === 3 ? { ...link, entry: {} } : link)),
    ],
    ['an entry was taken out', 'entry 4: out of order', (all: Link<unknown>[]) => all.filter(({ no }) => no !== 3)],
    ['its end is gone', 'entries up to 10 were signed, and are not there', (all: Link<unknown>[]) => all.slice(0, 7)],
    [
      'it was written anew',
      'entries up to 5 are not those that were signed',
      () => {
        const anew: Link<unknown>[] = [];
        for (const { no, entry } of links) anew.push(linkAfter(anew.at(-1), no === 2 ? {} : entry));
        return anew;
      },
    ],
  ])('finds that %s', async (_what, fault, change) => {
    await write('changed.ndjson', change([...links]));
    const { status, out } = verify('changed.ndjson');
    expect([status, out.split('\n')[0]]).toEqual([1, `The chain is broken: ${fault}.`]);
  });

  it('finds by what was noted that an end without a signature is gone, or another one', async () => {
    await write('short.ndjson', links.slice(0, 11));
    expect(verify('short.ndjson').status).toBe(0);
    expect(verify('short.ndjson', '--known', last).out).toContain('entry 12 was noted, and is not there');
    await write('other.ndjson', [...links.slice(0, 11), linkAfter(links[10], { person: 'other' })]);
    expect(verify('other.ndjson').status).toBe(0);
    expect(verify('other.ndjson', '--known', last).out).toContain('entry 12: not the one that was noted');
  });

  it('proves one entry without any other, and nothing once the proof was changed', async () => {
    const { status, out } = audit('prove', '--entry', '7', '--chain', 'chain.ndjson');
    const [, second] = checkpoints;
    if (second === undefined) throw new Error('there are two');
    expect([status, JSON.parse(out)]).toEqual([0, proofOf(links.slice(5, 10), 7, second)]);
    expect(out).not.toContain('p-7');
    await writeFile(join(home, 'proof.json'), out);
    expect(audit('verify', '--proof', 'proof.json', '--public-keys', 'keys.json')).toEqual({
      status: 0,
      out: 'Entry 7 was in the chain when it was signed at 2026-03-31T12:00:00.000Z.\n',
      err: '',
    });
    for (const changed of [out.replace('p-6', 'p-9'), '{}', 'no proof']) {
      await writeFile(join(home, 'proof.json'), changed);
      expect(audit('verify', '--proof', 'proof.json', '--public-keys', 'keys.json').status).toBe(1);
    }
  });

  it('proves no entry that is not signed, and says what it cannot read', async () => {
    expect(audit('prove', '--entry', '11', '--chain', 'chain.ndjson')).toMatchObject({
      status: 1,
      err: 'Entry 11 is not signed yet, or not there.\n',
    });
    await writeFile(join(home, 'broken.ndjson'), '{"link":{}}\nno line\n');
    expect(verify('broken.ndjson').err).toContain('line 2: it is no line of an exported chain.');
    expect(verify('nowhere.ndjson')).toMatchObject({ status: 2, err: expect.stringContaining('nowhere.ndjson') });
    expect(verify('chain.ndjson', '--known', '12')).toMatchObject({ status: 2 });
  });

  it('exports a chain whole, for this user alone, and over no file that is there', async () => {
    const exporting = () => audit('export', '--chain', 'chain.ndjson', '--to', 'exported.ndjson');
    expect(exporting()).toMatchObject({ status: 0, err: '' });
    const exported = join(home, 'exported.ndjson');
    expect(await readFile(exported, 'utf8')).toBe(await readFile(join(home, 'chain.ndjson'), 'utf8'));
    expect((await stat(exported)).mode & 0o777).toBe(0o600);
    await writeFile(exported, 'another');
    expect(exporting()).toMatchObject({ status: 2, err: expect.stringContaining('is there already') });
    expect(await readFile(exported, 'utf8')).toBe('another');
  });

  it('leaves nothing of an export that fails part-way', async () => {
    await writeFile(join(home, 'torn.ndjson'), `${await readFile(join(home, 'chain.ndjson'), 'utf8')}{"link":\n`);
    const before = await readdir(home);
    expect(audit('export', '--chain', 'torn.ndjson', '--to', 'part.ndjson')).toMatchObject({ status: 1 });
    expect(await readdir(home)).toEqual(before);
  });
});
