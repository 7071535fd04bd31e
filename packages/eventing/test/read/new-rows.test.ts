// The row of an aggregate whose first event is in hand is written without asking whether there is one.
import type { RecordedEvent } from '@tributary/contracts';
import { describe, expect, it } from 'vitest';
import { engine } from './support/engine.ts';
import { idIn, journal, wellDug, wellMeasured } from './support/facts.ts';
import { fakePublisherOf } from './support/fake-publisher.ts';
import { memoryStore } from './support/memory-store.ts';

const agg = idIn(3);
const dug = { agg, fact: wellDug({ name: 'north', dugOn: '2026-01-05' }) };
const measured = { agg, fact: wellMeasured({ level: 2, measuredOn: '2026-02-01' }) };
const records = journal([dug, measured]);

/** A group on a store, and of which aggregates it asks for the rows' high watermarks. */
async function asking(owned: readonly RecordedEvent[], store = memoryStore()) {
  const asked: string[] = [];
  const { highWatermarks } = store.rows;
  const watched = {
    ...store,
    rows: {
      ...store.rows,
      highWatermarks: (service: Parameters<typeof highWatermarks>[0], aggs: readonly string[]) => {
        asked.push(...aggs);
        return highWatermarks(service, aggs);
      },
    },
  };
  return { ...(await engine(fakePublisherOf(owned), { store: watched })), asked };
}

describe('a first event', () => {
  it('is written at once; a later one asks where its row stands', async () => {
    const { bring, asked, store } = await asking(records);
    await bring(records.slice(0, 1));
    expect([asked, store.held.get(agg)?.seq]).toEqual([[], 1]);
    await bring(records.slice(1));
    expect([asked, store.held.get(agg)?.seq]).toEqual([[agg], 2]);
  });

  it('that is in the row already, after a crash before the checkpoint, is not there twice', async () => {
    const first = await asking(records);
    await first.bring(records);
    const again = await asking(records, { ...first.store, checkpoints: memoryStore().checkpoints });
    await again.bring(records);
    expect(again.asked).toContain(agg);
    expect(again.store.held.get(agg)?.facts.map(({ seq }) => seq)).toEqual([1, 2]);
  });

  it('that breaks its contract sets its aggregate aside only where the row does not hold it', async () => {
    const [sound, next] = records;
    if (sound === undefined || next === undefined) throw new Error('two records were told');
    const broken = { ...sound, event: { ...sound.event, data: { name: 7 } } };
    const first = await asking(records);
    await first.bring(records);
    const again = await asking(records, { ...first.store, checkpoints: memoryStore().checkpoints });
    await again.bring([broken, next]);
    expect(await again.store.parked.list()).toEqual([]);
    const fresh = await asking([broken, next]);
    await fresh.bring([broken]);
    expect(await fresh.store.parked.list()).toMatchObject([{ agg, fromSeq: 1 }]);
  });
});
