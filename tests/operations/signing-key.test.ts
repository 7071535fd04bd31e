// The signing key is replaced while callers call: none of them is refused, with old tokens or with new ones, until the
// old key is retired.
import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { services } from '@tributary/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Api } from '../platform/api.ts';
import { initiative } from '../platform/sample.ts';
import { root, startTributary, type Tributary } from '../platform/tributary.ts';

/** A service asks the issuer for a key that it does not know at most every five seconds; the runbook waits much longer. */
const ASKED_AGAIN_AFTER_MS = 6_000;

let tributary: Tributary;

beforeAll(async () => {
  tributary = await startTributary();
});
afterAll(() => tributary?.remove());

const signingKey = (step: string): Promise<{ code: number; err: string }> =>
  new Promise((resolve) => {
    const cli = join(root, 'packages/client/bin/tributary.mjs');
    execFile(process.execPath, [cli, 'signing-key', step, '--data', tributary.folder], (error, _out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, err }),
    );
  });

const shown = async (): Promise<readonly string[]> => {
  const { keys } = (await (await fetch(`${tributary.address}/issuer/jwks`)).json()) as { keys: { kid: string }[] };
  return keys.map(({ kid }) => kid);
};

/** Calls every service all the time, with a token of before and with one that was just signed. */
function callAllTheTime(old: Api) {
  const refused: string[] = [];
  let [calls, ended] = [0, false];
  const note = async (what: string, answer: Promise<{ status: number }>) => {
    const { status } = await answer;
    calls += 1;
    if (status === 401) refused.push(what);
  };
  const calling = (async () => {
    while (!ended) {
      const officer = await tributary.api('officer', 'MLOC');
      await note('write', officer.post('/initiatives/v1/initiatives', initiative));
      for (const service of services) {
        await note(`old ${service}`, old.get(`/${service}/v1/rebuild`));
        await note(`new ${service}`, officer.get(`/${service}/v1/rebuild`));
      }
    }
  })();
  return {
    refused,
    calls: () => calls,
    async end() {
      ended = true;
      await calling;
    },
  };
}

describe('tributary signing-key', () => {
  it('refuses a step that is not its turn, in one sentence, and changes nothing', async () => {
    const before = await shown();
    expect(await signingKey('use')).toEqual({ code: 2, err: 'There is no next signing key: publish one first.\n' });
    expect(await signingKey('retire')).toEqual({
      code: 2,
      err: 'There is no signing key of before: nothing is to be retired.\n',
    });
    expect(await shown()).toEqual(before);
  });

  it('replaces the key under load, and nobody is refused meanwhile', async () => {
    const [first] = await shown();
    const old = await tributary.api('officer', 'MLOC');
    const callers = callAllTheTime(old);
    const goOn = async (atLeastMs = 0) => {
      const [until, passed] = [callers.calls() + 60, performance.now() + atLeastMs];
      while (callers.calls() < until || performance.now() < passed) await new Promise((end) => setTimeout(end, 20));
    };
    await goOn();
    expect(await signingKey('publish')).toMatchObject({ code: 0 });
    const [, next] = await shown();
    await goOn(ASKED_AGAIN_AFTER_MS);
    expect(await signingKey('use')).toMatchObject({ code: 0 });
    expect(await shown()).toEqual([next, first]);
    await goOn();
    await callers.end();
    expect(callers.refused).toEqual([]);
    expect(next).not.toBe(first);
  });

  it('takes old tokens back when the key before is retired, and services have read the keys again', async () => {
    const old = await tributary.api('officer', 'MLOC');
    for (const step of ['publish', 'use', 'retire']) expect(await signingKey(step)).toMatchObject({ code: 0 });
    expect(await shown()).toHaveLength(1);
    const { port, folder } = tributary;
    await tributary.stop();
    tributary = await startTributary({ home: dirname(dirname(folder)), port });
    expect((await old.post('/initiatives/v1/initiatives', initiative)).status).toBe(401);
    const fresh = await tributary.api('officer', 'MLOC');
    expect((await fresh.post('/initiatives/v1/initiatives', initiative)).status).toBe(201);
  });
});
