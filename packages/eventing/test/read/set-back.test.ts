// A journal that is of a moment before, as a restored backup leaves it: its assignments stop, or begin anew.
import { describe, expect, it } from 'vitest';
import { engine, GROUP } from './support/engine.ts';
import { dug, idIn, journal, measured } from './support/facts.ts';
import { type FakePublisher, fakePublisherOf } from './support/fake-publisher.ts';

const told = (count: number, from: number) =>
  journal(Array.from({ length: count }, (_, i) => ({ agg: idIn(6), fact: measured(from + i) })));

/** Sets the owner's journal back to its first two records, and records `more` others after them. @returns what is there */
function setBack(owner: FakePublisher, more: number) {
  const restored = [...told(2, 0), ...told(2 + more, 50).slice(2)].map((record, index) =>
    index < 2 ? record : { ...record, recordedAt: `2026-03-02T00:00:00.00${index}Z` },
  );
  owner.records.splice(0, owner.records.length, ...restored);
  const highWatermarks = owner.highWatermarks;
  owner.highWatermarks = async (service) => ({
    ...(await highWatermarks(service)),
    highWatermarksAt: '2026-03-02T00:00:01.000Z',
  });
  return restored;
}

describe('rows of facts (rules 22-24, 31)', () => {
  it.each([
    ['is shorter than what was applied', 0],
    ['has grown again since', 4],
  ])('a journal that was set back, and %s, is noticed, and its assignment goes no further', async (_what, more) => {
    const owner = fakePublisherOf(told(4, 0));
    const first = await engine(owner);
    await first.look(false);
    expect([first.group.applied('registry', 6), first.group.setBack()]).toEqual([4, 0]);
    const restored = setBack(owner, more);
    const next = more === 0 ? first : await engine(owner, { store: first.store });
    await next.look(false);
    expect(next.group.setBack()).toBe(1);
    expect(next.group.applied('registry', 6)).toBe(4);
    expect(await next.group.take('registry', 6, restored.slice(4), async () => undefined)).toBe(false);
    expect(next.store.held.get(idIn(6))?.seq).toBe(4);
  });

  it.each([
    ['is shorter than what was applied', 0],
    ['has grown again since', 4],
  ])('a journal that was set back, and %s, is filled anew where its loss is accepted', async (_what, more) => {
    const gone = { agg: idIn(6, 1), fact: dug('gone') };
    const lost = journal([...Array.from({ length: 4 }, (_, i) => ({ agg: idIn(6), fact: measured(i) })), gone]);
    const owner = fakePublisherOf(lost);
    const first = await engine(owner);
    await first.look(false);
    expect(first.store.held.has(idIn(6, 1))).toBe(true);
    setBack(owner, more);
    const next = await engine(owner, { store: first.store, acceptLoss: true });
    await next.look(false);
    await next.look(false);
    expect(next.group.setBack()).toBe(0);
    expect(next.group.applied('registry', 6)).toBe(2 + more);
    expect(next.store.held.get(idIn(6))).toMatchObject({ seq: 2 + more, pos: 2 + more });
    expect(next.store.held.has(idIn(6, 1))).toBe(false);
    const assignment = (await next.store.checkpoints.of(GROUP)).find(
      ({ service, partition }) => service === 'registry' && partition === 6,
    );
    expect(assignment?.redrives).toBe(1);
  });
});
