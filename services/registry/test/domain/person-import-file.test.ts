// What is read of each form of a file of persons: the same rows, whatever wrote them.
import type { ImportReading, ImportType } from '@tributary/contracts';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { charsetProbe } from '../../src/person-import/file/charset.ts';
import { personRows } from '../../src/person-import/file/rows.ts';
import { FileFault } from '../../src/person-import/form/file-fault.ts';
import type { RawRow } from '../../src/person-import/form/person-row.ts';

const reading: ImportReading = { columns: [], constants: [], dateOrder: 'day-first' };
const table = [
  ['Prénom', 'Nom', 'Date de naissance', 'Courriel', 'Pays', 'Sexe', 'Canal', 'Contactable'],
  ['Zoé', 'D’Été', '29/02/2000', 'zoe@example.org', 'France', 'F', 'event', 'oui'],
  ['Иван', '', '1988', '', 'FR', 'м', 'event', 'non'],
];
const quoted = (separator: string, end = '\r\n') =>
  table.map((row) => row.map((cell) => (cell.includes(separator) ? `"${cell}"` : cell)).join(separator)).join(end);

/** In pieces of a few bytes, so that letters and rows are cut. */
async function* pieces(bytes: Uint8Array, size = 7) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(bytes: Uint8Array, mediaType: ImportType = 'text/csv', asked: Partial<ImportReading> = {}) {
  const probe = charsetProbe();
  probe.add(bytes);
  const encoding = probe.end();
  const rows: RawRow[] = [];
  const told: string[] = [];
  const file = { mediaType, encoding, bytes: () => pieces(bytes) };
  for await (const row of personRows(file, { ...reading, ...asked }, (columns) =>
    told.push(...columns.map(({ field }) => field)),
  )) {
    rows.push(row);
  }
  return {
    encoding,
    told,
    rows: rows.map(({ row, cells }) => ({ row, ...Object.fromEntries(cells) })),
    whole: rows.map((one) => one.whole),
  };
}
const fault = async (text: string | Uint8Array, mediaType: ImportType = 'text/csv') => {
  const error = await read(typeof text === 'string' ? Buffer.from(text) : text, mediaType).catch(
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof FileFault)) throw error;
  return [error.code, error.values] as const;
};

const first = { row: 2, givenName: 'Zoé', familyName: 'D’Été', birthDate: '29/02/2000', country: 'France', sex: 'F' };

describe('CSV', () => {
  it.each([',', ';', '\t', '|'])('is read with its cells parted by %j', async (separator) => {
    const { rows } = await read(Buffer.from(quoted(separator)));
    expect(rows[0]).toMatchObject(first);
    expect(rows[1]).toMatchObject({ row: 3, givenName: 'Иван', birthDate: '1988' });
  });

  it('is read in UTF-8 with and without a mark, in UTF-16 and in the code pages of Windows', async () => {
    const text = quoted(';');
    expect((await read(Buffer.from(`\uFEFF${text}`))).rows[0]).toMatchObject(first);
    const wide = Buffer.from(`\uFEFF${text}`, 'utf16le');
    expect(await read(wide)).toMatchObject({ encoding: 'utf-16le', rows: [first, {}] });
    expect((await read(wide.swap16())).encoding).toBe('utf-16be');
    const western = Buffer.from(text.replace('Иван', 'Ivan').replace(';м;', ';m;').replace('’', '\u0092'), 'latin1');
    expect(await read(western)).toMatchObject({ encoding: 'windows-1252', rows: [first, {}] });
    const cyrillic = Buffer.from(
      [...'Имя;Фамилия;Страна;Пол;Канал;Можно связаться\nИван;Петров;Италия;м;event;да'].map((letter) => {
        const code = letter.codePointAt(0) ?? 0;
        return code < 0x80 ? code : code - 0x410 + 0xc0;
      }),
    );
    expect(await read(cyrillic)).toMatchObject({
      encoding: 'windows-1251',
      rows: [{ familyName: 'Петров', country: 'Италия' }],
    });
  });

  it('has a title above its columns, quotes, line breaks in cells and empty rows, and keeps the numbers of the sheet', async () => {
    const text = `Liste des membres\n\n${quoted(',', '\n').replace('Zoé', '"Zoé\n""Z"""')}\n,,,,\n`;
    const { rows } = await read(Buffer.from(text));
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({ row: 4, givenName: 'Zoé "Z"' });
    expect((await read(Buffer.from(`sep=;\r\n${quoted(';')}`))).rows[0]).toMatchObject({ ...first, row: 3 });
  });

  it('takes a mapping for names that it does not know, and constants for columns that are missing', async () => {
    const text = 'Wer;Land;x\nAmina;FR;1\n';
    const columns = [
      { name: 'wer', field: 'givenName' },
      { name: 'LAND', field: 'country' },
      { name: 'x', field: 'ignore' },
    ] as const;
    const constants = [
      { field: 'sex', value: 'female' },
      { field: 'channel', value: 'event' },
      { field: 'contactable', value: 'yes' },
    ] as const;
    const { rows, told } = await read(Buffer.from(text), 'text/csv', {
      columns: [...columns],
      constants: [...constants],
    });
    expect(rows).toEqual([{ row: 2, givenName: 'Amina', country: 'FR' }]);
    expect(told).toEqual(['givenName', 'country', 'ignore']);
  });

  it('says what it cannot go through, and what may be meant', async () => {
    expect(await fault('')).toEqual(['NO_ROWS', {}]);
    expect(await fault(`${quoted(',').split('\r\n')[0]}\r\n`)).toEqual(['NO_ROWS', {}]);
    expect(await fault('Amina,Torvald\nIvan,Petrov\n')).toEqual(['NO_HEADER', {}]);
    expect(await fault('kind,code,parent,level,title_en,responsibleMinistry\nnode,1,,1,Health,MHEA\n')).toEqual([
      'LOOKS_LIKE_PLAN',
      {},
    ]);
    expect(await fault('organisation name,identifier,scheme,country\nA,1,MD-IDNO,MD\n')).toEqual([
      'LOOKS_LIKE_ORGANISATIONS',
      {},
    ]);
    expect(await fault(quoted(',').replace('Date de naissance', 'Date de naissence'))).toEqual([
      'UNKNOWN_COLUMNS',
      { columns: ['Date de naissence'], pairs: [{ name: 'Date de naissence', field: 'birthDate' }] },
    ]);
    expect(await fault('prénom,nom,pays\nA,B,FR\n')).toEqual([
      'MISSING_COLUMNS',
      { missing: ['sex', 'channel', 'contactable'], columns: ['prénom', 'nom', 'pays'] },
    ]);
    expect(await fault(quoted(',').replace('Courriel', 'First name'))).toMatchObject([
      'DUPLICATE_COLUMN',
      { columns: ['Prénom', 'First name'] },
    ]);
    expect(await fault(`${quoted(',')}\r\n"open,x\r\n`)).toMatchObject(['MALFORMED_CSV', { row: 4 }]);
    expect(await fault(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 1]))).toEqual(['OLD_WORKBOOK', {}]);
    expect(await fault(zipSync({ a: strToU8('a') }))).toEqual(['NOT_A_WORKBOOK', {}]);
  });
});

describe('NDJSON', () => {
  const type = 'application/x-ndjson';

  it('is a person on a line, as the API takes one or by the names of columns; a broken line is a row', async () => {
    const lines = [
      { key: 'A1', names: [{ given: 'Amina' }], residence: { country: 'FR' }, sex: 'female', contactable: true },
      { prénom: 'Zoé', 'Date de naissance': '29.02.2000', contactable: false },
    ];
    const { rows, whole } = await read(
      Buffer.from(`${lines.map((line) => JSON.stringify(line)).join('\n')}\n\n{"a":\n`),
      type,
    );
    expect(rows[0]).toMatchObject({ row: 1, key: 'A1', sex: 'female', contactable: 'true' });
    expect(whole[0]).toEqual({ names: [{ given: 'Amina' }], residence: { country: 'FR' } });
    expect(rows[1]).toMatchObject({ row: 2, givenName: 'Zoé', birthDate: '29.02.2000' });
    expect(rows[2]).toEqual({ row: 4 });
  });

  it('is no list, and has no line without an end', async () => {
    expect(await fault(JSON.stringify([{ a: 1 }]), type)).toEqual(['ONE_JSON_LIST', {}]);
    expect(await fault(`{}\n{"a":"${'x'.repeat(70_000)}"}`, type)).toMatchObject(['ROW_TOO_LONG', { row: 2 }]);
  });
});

describe('XLSX', () => {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  const xml = (body: string) => strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${body}`);
  const text = (reference: string, value: string) => `<c r="${reference}" t="inlineStr"><is><t>${value}</t></is></c>`;
  const book = (rows: string, properties = '') =>
    zipSync({
      'xl/workbook.xml': xml(
        `<workbook xmlns:r="r"><workbookPr ${properties}/><sheets><sheet name="h" state="hidden" r:id="r1"/><sheet name="p" r:id="r2"/></sheets></workbook>`,
      ),
      'xl/_rels/workbook.xml.rels': xml(
        '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Target="/xl/worksheets/sheet2.xml"/></Relationships>',
      ),
      'xl/worksheets/sheet1.xml': xml('<worksheet/>'),
      'xl/worksheets/sheet2.xml': xml(`<worksheet><sheetData>${rows}</sheetData></worksheet>`),
      'xl/styles.xml': xml(
        '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>',
      ),
      'xl/sharedStrings.xml': xml(
        '<sst><si><t>Zoé &amp; co</t></si><si><r><t>D’</t></r><r><t>Été</t></r><rPh><t>no</t></rPh></si></sst>',
      ),
    });
  const names = ['given name', 'family name', 'birth date', 'phone', 'country', 'sex', 'channel', 'contactable'];
  const header = `<row r="1">${names.map((name, at) => text(`${String.fromCharCode(65 + at)}1`, name)).join('')}</row>`;
  const rowWith = (birth: string, row = 2) =>
    `<row r="${row}"><c r="A${row}" t="s"><v>0</v></c><c r="B${row}" t="s"><v>1</v></c>${birth}<c r="D${row}"><v>3.3612345678E10</v></c>${text(`E${row}`, 'FR')}${text(`F${row}`, 'f')}${text(`G${row}`, 'event')}<c r="H${row}" t="b"><v>1</v></c></row>`;

  it('has texts, numbers, days and truths, and the first sheet that is shown is read', async () => {
    const { rows } = await read(
      book(header + rowWith('<c r="C2" s="1"><v>36585</v></c>') + rowWith('<c r="C9" s="2"><v>61</v></c>', 9)),
      type,
    );
    expect(rows[0]).toEqual({
      ...{ row: 2, givenName: 'Zoé & co', familyName: 'D’Été', birthDate: '2000-02-29', phone: '33612345678' },
      ...{ country: 'FR', sex: 'f', channel: 'event', contactable: 'true' },
    });
    expect(rows[1]).toMatchObject({ row: 9, birthDate: '1900-03-01' });
    const { rows: later } = await read(
      book(header + rowWith('<c r="C2" s="1"><v>35123</v></c>'), 'date1904="1"'),
      type,
    );
    expect(later[0]).toMatchObject({ birthDate: '2000-02-29' });
  });

  it('that unpacks to more than is taken is refused, and so is what is no workbook', async () => {
    const start = strToU8('<sst><si><t>');
    const texts = new Uint8Array(97 * 1024 * 1024).fill(0x41);
    texts.set(start);
    const bomb = zipSync({ 'xl/workbook.xml': xml('<workbook/>'), 'xl/sharedStrings.xml': texts });
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(await fault(bomb, type)).toEqual(['WORKBOOK_TOO_LARGE', { limit: 96 }]);
    expect(await fault(zipSync({ a: strToU8('a') }), type)).toEqual(['NOT_A_WORKBOOK', {}]);
    expect(await fault('given name,family name\n', type)).toEqual(['NOT_A_WORKBOOK', {}]);
    expect(await fault(book(header + rowWith('<c r="C2"><v>1</v')), type)).toEqual(['NOT_A_WORKBOOK', {}]);
  });
});
