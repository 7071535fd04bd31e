// The fold under two cuts, the append of one row, and the arithmetic of W: pure, so proved by example and property.

import { defineView, type StoredFact } from '@tributary/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cut } from '../../src/ports/views.ts';
import { append, keepingOf } from '../../src/views/append.ts';
import { foldFacts } from '../../src/views/fold.ts';
import { completeUpTo, lagSeconds, watermark } from '../../src/views/watermark.ts';
import { subjects, wells } from './support/engine.ts';
import { idIn, journal, subjectErased, subjectSeen, wellDug, wellMeasured } from './support/facts.ts';

const level = (seq: number, recordedAt: string, on: string | undefined): StoredFact => ({
  type: wellMeasured.type,
  seq,
  recordedAt,
  on,
  ministry: 'MPLA',
  data: { level: seq, measuredOn: on ?? '' },
});
const facts = [
  level(1, '2026-03-01T00:00:00.001Z', '2026-01-10'),
  level(2, '2026-03-01T00:00:00.002Z', '2026-01-05'),
  level(3, '2026-03-01T00:00:00.003Z', undefined),
];
const well = { id: 'w', ministry: 'MPLA', facts };
const levels = (cut: Cut) => foldFacts(wells, well, cut)?.levels;

describe('the fold of a report (rule 32)', () => {
  it('lets everything pass without a cut, in the order of seq', () => {
    expect(levels({})).toEqual([1, 2, 3]);
  });
  it('cuts by business date, the day itself included; a timeless fact always passes', () => {
    expect(levels({ to: '2026-01-05' })).toEqual([2, 3]);
    expect(levels({ to: '2026-01-04' })).toEqual([3]);
  });
  it('cuts by recorded time, the instant itself included', () => {
    expect(levels({ asOf: '2026-03-01T00:00:00.001Z' })).toEqual([1]);
    expect(levels({ to: '2026-01-05', asOf: '2026-03-01T00:00:00.002Z' })).toEqual([2]);
  });
  it('shows what was recorded while a clock stood ahead with what came after it, and alone once its time has come', () => {
    const ahead = level(2, '2036-03-01T00:00:00.000Z', '2026-01-05');
    const shown = (some: StoredFact[], cut: Cut) => foldFacts(wells, { ...well, facts: some }, cut)?.levels;
    const [first, , third] = facts as [StoredFact, StoredFact, StoredFact];
    expect(shown([first, ahead, third], { asOf: first.recordedAt })).toEqual([1]);
    expect(shown([first, ahead, third], { asOf: third.recordedAt })).toEqual([1, 2, 3]);
    expect(shown([first, ahead, third], { asOf: third.recordedAt, to: '2026-01-05' })).toEqual([2, 3]);
    expect(shown([first, ahead], { asOf: third.recordedAt })).toEqual([1]);
    expect(shown([first, ahead], { asOf: ahead.recordedAt })).toEqual([1, 2]);
    expect(shown([first, ahead], { to: '2026-01-05' })).toEqual([2]);
  });
  it('has no row for an entity without a fact inside the cut', () => {
    expect(levels({ asOf: '2026-02-28T23:59:59.999Z' })).toBeUndefined();
  });
  it('I7: what was recorded later never changes what a cut by recorded time shows', () => {
    const instant = fc.integer({ min: 0, max: 999 }).map((ms) => `2026-03-01T00:00:00.${String(ms).padStart(3, '0')}Z`);
    const day = fc.option(
      fc.integer({ min: 1, max: 28 }).map((d) => `2026-01-${String(d).padStart(2, '0')}`),
      { nil: undefined },
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(instant, day), { maxLength: 20 }), instant, day, (recorded, asOf, to) => {
        const all = recorded.sort(([a], [b]) => (a < b ? -1 : 1)).map(([at, on], index) => level(index + 1, at, on));
        const upTo = all.filter(({ recordedAt }) => recordedAt <= asOf);
        const fold = (some: StoredFact[]) => foldFacts(wells, { ...well, facts: some }, { asOf, to });
        expect(fold(all)).toEqual(fold(upTo));
      }),
    );
  });
});

describe('a view', () => {
  it('folds one kind of aggregate, each event once', () => {
    const fold = (row: number) => row;
    expect(() =>
      defineView<number>(
        'none',
        () => 0,
        () => [],
      ),
    ).toThrow('folds no event');
    expect(() =>
      defineView<number>(
        'mixed',
        () => 0,
        (when) => [when(wellDug, fold), when(subjectSeen, fold)],
      ),
    ).toThrow('view mixed folds registry.well, not partnerships.subject.seen.v1');
    expect(() =>
      defineView<number>(
        'twice',
        () => 0,
        (when) => [when(wellDug, fold), when.erases(wellDug)],
      ),
    ).toThrow('binds an event twice');
  });
});

describe('what a row takes in (rule 31)', () => {
  const agg = idIn(3);
  const keeping = keepingOf([wells]);
  const records = journal([
    { agg, fact: wellDug({ name: 'n', dugOn: '2026-01-01' }) },
    { agg, fact: wellMeasured({ level: 1, measuredOn: '2026-01-02' }) },
    { agg, fact: wellMeasured({ level: 2, measuredOn: '2026-01-03' }) },
  ]);
  const head = (seq: number) => ({ seq, erased: false });

  it('is the next events, with their business dates and places', () => {
    expect(append(undefined, records, keeping)).toEqual({
      do: 'write',
      change: {
        service: 'registry',
        agg,
        kind: 'well',
        ministry: 'MPLA',
        partition: 3,
        pos: 3,
        seq: 3,
        after: 0,
        erased: false,
        facts: records.map(({ seq, pos, recordedAt, event }, i) => ({
          type: event.type,
          seq,
          pos,
          recordedAt,
          on: `2026-01-0${i + 1}`,
          ministry: 'MPLA',
          data: event.data,
        })),
      },
    });
  });
  it('is nothing where all was there before', () => {
    expect(append(head(3), records, keeping)).toEqual({ do: 'drop' });
  });
  it('asks for the feed where the next event is missing', () => {
    expect(append(head(1), records.slice(2), keeping)).toEqual({ do: 'read', after: 1 });
  });
  it('is the end of all facts where a terminal event is among them, whatever is missing before it (rule 29)', () => {
    const gone = journal([
      { agg, fact: subjectSeen({ place: 'a' }) },
      { agg, fact: subjectSeen({ place: 'b' }) },
      { agg, fact: subjectErased({ receiptId: 'r' }) },
      { agg, fact: subjectSeen({ place: 'c' }) },
    ]);
    const next = append(head(1), gone.slice(2), keepingOf([subjects]));
    expect(next).toMatchObject({ do: 'write', change: { after: 1, seq: 4, pos: 4, facts: [], erased: true } });
  });
});

describe('W, up to which an answer no longer changes (rule 35)', () => {
  const at = (ms: number) => `2026-03-01T00:00:00.${String(ms).padStart(3, '0')}Z`;

  it('is the instant of the high watermarks for a partition that has reached them', () => {
    expect(completeUpTo({ applied: 4, recordedAt: at(1), highWatermark: 4, highWatermarksAt: at(9) })).toBe(at(9));
    expect(completeUpTo({ applied: 0, recordedAt: undefined, highWatermark: 0, highWatermarksAt: at(9) })).toBe(at(9));
  });
  it('is the last applied event for a partition that is behind, or ahead of old high watermarks', () => {
    expect(completeUpTo({ applied: 3, recordedAt: at(1), highWatermark: 4, highWatermarksAt: at(9) })).toBe(at(1));
    expect(completeUpTo({ applied: 3, recordedAt: at(12), highWatermark: 4, highWatermarksAt: at(9) })).toBeUndefined();
    expect(completeUpTo({ applied: 6, recordedAt: at(12), highWatermark: 4, highWatermarksAt: at(9) })).toBe(at(12));
  });
  it('is the lowest over all partitions, and unknown while one of them is', () => {
    expect(watermark([at(5), at(3), at(8)])).toBe(at(3));
    expect(watermark([at(5), undefined, at(8)])).toBeUndefined();
    expect(watermark([])).toBeUndefined();
  });
  it('I7: holds: no event at or before W is still to come, whatever was applied of whatever was told', () => {
    fc.assert(
      fc.property(fc.nat(30), fc.nat(30), fc.nat(30), (events, told, applied) => {
        const highWatermark = Math.min(told, events);
        const place = Math.min(applied, events);
        // event n is recorded at 10 n; high watermarks read with n events there say an instant before event n + 1
        const w = completeUpTo({
          applied: place,
          recordedAt: place === 0 ? undefined : at(place * 10),
          highWatermark,
          highWatermarksAt: at(highWatermark * 10 + 9),
        });
        for (let n = place + 1; n <= events; n += 1) if (w !== undefined) expect(at(n * 10) > w).toBe(true);
      }),
    );
  });
});

describe('lag in seconds', () => {
  const now = new Date('2026-06-01T00:00:10.000Z');
  const old = '2026-01-05T00:00:00.000Z';
  it('is 0 when nothing waits, however long ago the last event was', () => {
    expect(
      lagSeconds(
        { applied: 4, recordedAt: old, highWatermark: 4, highWatermarksAt: '2026-06-01T00:00:09.000Z' },
        old,
        now,
      ),
    ).toBe(0);
  });
  it('is the time since the partition was last complete, not the distance to the newest event', () => {
    const place = { applied: 4, recordedAt: old, highWatermark: 5, highWatermarksAt: '2026-06-01T00:00:09.500Z' };
    expect(lagSeconds(place, '2026-06-01T00:00:08.000Z', now)).toBe(2);
  });
  it('is the age of the high watermarks when the owner has been silent for more than 5 seconds', () => {
    expect(
      lagSeconds(
        { applied: 4, recordedAt: old, highWatermark: 4, highWatermarksAt: '2026-06-01T00:00:03.000Z' },
        old,
        now,
      ),
    ).toBe(7);
  });
});
