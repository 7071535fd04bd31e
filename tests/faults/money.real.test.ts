// kill -9 of initiatives and of the embedded servers while applications are taken to their payment: postings sum to zero,
// and what was acknowledged as paid was paid once.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fleet, type ProcessName, prepareFleet } from './fleet.ts';
import { accounted, type Payers, paymentsTold, startPayers } from './payers.ts';

const PAYERS = 2;

/** Killed at places of the way from a command to its facts, and at whatever they are doing. */
const kills: readonly { readonly process: ProcessName; readonly cut?: string }[] = [
  { process: 'initiatives', cut: 'after-write-before-reply:9' },
  { process: 'initiatives', cut: 'after-journal-before-drain:5' },
  { process: 'embedded' },
  { process: 'initiatives' },
  { process: 'embedded' },
];

describe('I6: money under kill -9', () => {
  let fleet: Fleet;
  let payers: Payers;
  let killed = 0;

  beforeAll(async () => {
    fleet = await prepareFleet();
    for (const name of ['embedded', 'registry', 'strategy', 'initiatives'] as const) await fleet.start(name);
    payers = await startPayers(fleet, PAYERS);
    for (const { process, cut } of kills) {
      if (cut === undefined) {
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        await fleet.kill(process);
        killed += 1;
      } else if (await killsItself(process, cut)) killed += 1;
      await fleet.start(process);
    }
    const enough = payers.paid.length + PAYERS;
    const patience = performance.now() + 60_000;
    while (payers.paid.length < enough && performance.now() < patience) {
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    await payers.stop();
  }, 300_000);

  afterAll(() => fleet?.remove());

  /** Starts a process anew that ends itself at a place. @returns whether it came there */
  async function killsItself(process: ProcessName, cut: string): Promise<boolean> {
    await fleet.stop(process);
    await fleet.start(process, { TRIBUTARY_TEST_CUT: cut });
    const how = await Promise.race([
      fleet.isUp(process) ? fleet.ended(process) : Promise.resolve('SIGKILL'),
      new Promise<string>((resolve) => setTimeout(() => resolve('never cut'), 20_000)),
    ]);
    if (how !== 'SIGKILL') await fleet.kill(process);
    return how === 'SIGKILL';
  }

  it('has killed, and paid meanwhile', () => {
    expect(killed).toBe(kills.length);
    expect(payers.refused).toEqual([]);
    expect(payers.paid.length).toBeGreaterThanOrEqual(PAYERS);
  });

  it('ties in every ledger, and no account is negative but those from which all comes', async () => {
    const awards = await accounted(await fleet.api('initiatives', 'analyst', 'MLOC'));
    expect(awards.length).toBeGreaterThan(0);
    expect(awards.filter(({ sum }) => sum !== 0)).toEqual([]);
    const owing = awards.flatMap(({ holds }) => [...holds].filter(([, held]) => held < 0).map(([account]) => account));
    expect(owing.filter((account) => !/^(cost|promised)/.test(account))).toEqual([]);
  });

  it('paid once what was acknowledged as paid, for two who asked at once', async () => {
    const analyst = await fleet.api('initiatives', 'analyst', 'MLOC');
    const awards = await accounted(analyst);
    expect(awards.filter(({ references }) => references.length > 1)).toEqual([]);
    const referencesOf = new Map(awards.map(({ id, references }) => [id, references]));
    expect(payers.paid.filter(({ awardId, reference }) => referencesOf.get(awardId)?.[0] !== reference)).toEqual([]);
    const told = await paymentsTold(analyst);
    expect([...told.values()].filter((times) => times !== 1)).toEqual([]);
    expect(payers.paid.filter(({ awardId }) => !told.has(awardId))).toEqual([]);
  });
});
