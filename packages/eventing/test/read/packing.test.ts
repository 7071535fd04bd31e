// Packed facts are read as they came, and pass a cut as they would have unpacked.

import type { StoredFact } from '@tributary/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { insideCut } from '../../src/views/fold.ts';
import { createPacker, insideOf, type Packed, unpacked } from '../../src/views/packing.ts';

const everything = insideOf({});
const plain = ({ type, seq, recordedAt, on, ministry, data }: StoredFact): StoredFact => ({
  type,
  seq,
  recordedAt,
  on,
  ministry,
  data,
});
const read = (packed: Packed) => unpacked(packed, everything).map(plain);

const instant = fc
  .date({ min: new Date('1960-01-01T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const anyInstant = fc.oneof(
  { weight: 9, arbitrary: instant },
  { weight: 1, arbitrary: fc.constantFrom('2026-03-01T00:00:00Z', '2026-02-30T00:00:00.000Z', '2026-03-01', '') },
);
const businessDate = fc.option(
  instant.map((text) => text.slice(0, 10)),
  { nil: undefined },
);
const anyFact: fc.Arbitrary<StoredFact> = fc.record({
  type: fc.constantFrom('a.b.c.v1', 'a.b.d.v1'),
  seq: fc.nat(),
  recordedAt: anyInstant,
  on: businessDate,
  ministry: fc.constantFrom('MPLA', 'MECO'),
  data: fc.jsonValue({ maxDepth: 4 }).filter((value) => !JSON.stringify(value).includes('__proto__')),
});

describe('packed facts (rule 34)', () => {
  it('are read as they came, those that were there before and those that were added', () => {
    const pack = createPacker();
    fc.assert(
      fc.property(fc.array(anyFact, { maxLength: 6 }), fc.array(anyFact, { maxLength: 6 }), (first, more) => {
        const before = pack([], first);
        const after = pack(before, more);
        expect(read(before)).toStrictEqual(first.map(plain));
        expect(read(after)).toStrictEqual([...first, ...more].map(plain));
      }),
      { numRuns: 500 },
    );
  });

  it('are inside a cut where the fold takes them, also of instants in another form', () => {
    const pack = createPacker();
    const aCut = fc.record({ to: businessDate, asOf: fc.option(anyInstant, { nil: undefined }) });
    fc.assert(
      fc.property(fc.array(anyFact, { maxLength: 6 }), aCut, (facts, cut) => {
        const inside = unpacked(pack([], facts), insideOf(cut)).map(plain);
        expect(inside).toStrictEqual(insideCut(facts, cut).map(plain));
      }),
      { numRuns: 500 },
    );
  });

  it('share equal strings, also of those that were met long ago', () => {
    const pack = createPacker();
    const fact = (name: string): StoredFact => ({
      type: 'a.b.c.v1',
      seq: 1,
      recordedAt: '2026-03-01T00:00:00.000Z',
      on: undefined,
      ministry: 'MPLA',
      data: { name },
    });
    for (let n = 0; n < 50_000; n += 1) pack([], [fact(`name ${n}`)]);
    expect(read(pack([], [fact('name 7')]))).toStrictEqual([fact('name 7')]);
  });
});
