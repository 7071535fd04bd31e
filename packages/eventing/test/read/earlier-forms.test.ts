// An event with a second and a third version: what was recorded before stays as it is, and is read in today's form.
import { defineEvent, defineView, earlierForms, LocalDate, replacing } from '@tributary/contracts';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { on } from '../../src/ports/reactions.ts';
import { withEarlierForms } from '../../src/react/earlier-forms.ts';
import { createReactionsHandler } from '../../src/react/reactions.ts';
import { foldFacts } from '../../src/views/fold.ts';
import { engine } from './support/engine.ts';
import { idIn, journal, wellDug, wellMeasured } from './support/facts.ts';
import { fakePublisherOf } from './support/fake-publisher.ts';

/** Metres instead of centimetres, and who measured: both break what readers of the first version rely on. */
const measuredInMetres = defineEvent(
  'registry.well.measured.v2',
  'The level of a well was measured',
  z.strictObject({ metres: z.number(), measuredOn: LocalDate }),
  'measuredOn',
  replacing(wellMeasured, ({ level, measuredOn }) => ({ metres: level / 100, measuredOn })),
);
const measuredBy = defineEvent(
  'registry.well.measured.v3',
  'The level of a well was measured',
  z.strictObject({ metres: z.number(), measuredOn: LocalDate, by: z.string() }),
  'measuredOn',
  replacing(measuredInMetres, (data) => ({ ...data, by: 'unknown' })),
);

interface Measured {
  readonly metres: number;
  readonly by: string;
}
const measurements = defineView<readonly Measured[]>(
  'measurements',
  () => [],
  (when) => [when(measuredBy, (row, { data: { metres, by } }) => [...row, { metres, by }])],
);

const well = idIn(2);
const [first, second, third] = [
  wellMeasured({ level: 250, measuredOn: '2026-02-01' }),
  measuredInMetres({ metres: 2.4, measuredOn: '2026-02-02' }),
  measuredBy({ metres: 2.3, measuredOn: '2026-02-03', by: 'Ana' }),
];
const records = journal([first, second, third].map((fact) => ({ agg: well, fact })));
const inTodaysForm = [
  { metres: 2.5, by: 'unknown' },
  { metres: 2.4, by: 'unknown' },
  { metres: 2.3, by: 'Ana' },
];

describe('an event that has replaced earlier versions', () => {
  it('names each of them, the newest first, with its own business date', () => {
    expect(earlierForms(measuredBy).map(({ event }) => event.type)).toEqual([measuredInMetres.type, wellMeasured.type]);
    expect(earlierForms(wellDug)).toEqual([]);
  });

  it('is upcast to what its schema takes, whatever the old schema took', () => {
    for (const { event, read } of earlierForms(measuredBy)) {
      const data = [first, second].find(({ type }) => type === event.type)?.data;
      expect(event.schema.safeParse(data).success).toBe(true);
      expect(measuredBy.schema.parse(read(data))).toEqual(read(data));
    }
  });

  it('is folded from rows that keep each version as it was recorded, under the cuts of its own dates', async () => {
    const { bring, group, store } = await engine(fakePublisherOf(records), { views: [measurements] });
    await bring(records);
    expect(group.applied('registry', 2)).toBe(3);
    const row = store.held.get(well);
    expect(row?.facts.map(({ type, data }) => ({ type, data }))).toEqual([first, second, third]);
    const entity = { id: well, ministry: 'MPLA', facts: row?.facts ?? [] };
    expect(foldFacts(measurements, entity, {})).toEqual(inTodaysForm);
    expect(foldFacts(measurements, entity, { to: '2026-02-01' })).toEqual(inTodaysForm.slice(0, 1));
  });

  it('sets an aggregate aside whose recorded fact breaks the version that it was recorded in', async () => {
    const broken = journal([
      { agg: well, fact: { type: wellMeasured.type, data: { metres: 2, measuredOn: '2026-02-01' } } },
    ]);
    const { bring, store } = await engine(fakePublisherOf(broken), { views: [measurements] });
    await bring(broken);
    expect(await store.parked.list()).toMatchObject([
      { agg: well, error: `${wellMeasured.type} /level: invalid_type` },
    ]);
  });

  it('is answered in every version by a reaction that knows the newest alone', async () => {
    const seen: unknown[] = [];
    const reaction = on(measuredBy, 'first', async ({ type, data }) => void seen.push({ type, data }));
    const handler = createReactionsHandler({
      reactions: withEarlierForms(reaction),
      contractOf: () => undefined,
      moment: () => ({ now: new Date(), today: '2026-03-01', newId: () => 'none' }),
    });
    expect(await handler.apply('registry', records)).toEqual([]);
    const days = ['2026-02-01', '2026-02-02', '2026-02-03'];
    expect(seen).toEqual(
      inTodaysForm.map((data, index) => ({ type: measuredBy.type, data: { ...data, measuredOn: days[index] } })),
    );
  });
});
