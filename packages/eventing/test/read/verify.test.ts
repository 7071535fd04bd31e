// The verifier finds what differs, names it, repairs nothing, and takes no row on its way for a difference (rule 41).
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { Row } from '../../src/consume/store.ts';
import { compareRows } from '../../src/verify.ts';
import { keepingOf } from '../../src/views/append.ts';
import { type Engine, engine, GROUP, subjects, wells } from './support/engine.ts';
import {
  fencingRecord,
  idIn,
  journal,
  type Said,
  subjectErased,
  subjectSeen,
  wellDug,
  wellMeasured,
  wellRevised,
} from './support/facts.ts';
import { type FakePublisher, fakePublisherOf } from './support/fake-publisher.ts';

const measured = (level: number) => wellMeasured({ level, measuredOn: '2026-02-01' });
const said: Said[] = [
  { agg: idIn(0), fact: wellDug({ name: 'north', dugOn: '2026-01-05' }) },
  { agg: idIn(0, 1), fact: wellRevised({}) },
  { agg: idIn(0), fact: measured(3) },
  { agg: idIn(5), fact: measured(4) },
  { agg: idIn(3), fact: subjectSeen({ place: 'harbour' }) },
  { agg: idIn(3), fact: subjectErased({ receiptId: 'r' }) },
  { agg: idIn(3), fact: subjectSeen({ place: 'market' }) },
];

async function filled(records = [...journal(said), fencingRecord(7, 1, 1)]) {
  const owner = fakePublisherOf(records);
  const feeder = await engine(owner);
  await feeder.look(false);
  return { owner, feeder, held: feeder.store.held as Map<string, Row> };
}

const compare = (owner: FakePublisher, { store }: Engine) =>
  compareRows({ group: GROUP, keeping: keepingOf([wells, subjects]), feeds: owner, ...store });

describe('the verifier', () => {
  it('I7: finds nothing where rows are the fold of the journal, and says how much it compared', async () => {
    const { owner, feeder } = await filled();
    expect(await compare(owner, feeder)).toEqual({ aggregates: 4, facts: 3, differences: [] });
  });

  it('finds a digit that was changed in a row', async () => {
    const { owner, feeder, held } = await filled();
    const row = held.get(idIn(0)) as Row;
    held.set(row.agg, {
      ...row,
      facts: row.facts.map((fact) =>
        fact.seq === 2 ? { ...fact, data: { level: 4, measuredOn: '2026-02-01' } } : fact,
      ),
    });
    expect((await compare(owner, feeder)).differences).toEqual([
      { service: 'registry', id: idIn(0), what: 'the fact of seq 2 is not what the journal says' },
    ]);
  });

  it('finds a journal record that was deleted, and names the aggregate whose row still has it', async () => {
    const { owner, feeder } = await filled();
    owner.records.splice(
      owner.records.findIndex(({ agg, seq }) => agg === idIn(0) && seq === 1),
      1,
    );
    const { differences } = await compare(owner, feeder);
    expect(differences).toContainEqual({
      service: 'registry',
      id: idIn(0),
      what: 'the journal lacks position 1 of partition 0',
    });
  });

  it('finds a deleted record even where nothing comes after it', async () => {
    const { owner, feeder } = await filled();
    const { highWatermarks } = await owner.highWatermarks('registry');
    owner.records.splice(
      owner.records.findIndex(({ agg }) => agg === idIn(5)),
      1,
    );
    const forgetful: FakePublisher = {
      ...owner,
      highWatermarks: async (service) =>
        service === 'registry'
          ? { highWatermarks, highWatermarksAt: undefined, epoch: 1 }
          : owner.highWatermarks(service),
    };
    const { differences } = await compare(forgetful, feeder);
    expect(differences.map(({ id }) => id)).toEqual([idIn(5), idIn(5)]);
  });

  it('finds a row that is missing, one that lacks its last fact, and one that holds too much', async () => {
    const { owner, feeder, held } = await filled();
    const [north, empty] = [held.get(idIn(0)) as Row, held.get(idIn(0, 1)) as Row];
    held.delete(idIn(5));
    held.set(north.agg, { ...north, seq: 1, pos: 1, facts: north.facts.slice(0, 1) });
    held.set(empty.agg, { ...empty, facts: north.facts.slice(0, 1) });
    const { differences } = await compare(owner, feeder);
    expect(differences.map(({ id, what }) => [id, what])).toEqual([
      [idIn(0), 'the row is at seq 1, the journal at 2'],
      [idIn(0, 1), 'the row holds more than the journal says, or is another aggregate'],
      [idIn(5), 'no row, although the journal has seq 1 at 1'],
    ]);
  });

  it('takes events not yet applied, and aggregates set aside, for no difference', async () => {
    const records = journal([...said, { agg: idIn(9), fact: { type: wellDug.type, data: {} } }]);
    const { owner, feeder } = await filled(records);
    const more = journal([
      ...said,
      { agg: idIn(9), fact: { type: wellDug.type, data: {} } },
      { agg: idIn(5), fact: measured(1) },
    ]);
    owner.records.splice(0, owner.records.length, ...more);
    expect((await compare(owner, feeder)).differences).toEqual([]);
    await feeder.store.parked.forget({ group: GROUP, service: 'registry', agg: idIn(9) });
    expect((await compare(owner, feeder)).differences).toEqual([
      { service: 'registry', id: idIn(9), what: 'no row, although the journal has seq 1 at 1' },
    ]);
  });

  it('keeps no record of a partition that it has passed', async () => {
    const many = journal(Array.from({ length: 900 }, (_, n) => ({ agg: idIn(0), fact: measured(n) })));
    const { owner, feeder } = await filled(many);
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const passed: WeakRef<object>[] = [];
    let alive = -1;
    const forgetful: FakePublisher = {
      ...owner,
      feed: async (...asked) => {
        const page = structuredClone(await owner.feed(...asked));
        if (page[0]?.agg !== idIn(0)) return page;
        if (page.at(-1)?.pos === many.length) {
          await new Promise((resolve) => setTimeout(resolve, 10));
          collect();
          alive = passed.filter((record) => record.deref() !== undefined).length;
        }
        passed.push(...page.map((record) => new WeakRef(record)));
        return page;
      },
    };
    expect((await compare(forgetful, feeder)).differences).toEqual([]);
    expect(passed).toHaveLength(900);
    expect(alive).toBeLessThan(300);
  });
});
