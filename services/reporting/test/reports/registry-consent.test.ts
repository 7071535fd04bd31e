// registry/consent, folded from facts: what is counted, and what is hidden so that nobody is found by subtraction.
import { personClosed, personMerged, personReceived, personTransferred, personUnmerged } from '@tributary/contracts';
import { describe, expect, it } from 'vitest';
import { registryConsent } from '../../src/reports/registry-consent/registry-consent.ts';
import type { Figures } from '../../src/reports/report.ts';
import { consentTable, crowd, saying } from './consents.ts';
import { rowsFrom, type Told, told } from './history.ts';
import { person } from './stock.ts';

interface Asked {
  readonly to?: string;
  readonly asOf?: string;
}

function report(history: readonly Told[], { to = '2026-06-30', asOf }: Asked = {}): Figures {
  const rows = rowsFrom(history, { to, asOf });
  const newest = asOf === undefined ? rows : rowsFrom(history, { to });
  const figures = registryConsent.fold(rows, { plan: undefined, to, language: 'en', currency: 'EUR' }, newest);
  if ('rejected' in figures) throw new Error(figures.rejected);
  return figures;
}
const table = (history: readonly Told[], asked?: Asked) => consentTable(report(history, asked).rows);
/** The instant at which the last fact of a history was recorded: a millisecond each, from the beginning of 2026 on. */
const recorded = (history: readonly Told[]) => new Date(Date.UTC(2026, 0, 1) + history.length - 1).toISOString();

/** 40 by the first version of contact, 30 by the second, 14 withdrawn and 20 expired; 25 have said nothing. */
const country = [
  ...crowd('first', 40, ...saying('contact', ['given', '2026-1', '2026-02-02'])),
  ...crowd('second', 30, ...saying('contact', ['given', '2026-1', '2026-02-02'], ['given', '2026-2', '2026-05-04'])),
  ...crowd('left', 14, ...saying('contact', ['given', '2026-1', '2026-02-02'], ['withdrawn', '2026-1', '2026-06-30'])),
  ...crowd('over', 20, ...saying('contact', ['given', '2024-1', '2024-06-01'], ['expired', '2024-1', '2026-06-01'])),
  ...crowd('silent', 25),
];

describe('registry/consent', () => {
  it('counts each person once in a purpose, by the version and the state of what was said last', () => {
    expect(table(country)).toEqual({
      'contact all all': '129 14 no',
      'contact 2024-1 expired': '20 – no',
      'contact 2026-1 given': '40 – no',
      'contact 2026-1 withdrawn': '14 – no',
      'contact 2026-2 given': '30 – no',
      'contact none': '25 – no',
    });
    expect(Object.keys(table(country))).toEqual([
      ...['contact all all', 'contact 2024-1 expired', 'contact 2026-1 given', 'contact 2026-1 withdrawn'],
      ...['contact 2026-2 given', 'contact none'],
    ]);
    expect(report(country).footer).toEqual({ smallestShown: 10, hiddenRows: 0, purposesNotBrokenDown: 0 });
  });

  it('counts what was said up to the day', () => {
    expect(table(country, { to: '2026-05-31' })).toEqual({
      'contact all all': '129 0 no',
      'contact 2024-1 given': '20 – no',
      'contact 2026-1 given': '54 – no',
      'contact 2026-2 given': '30 – no',
      'contact none': '25 – no',
    });
    // the silent and whoever spoke later; registered in March 2025
    expect(table(country, { to: '2025-12-31' })).toEqual({
      'contact all all': '129 0 no',
      'contact 2024-1 given': '20 – no',
      'contact none': '109 – no',
    });
  });

  it('counts a withdrawal for twelve months, whether the consent was given again or not', () => {
    const history = [
      ...crowd(
        'again',
        12,
        ...saying(
          'research',
          ['given', '1', '2025-04-01'],
          ['withdrawn', '1', '2025-07-01'],
          ['given', '2', '2025-09-01'],
        ),
      ),
      ...crowd('before', 11, ...saying('research', ['given', '1', '2025-04-01'], ['withdrawn', '1', '2025-06-30'])),
      ...crowd('twice', 10, ...saying('research', ['given', '1', '2025-04-01'], ['withdrawn', '1', '2025-07-02'])),
    ];
    expect(table(history)).toEqual({
      'research all all': '33 22 no',
      'research 1 withdrawn': '21 – no',
      'research 2 given': '12 – no',
    });
    expect(table(history, { to: '2025-06-30' })).toMatchObject({ 'research all all': '33 11 no' });
    expect(table(history, { to: '2026-07-31' })).toMatchObject({ 'research all all': '33 0 no' });
  });

  it('has a table for each purpose, of the same persons', () => {
    const both = [
      ...crowd(
        'a',
        12,
        ...saying('contact', ['given', '1', '2026-01-02']),
        ...saying('research', ['given', '7', '2026-01-02']),
      ),
      ...crowd('b', 15, ...saying('contact', ['given', '1', '2026-01-02'])),
    ];
    expect(table(both)).toEqual({
      'contact all all': '27 0 no',
      'contact 1 given': '27 – no',
      'research all all': '27 0 no',
      'research 7 given': '12 – no',
      'research none': '15 – no',
    });
  });

  it('counts nobody whose record is closed, and a record once that moved to another ministry', () => {
    const closed = told('person:first-0', personClosed({ reason: 'deceased', closedOn: '2026-06-30' }));
    expect(table([...country, ...closed])).toMatchObject({
      'contact all all': '128 14 no',
      'contact 2026-1 given': '39 – no',
    });
    const moved = told(
      'person:first-0',
      ...saying('contact', ['expired', '2026-1', '2026-04-08']),
      personTransferred({ transferredOn: '2026-04-08' }),
      personReceived({
        ...{ status: 'active', sex: 'female', birthCohort: '1985-1989', residenceCountry: 'PT', channel: 'web' },
        ...{ assurance: 'consular', contactable: false, registeredOn: '2025-03-04', receivedOn: '2026-04-08' },
      }),
      ...saying('contact', ['given', '2026-2', '2026-04-09']),
    );
    expect(table([...country, ...moved])).toMatchObject({
      'contact all all': '129 14 no',
      'contact 2026-1 given': '39 – no',
      'contact 2026-2 given': '31 – no',
    });
  });

  it('counts what was said last in all records that were merged as of one person', () => {
    const into = (id: string) => personMerged({ survivorId: `person:${id}`, mergedOn: '2026-06-10' });
    const merged = [
      // said later than the record that goes on, through a record between
      ...told('person:second-0', into('left-0')),
      ...told('person:left-0', into('silent-0')),
      // of one day: the one that holds no longer
      ...person('other', { country: 'PT' }),
      ...told('person:other', ...saying('contact', ['withdrawn', '2026-1', '2026-02-02']), into('first-0')),
    ];
    expect(table([...country, ...merged])).toEqual({
      'contact all all': '127 15 no',
      'contact 2024-1 expired': '20 – no',
      'contact 2026-1 given': '39 – no',
      'contact 2026-1 withdrawn': '15 – no',
      'contact 2026-2 given': '29 – no',
      'contact none': '24 – no',
    });
    const parted = told('person:other', personUnmerged({ unmergedOn: '2026-06-12' }));
    expect(table([...country, ...merged, ...parted])).toMatchObject({
      'contact all all': '128 15 no',
      'contact 2026-1 given': '40 – no',
      'contact 2026-1 withdrawn': '15 – no',
    });
  });

  it('hides a small count, and the next smallest one that would give it away', () => {
    const few = crowd('few', 3, ...saying('contact', ['given', '2026-3', '2026-06-01']));
    expect(table([...country, ...few])).toEqual({
      'contact all all': '132 14 no',
      'contact 2024-1 expired': '20 – no',
      'contact 2026-1 given': '40 – no',
      'contact 2026-1 withdrawn': '– – yes',
      'contact 2026-2 given': '30 – no',
      'contact 2026-3 given': '– – yes',
      'contact none': '25 – no',
    });
    expect(report([...country, ...few]).footer).toEqual({ smallestShown: 10, hiddenRows: 2, purposesNotBrokenDown: 0 });
  });

  it('hides those who have said nothing where there are few of them', () => {
    const history = [...crowd('a', 30, ...saying('research', ['given', '1', '2026-02-02'])), ...crowd('silent', 2)];
    expect(table(history)).toEqual({
      'research all all': '32 0 no',
      'research 1 given': '– – yes',
      'research none': '– – yes',
    });
  });

  it('hides a few withdrawals', () => {
    const left = crowd(
      'left',
      4,
      ...saying('research', ['given', '1', '2026-02-02'], ['withdrawn', '1', '2026-03-02']),
    );
    expect(table([...crowd('silent', 40), ...left])).toMatchObject({ 'research all all': '44 – yes' });
  });

  it('does not break down a purpose whose cells are one person each, nor tells of few persons at all', () => {
    const versions = Array.from({ length: 10 }, (_, at) => `${at}`);
    const each = versions.flatMap((version) =>
      crowd(version, 1, ...saying('research', ['given', version, '2026-02-02'])),
    );
    expect(table(each)).toEqual({ 'research all all': '10 0 no' });
    expect(report(each).footer).toEqual({ smallestShown: 10, hiddenRows: 0, purposesNotBrokenDown: 1 });
    expect(table(crowd('a', 9, ...saying('research', ['given', '1', '2026-02-02'])))).toEqual({
      'research all all': '– 0 yes',
    });
  });

  it('tells no total where each country has one person', () => {
    const countries = ['IT', 'DE', 'FR', 'PT', 'ES', 'RU', 'IE', 'GB', 'US', 'CA'];
    const each = countries.flatMap((country) => [
      ...person(country, { country }),
      ...told(`person:${country}`, ...saying('research', ['given', '1', '2026-02-02'])),
    ]);
    expect(table(each)).toEqual({ 'research all all': '– 0 yes' });
  });

  it('does not break contact down where as few are not contactable as there are hidden cells of consents that ended', () => {
    const withdrew = saying('contact', ['given', '1', '2026-02-02'], ['withdrawn', '1', '2026-03-02']);
    const expired = saying('contact', ['given', '1', '2025-06-30'], ['expired', '1', '2026-03-02']);
    const history = [
      ...crowd('given', 40, ...saying('contact', ['given', '1', '2026-02-02'])),
      ...crowd('more', 20, ...saying('contact', ['given', '2', '2026-02-02'])),
      ...crowd('left', 1, ...withdrew),
      ...crowd('over', 1, ...expired),
    ];
    expect(table(history)).toEqual({ 'contact all all': '62 – yes' });
    // one more who is not contactable, and has said nothing
    expect(table([...history, ...crowd('silent', 1)])).toMatchObject({
      'contact 1 given': '40 – no',
      'contact 1 withdrawn': '– – yes',
      'contact 1 expired': '– – yes',
      'contact 2 given': '– – yes',
    });
  });

  it('keeps hidden as of any instant what is hidden now', () => {
    const changed = told('person:silent-0', ...saying('contact', ['given', '2026-3', '2026-06-02']));
    const asOf = recorded(country);
    expect(table([...country, ...changed])).toMatchObject({ 'contact 2026-3 given': '– – yes' });
    expect(table([...country, ...changed], { asOf })).toEqual({
      'contact all all': '129 14 no',
      'contact 2024-1 expired': '20 – no',
      'contact 2026-1 given': '40 – no',
      'contact 2026-1 withdrawn': '– – yes',
      'contact 2026-2 given': '30 – no',
      'contact 2026-3 given': '– – yes',
      'contact none': '25 – no',
    });
    const research = told(
      'person:silent-0',
      ...saying('research', ['given', '1', '2026-06-02'], ['withdrawn', '1', '2026-06-03']),
    );
    expect(table([...country, ...research], { asOf })).toMatchObject({ 'research all all': '129 – yes' });
  });
});
