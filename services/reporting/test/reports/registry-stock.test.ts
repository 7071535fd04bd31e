// registry/stock, folded from facts: what is counted, and what is hidden so that nobody is found by subtraction.
import {
  personClosed,
  personConfirmed,
  personCorrected,
  personMerged,
  personReceived,
  personResidenceChanged,
  personTransferred,
  personUnmerged,
  stockEstimateRecorded,
} from '@tributary/contracts';
import { describe, expect, it } from 'vitest';
import { registryStock } from '../../src/reports/registry-stock/registry-stock.ts';
import type { Figures } from '../../src/reports/report.ts';
import { rowsFrom, type Told, told } from './history.ts';
import { estimate, istmara, people, person, tableOf } from './stock.ts';

const to = '2026-06-30';
const scope = { plan: undefined, to, language: 'en', currency: 'EUR' } as const;

interface Asked {
  readonly by?: 'sex' | 'ageBand';
  readonly to?: string;
  readonly asOf?: string;
}

function report(history: readonly Told[], { by, to: day = to, asOf }: Asked = {}): Figures {
  const rows = rowsFrom(history, { to: day, asOf });
  const newest = asOf === undefined ? rows : rowsFrom(history, { to: day });
  const figures = registryStock.fold(rows, { ...scope, to: day, by }, newest);
  if ('rejected' in figures) throw new Error(figures.rejected);
  return figures;
}
const table = (history: readonly Told[], asked?: Asked) => tableOf(report(history, asked).rows);

const country = Object.entries(istmara).flatMap(([code, counts]) => [
  ...people(code, counts),
  ...estimate(code, counts[4] ?? 0),
]);
const shown = {
  DE: '260 210 190 235 9500 2',
  ES: '110 85 80 98 4000 2',
  FR: '180 140 120 160 8000 1.5',
  GB: '70 55 50 60 2500 2',
  IT: '320 260 240 290 12000 2',
  PT: '120 95 90 108 3000 3',
  RU: '90 50 30 60 6000 0.5',
  US: '60 45 40 50 2000 2',
};

describe('registry/stock', () => {
  it('counts a record once that moved to another ministry, on any day and as of any instant', () => {
    const moved = told(
      'person:IT-0',
      personTransferred({ transferredOn: '2026-04-08' }),
      personReceived({
        ...{ status: 'active', sex: 'female', birthCohort: '1985-1989', residenceCountry: 'IT', channel: 'web' },
        ...{ assurance: 'consular', contactable: true, registeredOn: '2025-03-04', receivedOn: '2026-04-08' },
      }),
    );
    for (const asked of [{}, { to: '2026-03-31' }, { to: '2026-04-30' }, { by: 'sex' } as const]) {
      expect(table([...country, ...moved], asked)).toEqual(table(country, asked));
    }
  });

  it('shows the sample country, with Ireland hidden and Canada, which would give it away', () => {
    expect(table(country)).toEqual({
      ...shown,
      CA: '– – – – 800 –',
      IE: '– – – – 250 –',
      all: '1240 958 857 1080 48050 1.8',
    });
    expect(report(country).footer).toEqual({ smallestShown: 10, hiddenCountries: 2, countriesWithoutEstimate: 0 });
  });

  it('counts who was registered by the day, and whose record is open on it', () => {
    const history = [
      ...people('PT', [20, 20, 20, 20]),
      ...person('later', { country: 'PT', registeredOn: '2026-07-01' }),
      ...told('person:PT-0', personClosed({ reason: 'withdrawn', closedOn: '2026-07-01' })),
      ...told('person:PT-1', personClosed({ reason: 'deceased', closedOn: '2026-06-30' })),
    ];
    expect(table(history)).toMatchObject({ PT: '19 19 19 19 – –' });
    expect(table(history, { to: '2026-05-31' })).toMatchObject({ PT: '20 20 20 20 – –' });
    expect(table(history, { to: '2026-07-31' })).toMatchObject({ PT: '19 18 18 18 – –' });
  });

  it('counts as confirmed who confirmed later than the day a year before', () => {
    const confirmedOn = (day: string, at: number) =>
      told(`person:PT-${at}`, personConfirmed({ contactable: true, channel: 'web', confirmedOn: day }));
    const history = [
      ...people('PT', [30, 30, 0, 30]),
      ...Array.from({ length: 11 }, (_, at) => confirmedOn('2025-07-01', at)).flat(),
      ...confirmedOn('2025-06-30', 11),
    ];
    expect(table(history)).toMatchObject({ PT: '30 30 11 30 – –' });
    expect(table(history, { to: '2025-07-31' })).toMatchObject({ PT: '30 30 12 30 – –' });
  });

  it.each([
    ['2024-02-29', 11],
    ['2025-02-28', 10],
  ])('counts as confirmed on %s in a year with 29 February, or after one, %i', (day, count) => {
    const days = ['2023-02-28', '2023-03-01', ...Array(10).fill('2024-02-29')];
    const history = days.flatMap((confirmedOn, at) =>
      person(`${at}`, { country: 'PT', registeredOn: '2023-01-01', confirmedOn }),
    );
    expect(table(history, { to: day })).toMatchObject({ PT: `12 0 ${count} 0 – –` });
  });

  it('counts where somebody lives on the day, as it was corrected since', () => {
    const history = [
      ...people('PT', [30, 30, 30, 30]),
      ...people('ES', [30, 30, 30, 30]),
      ...told('person:PT-0', personResidenceChanged({ residenceCountry: 'ES', changedOn: '2026-06-30' })),
      ...told(
        'person:PT-1',
        personCorrected({ changed: { residenceCountry: 'ES' }, reasonCode: 'TYPING_ERROR', correctedOn: '2026-07-09' }),
      ),
    ];
    expect(table(history)).toMatchObject({ PT: '28 28 28 28 – –', ES: '32 32 32 32 – –' });
    expect(table(history, { to: '2026-05-31' })).toMatchObject({ PT: '29 29 29 29 – –', ES: '31 31 31 31 – –' });
  });

  it('counts a merged record no more from the day of the merge on, and again from the day on which it is parted', () => {
    const survivorId = '0190a1b2-0000-7000-8000-000000000001';
    const history = [
      ...people('PT', [30, 30, 30, 30]),
      ...told('person:PT-0', personMerged({ survivorId, mergedOn: '2026-03-10' })),
      ...told('person:PT-1', personMerged({ survivorId, mergedOn: '2026-03-11' })),
      ...told('person:PT-1', personUnmerged({ unmergedOn: '2026-05-20' })),
    ];
    expect(table(history, { to: '2026-02-28' })).toMatchObject({ PT: '30 30 30 30 – –' });
    expect(table(history, { to: '2026-04-30' })).toMatchObject({ PT: '28 28 28 28 – –' });
    expect(table(history)).toMatchObject({ PT: '29 29 29 29 – –' });
  });

  it('takes the estimate of the latest year up to that of the day, as it was told last', () => {
    const history = [
      ...people('PT', [20, 20, 20, 20]),
      ...estimate('PT', 1_000, 2020),
      ...estimate('PT', 5_000, 2027),
      ...told(
        'estimate:PT:2020',
        stockEstimateRecorded({ country: 'PT', year: 2020, persons: 800, source: 'Census', method: 'census' }),
      ),
      ...estimate('ES', 4_000, 2019),
    ];
    expect(table(history)).toEqual({ PT: '20 20 20 20 800 2.5', ES: '0 0 0 0 4000 0', all: '20 20 20 20 4800 0.4' });
    expect(report(history).rows[1]).toMatchObject({ stockYear: 2020, stockSource: 'Census', stockMethod: 'census' });
  });

  it('has no coverage of all countries where one of them has no estimate', () => {
    const figures = report([
      ...people('PT', [20, 20, 20, 20]),
      ...people('ES', [20, 20, 20, 20]),
      ...estimate('PT', 100),
    ]);
    expect(tableOf(figures.rows)).toMatchObject({ PT: '20 20 20 20 100 20', all: '40 40 40 40 100 –' });
    expect(figures.footer).toMatchObject({ countriesWithoutEstimate: 1 });
  });

  it('breaks a country down by sex or by the ages reached in the year of the day', () => {
    const history = [
      ...Array.from({ length: 12 }, (_, at) => person(`f${at}`, { country: 'PT', birthCohort: '1985-1989' })).flat(),
      ...Array.from({ length: 15 }, (_, at) =>
        person(`m${at}`, { country: 'PT', sex: 'male', birthCohort: '2005-2009' }),
      ).flat(),
      ...Array.from({ length: 10 }, (_, at) => person(`u${at}`, { country: 'PT', birthCohort: 'unknown' })).flat(),
    ];
    expect(table(history, { by: 'sex' })).toEqual({
      'PT all': '37 0 0 0 – –',
      'PT female': '22 0 0 0 – –',
      'PT male': '15 0 0 0 – –',
      'all all': '37 0 0 0 – –',
    });
    const bands = report(history, { by: 'ageBand' }).rows;
    expect(bands.map((row) => row['group'])).toEqual(['all', '17-21', '37-41', 'unknown', 'all']);
    expect(tableOf(bands)).toMatchObject({ 'PT 37-41': '12 0 0 0 – –', 'PT 17-21': '15 0 0 0 – –' });
  });

  it('hides small groups of a country that is shown, and all groups of one that is hidden', () => {
    const of = (code: string, sex: string, count: number) =>
      Array.from({ length: count }, (_, at) => person(`${code}-${sex}-${at}`, { country: code, sex })).flat();
    const history = [
      ...of('PT', 'female', 40),
      ...of('PT', 'male', 30),
      ...of('PT', 'other', 3),
      ...of('ES', 'female', 5),
      ...of('FR', 'female', 30),
      ...of('IT', 'female', 90),
    ];
    expect(table(history, { by: 'sex' })).toEqual({
      'ES all': '– – – – – –',
      'FR all': '– – – – – –',
      'IT all': '90 0 0 0 – –',
      'IT female': '90 0 0 0 – –',
      'PT all': '73 0 0 0 – –',
      'PT female': '40 0 0 0 – –',
      'PT male': '– – – – – –',
      'PT other': '– – – – – –',
      'all all': '198 0 0 0 – –',
    });
  });

  it('does not break down a country whose groups are one person each', () => {
    const cohorts = Array.from({ length: 10 }, (_, at) => `${1940 + 5 * at}-${1944 + 5 * at}`);
    const history = cohorts.flatMap((birthCohort, at) => person(`${at}`, { country: 'PT', birthCohort }));
    expect(table(history, { by: 'ageBand' })).toEqual({ 'PT all': '10 0 0 0 – –', 'all all': '10 0 0 0 – –' });
  });

  it('tells no total that would tell of the one country there is', () => {
    expect(table([...people('PT', [9, 9, 9, 9]), ...estimate('PT', 100), ...estimate('ES', 50)])).toEqual({
      PT: '– – – – 100 –',
      ES: '0 0 0 0 50 0',
      all: '– – – – 150 –',
    });
  });

  it('keeps hidden as of any instant what is hidden now', () => {
    // the facts of a history are recorded a millisecond apart, from the beginning of 2026 on
    const before = [...people('PT', [40, 0, 0, 0]), ...people('ES', [30, 0, 0, 0]), ...people('IE', [10, 0, 0, 0])];
    const moved = told('person:IE-0', personResidenceChanged({ residenceCountry: 'PT', changedOn: '2026-06-01' }));
    const asOf = new Date(Date.UTC(2026, 0, 1) + before.length - 1).toISOString();
    expect(table(before)).toEqual({
      ...{ ES: '30 0 0 0 – –', IE: '10 0 0 0 – –', PT: '40 0 0 0 – –', all: '80 0 0 0 – –' },
    });
    const now = { ES: '– – – – – –', IE: '– – – – – –', PT: '41 0 0 0 – –', all: '80 0 0 0 – –' };
    expect(table([...before, ...moved])).toEqual(now);
    expect(table([...before, ...moved], { asOf })).toEqual({ ...now, PT: '40 0 0 0 – –' });
  });

  it('hides a country of now as of an instant when nobody lived there', () => {
    const before = [...people('PT', [40, 0, 0, 0]), ...people('ES', [30, 0, 0, 0])];
    const asOf = new Date(Date.UTC(2026, 0, 1) + before.length - 1).toISOString();
    const after = [...before, ...people('IE', [1, 0, 0, 0])];
    expect(table(after, { asOf })).toEqual({
      ...{ ES: '– – – – – –', IE: '– – – – – –', PT: '40 0 0 0 – –', all: '70 0 0 0 – –' },
    });
  });
});
