// What people write in the cells of persons, and what is made of it.
import type { ImportField, ImportReading } from '@tributary/contracts';
import { describe, expect, it } from 'vitest';
import { countryOf } from '../../src/person-import/form/countries.ts';
import { dateOf, dayOfSerial } from '../../src/person-import/form/dates.ts';
import { formOf, readRow } from '../../src/person-import/form/person-row.ts';

const reading: ImportReading = { columns: [], constants: [], dateOrder: 'day-first' };
const usual = { familyName: 'Torvald', country: 'FR', sex: 'f', channel: 'event', contactable: 'yes' } as const;
const read = (cells: Partial<Record<ImportField, string>>, asked: Partial<ImportReading> = {}) =>
  readRow(
    {
      row: 2,
      cells: new Map(
        Object.entries({ ...usual, ...cells }).filter(([, cell]) => cell !== '') as [ImportField, string][],
      ),
      names: new Map(),
    },
    { ...reading, ...asked },
    '2026-03-01',
  );
const command = (...asked: Parameters<typeof read>) => {
  const row = read(...asked);
  if ('problems' in row) throw new Error(JSON.stringify(row.problems));
  return row.command;
};
const problems = (...asked: Parameters<typeof read>) => {
  const row = read(...asked);
  return 'problems' in row ? row.problems.map(({ column, fault, read: form }) => [column, fault.code, form]) : [];
};

describe('a birth', () => {
  it.each([
    ['29/02/2000', '2000-02-29'],
    ['29.02.2000', '2000-02-29'],
    ['2000-02-29', '2000-02-29'],
    ['2000-02-29T00:00:00Z', '2000-02-29'],
    ['20000229', '2000-02-29'],
    ['29 02 2000', '2000-02-29'],
    ['29.02.2000 г.', '2000-02-29'],
    ['36585', '2000-02-29'],
    ['1988', '1988'],
    ['02/1988', '1988-02'],
    ['1988-02', '1988-02'],
    ['1988-00-00', '1988'],
    ['01/03/1899', '1899-03-01'],
    ['', undefined],
    ['неизвестно', undefined],
    ['n/a', undefined],
  ])('written %j is %j', (written, day) => {
    expect(dateOf(written, 'day-first')).toBe(day);
  });

  it('is read month first where the file is', () => {
    expect(dateOf('03/04/1988', 'month-first')).toBe('1988-03-04');
    expect(dateOf('03/04/1988', 'day-first')).toBe('1988-04-03');
  });

  it('is counted by spreadsheets with a day that never was', () => {
    expect([1, 59, 60, 61].map((serial) => dayOfSerial(serial))).toEqual([
      '1900-01-01',
      '1900-02-28',
      '1900-02-29',
      '1900-03-01',
    ]);
    expect(dayOfSerial(0, true)).toBe('1904-01-01');
    expect(dayOfSerial(-1)).toBeUndefined();
  });

  it('that is no day, or lies where nobody was born, is refused by the form that was read', () => {
    expect(problems({ birthDate: '29/02/1999' })).toEqual([['birthDate', expect.any(String), '99/99/9999']]);
    expect(problems({ birthDate: '12/12/88' })).toEqual([['birthDate', 'WRONG_FORMAT', '99/99/99']]);
    expect(problems({ birthDate: '1203' })).toEqual([['birthDate', 'UNLIKELY_BIRTH', '9999']]);
  });
});

describe('a country', () => {
  it.each([
    ...[
      ['fr', 'FR'],
      ['Côte d’Ivoire', 'CI'],
      ['cote d ivoire', 'CI'],
      ['Германия', 'DE'],
      ['Stati Uniti', 'US'],
      ['USA', 'US'],
    ],
    ...[
      ['Alemania', 'DE'],
      ['Moldávia', 'MD'],
      ['Royaume-Uni', 'GB'],
      ['UK', 'GB'],
      ['Российская Федерация', 'RU'],
    ],
  ])('written %j is %j', (written, code) => {
    expect(countryOf(String(written))).toBe(code);
  });

  it('that nobody knows is none', () => {
    expect(countryOf('Atlantis')).toBeUndefined();
    expect(problems({ country: 'Atlantis' })).toEqual([['country', 'WRONG_FORMAT', 'aaaaaaaa']]);
  });
});

describe('a name', () => {
  it.each(['X', 'x'.repeat(200), 'عبد الرحمن', 'O’Neill-Álvarez', 'Zoe\u0308', '王', 'D’Été'])(
    'such as %j is taken',
    (familyName) => {
      expect(command({ familyName }).names[0]?.family).toBe(familyName);
    },
  );

  it('of more than 200 letters is not, and one is needed', () => {
    expect(problems({ familyName: 'x'.repeat(201) })).toEqual([['familyName', 'TOO_LONG', `${'a'.repeat(40)}…`]]);
    expect(problems({ familyName: '' })[0]?.slice(0, 2)).toEqual(['familyName', 'REQUIRED']);
    expect(command({ familyName: '', name: 'Amina Torvald' }).names).toEqual([{ family: 'Amina Torvald' }]);
  });
});

describe('other cells', () => {
  it('hold lists, each address once however it is written', () => {
    const { emails, phones, citizenships, skills, documents } = command({
      ...{ email: 'A.Mina@gmail.com; amina@GMAIL.com, other@example.org', phone: '06 12 34 56 78; +373 (22) 123-456' },
      ...{ citizenships: 'Молдова; FR', skills: 'ESCO:2221; 2512', documentNumber: 'AB 1', documentCountry: 'Moldova' },
    });
    expect(emails).toEqual(['amina@GMAIL.com', 'other@example.org']);
    expect(phones).toEqual(['06 12 34 56 78', '+373 (22) 123-456']);
    expect(citizenships).toEqual(['MD', 'FR']);
    expect(skills).toEqual([
      { scheme: 'ESCO', code: '2221' },
      { scheme: 'ISCO-08', code: '2512' },
    ]);
    expect(documents).toEqual([{ kind: 'passport', country: 'MD', number: 'AB 1' }]);
  });

  it('have what the file has in common where they are empty, and a day that does not lie ahead', () => {
    const constants = [{ field: 'country', value: 'Italia' }] as const;
    expect(command({ country: '' }, { constants: [...constants] }).residence.country).toBe('IT');
    expect(problems({ registeredOn: '02/03/2026' })).toEqual([['registeredOn', 'FUTURE_DATE', '99/99/9999']]);
    expect(command({ contactable: 'нет', sex: 'Женский', channel: 'en ligne' })).toMatchObject({
      contactable: false,
      sex: 'female',
      channel: 'web',
    });
  });

  it('are told by their form alone', () => {
    expect(formOf('Zoé-12 @x')).toBe('aaa-99 @a');
    expect(formOf('АБ’9')).toBe('aa?9');
  });
});
