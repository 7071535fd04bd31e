// A backup of the running platform under writers, and the platform on what is restored from it: everything that was
// acknowledged before is there, read models are the fold of the journals, and reports show the same figures.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { portOffsets } from '@tributary/launcher/process-table';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Acknowledged, startWriters } from '../faults/writers.ts';
import { bringPlanIntoForce, expectStatus, tokenOf, untilVisible } from '../journeys/steps.ts';
import { Api } from '../platform/api.ts';
import { initiative } from '../platform/sample.ts';
import { root, startTributary, type Tributary } from '../platform/tributary.ts';
import { eventually } from '../platform/wait.ts';

const cli = join(root, 'packages/client/bin/tributary.mjs');
const report = '/reporting/v1/reports/plan/alignment?to=2026-12-31';

let home: string;
let tributary: Tributary;
const under: { readonly target: string; readonly before: readonly Acknowledged[] }[] = [];
let figures: string;

const run = (...args: readonly string[]): Promise<{ code: number; out: string; err: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, [cli, ...args], (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });

/** What the report says, without when it was asked. */
async function figuresOf(platform: Tributary): Promise<string> {
  const { rows, footer } = expectStatus(await (await platform.api('analyst', 'MFIN')).get(report), 200).json<{
    rows: unknown;
    footer: unknown;
  }>();
  return JSON.stringify({ rows, footer });
}

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'backup-'));
  tributary = await startTributary();
  const node = { kind: 'node', code: '1', level: '1', title_en: 'Water', responsibleMinistry: 'MHEA' };
  const plan = { code: 'NDP', kind: 'national', levels: ['Goal'], programmeLevel: 1, version: '1', rows: [node] };
  const token = await bringPlanIntoForce(tributary, plan, '2026-01-01');
  await untilVisible(tributary, [token]);

  const officer = await tributary.api('officer', 'MLOC');
  const direct = new Api(`http://127.0.0.1:${tributary.port + portOffsets.initiatives}`, officer.token);
  const writers = startWriters(direct, 8);
  const { acknowledged } = writers.tally;
  for (const target of ['under-load', 'under-load.tar.gz'].map((name) => join(home, name))) {
    const count = acknowledged.length + 20;
    await eventually('writers to have written', async () => (acknowledged.length > count ? true : undefined));
    const before = [...acknowledged];
    expect(await run('backup', target, '--data', tributary.folder)).toMatchObject({ code: 0, err: '' });
    under.push({ target, before });
  }
  await writers.stop();
  const last = expectStatus(await officer.post('/initiatives/v1/initiatives', initiative), 201);
  await untilVisible(tributary, [...acknowledged.map(({ id, seq }) => `initiatives:${id}:${seq}`), tokenOf(last)]);
  figures = await figuresOf(tributary);
  expect(await run('backup', join(home, 'quiet'), '--data', tributary.folder)).toMatchObject({ code: 0, err: '' });
  // what comes later is of no backup
  await untilVisible(tributary, [
    tokenOf(expectStatus(await officer.post('/initiatives/v1/initiatives', initiative), 201)),
  ]);
  expect(await figuresOf(tributary)).not.toBe(figures);
}, 120_000);

afterAll(async () => {
  await tributary?.remove();
  await rm(home, { recursive: true, force: true });
});

/** Starts the platform on what a backup holds, while the one that it is of runs on. */
async function onRestored(target: string, look: (restored: Tributary) => Promise<void>): Promise<void> {
  const place = await mkdtemp(join(tmpdir(), 'restored-'));
  expect(await run('restore', target, join(place, '.tributary', 'own'))).toMatchObject({ code: 0, err: '' });
  const restored = await startTributary({ home: place });
  try {
    await look(restored);
    expect(await run('verify', '--data', restored.folder)).toEqual({
      code: 0,
      out: expect.stringMatching(/^[1-9]\d* facts compared, 0 different\.\n$/),
      err: '',
    });
  } finally {
    await restored.remove();
  }
}

describe('a platform that starts on a backup', () => {
  it.each([0, 1])(
    'that was made under load (%i) has what was acknowledged before, and goes on',
    async (which) => {
      const { target, before } = under[which] ?? { target: '', before: [] };
      expect(before.length).toBeGreaterThan(20);
      await onRestored(target, async (restored) => {
        const officer = await restored.api('officer', 'MLOC');
        for (const { id, seq } of before) {
          const found = expectStatus(await officer.get(`/initiatives/v1/initiatives/${id}`), 200).json<{
            seq: number;
          }>();
          expect(found.seq).toBeGreaterThanOrEqual(seq);
        }
        const again = before[0];
        const answer = await officer.post(`/initiatives${again?.path}`, JSON.parse(again?.body ?? ''), {
          key: again?.key ?? '',
        });
        expect(answer.text).toBe(again?.reply);
        const made = expectStatus(await officer.post('/initiatives/v1/initiatives', initiative), 201);
        await untilVisible(restored, [...before.map(({ id, seq }) => `initiatives:${id}:${seq}`), tokenOf(made)]);
      });
    },
    120_000,
  );

  it('shows the figures of the moment in its reports', async () => {
    await onRestored(join(home, 'quiet'), async (restored) => {
      expect(await figuresOf(restored)).toBe(figures);
    });
  }, 120_000);
});
