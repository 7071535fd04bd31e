// What has no effect in a group of reactions costs the store nothing by itself: its checkpoint goes with the next one.
import type { RecordedEvent } from '@tributary/contracts';
import { describe, expect, it } from 'vitest';
import { contractsOf } from '../../src/consume/check.ts';
import { on } from '../../src/ports/reactions.ts';
import { createReactionsHandler } from '../../src/react/reactions.ts';
import { engine, GROUP } from './support/engine.ts';
import { idIn, journal, wellDug, wellMeasured } from './support/facts.ts';
import { fakePublisherOf } from './support/fake-publisher.ts';
import { memoryStore } from './support/memory-store.ts';

const agg = idIn(3);
const measured = { agg, fact: wellMeasured({ level: 2, measuredOn: '2026-02-01' }) };
const dug = { agg, fact: wellDug({ name: 'north', dugOn: '2026-01-05' }) };

/** A group that answers wells which are dug, and what it asks of its store. */
async function reacting(records: readonly RecordedEvent[]) {
  const store = memoryStore();
  const asked: string[] = [];
  const { advance } = store.checkpoints;
  store.checkpoints.advance = (assignment, from, last, era) => {
    asked.push(`checkpoint ${last.pos}`);
    return advance(assignment, from, last, era);
  };
  const { of } = store.parked;
  store.parked.of = (...names) => {
    asked.push('markers');
    return of(...names);
  };
  const answered: number[] = [];
  const reactions = [on(wellDug, 'first', async (_event, { seq }) => void answered.push(seq))];
  const moment = () => ({ now: new Date(), today: '2026-03-01', newId: () => 'id' });
  const handler = () => createReactionsHandler({ reactions, contractOf: contractsOf([wellDug]), moment });
  const run = await engine(fakePublisherOf(records), { store, handler, sources: ['registry'] });
  const stored = async () => (await store.checkpoints.of(GROUP)).find(({ partition }) => partition === 3)?.pos;
  return { ...run, asked, answered, stored };
}

describe('events that no reaction is bound to', () => {
  it('are passed without a word to the store, and stored with the next event that is answered', async () => {
    const records = journal([measured, measured, dug]);
    const { bring, asked, answered, group, stored } = await reacting(records);
    await bring(records.slice(0, 2));
    expect([asked, group.applied('registry', 3), await stored()]).toEqual([[], 2, 0]);
    await bring(records.slice(2));
    expect([asked, answered, await stored()]).toEqual([['markers', 'checkpoint 3'], [3], 3]);
  });

  it('are stored at the next look at the high watermarks, where nothing follows', async () => {
    const records = journal([measured, measured]);
    const { bring, look, asked, stored } = await reacting(records);
    await bring(records);
    await look();
    await expect.poll(stored).toBe(2);
    await look();
    expect(asked).toEqual(['checkpoint 2']);
  });

  it('that another worker has passed meanwhile leave both of them at the further place', async () => {
    const records = journal([measured, measured, dug]);
    const { bring, group, store, answered, stored } = await reacting(records);
    await bring(records.slice(0, 2));
    const [first] = records;
    if (first) await store.checkpoints.advance({ group: GROUP, service: 'registry', partition: 3 }, 0, first);
    await bring(records.slice(2));
    await bring(records);
    expect([await stored(), group.applied('registry', 3), new Set(answered)]).toEqual([3, 3, new Set([3])]);
  });
});
