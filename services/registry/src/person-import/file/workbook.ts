// The first sheet of an XLSX workbook as rows of texts. The texts and forms of cells stand in parts of their own, anywhere in
// the archive: it is gone through twice.
import { StringDecoder } from 'node:string_decoder';
import sax from 'sax';
import { dayOfSerial } from '../form/dates.ts';
import { FileFault } from '../form/file-fault.ts';
import { unpacked } from './archive.ts';
import type { TableRow } from './csv.ts';

/** Characters that the shared texts of a workbook have at most. */
const TEXTS_LIMIT = 96 * 1024 * 1024;
const MIB = 1024 * 1024;
/** Cells of one row that are read. */
const CELLS_LIMIT = 200;

/** What cells of the workbook lean on. */
interface Book {
  readonly texts: readonly string[];
  /** by the number of a form, whether it shows a day */
  readonly showsDay: readonly boolean[];
  readonly from1904: boolean;
  /** the part of the first sheet */
  readonly sheet: string;
}

type Tag = { readonly name: string; readonly attributes: Readonly<Record<string, string>> };

/** Reads the XML of a part as it comes. */
function reader(on: { open?: (tag: Tag) => void; text?: (text: string) => void; close?: (name: string) => void }) {
  const parser = sax.parser(true, { position: false });
  const decoder = new StringDecoder('utf8');
  parser.onopentag = (tag) => on.open?.(tag as unknown as Tag);
  parser.ontext = (text) => on.text?.(text);
  parser.onclosetag = (name) => on.close?.(name);
  parser.onerror = () => {
    throw new FileFault('NOT_A_WORKBOOK');
  };
  return (bytes: Uint8Array, isLast: boolean) => {
    parser.write(decoder.write(Buffer.from(bytes)));
    if (isLast) parser.close();
  };
}

/** Numbers of built-in forms that show a day. */
const dayForms = [
  [14, 17],
  [22, 22],
  [27, 36],
  [50, 58],
] as const;
/** A form of its own shows a day where it has a year, a month or a day outside of quotes and colours. */
const ownShowsDay = (code: string) => /[yd]|m(?!.*[hs])/i.test(code.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, ''));

async function bookOf(bytes: () => AsyncIterable<Uint8Array>): Promise<Book> {
  const texts: string[] = [];
  const showsDay: boolean[] = [];
  const own = new Map<number, boolean>();
  const targets = new Map<string, string>();
  let characters = 0;
  let first: string | undefined;
  let from1904 = false;
  let seen = false;

  const shared = () => {
    let text = '';
    let [inText, inSound] = [false, false];
    return reader({
      open: ({ name }) => {
        if (name === 't') inText = true;
        if (name === 'rPh') inSound = true;
      },
      text: (more) => {
        if (!inText || inSound) return;
        characters += more.length;
        if (characters > TEXTS_LIMIT) throw new FileFault('WORKBOOK_TOO_LARGE', { limit: TEXTS_LIMIT / MIB });
        text += more;
      },
      close: (name) => {
        if (name === 't') inText = false;
        if (name === 'rPh') inSound = false;
        if (name !== 'si') return;
        texts.push(text);
        text = '';
      },
    });
  };
  const styles = () => {
    let inCells = false;
    return reader({
      open: ({ name, attributes }) => {
        if (name === 'numFmt') own.set(Number(attributes['numFmtId']), ownShowsDay(attributes['formatCode'] ?? ''));
        if (name === 'cellXfs') inCells = true;
        if (name !== 'xf' || !inCells) return;
        const form = Number(attributes['numFmtId'] ?? 0);
        showsDay.push(own.get(form) ?? dayForms.some(([from, to]) => form >= from && form <= to));
      },
      close: (name) => {
        if (name === 'cellXfs') inCells = false;
      },
    });
  };
  const workbook = () =>
    reader({
      open: ({ name, attributes }) => {
        if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
        const isShown = (attributes['state'] ?? 'visible') === 'visible';
        if (name === 'sheet' && isShown) first ??= attributes['r:id'];
      },
    });
  const relations = () =>
    reader({
      open: ({ name, attributes }) => {
        if (name === 'Relationship') targets.set(attributes['Id'] ?? '', attributes['Target'] ?? '');
      },
    });
  const parts: Readonly<Record<string, () => ReturnType<typeof reader>>> = {
    'xl/sharedStrings.xml': shared,
    'xl/styles.xml': styles,
    'xl/workbook.xml': workbook,
    'xl/_rels/workbook.xml.rels': relations,
  };
  for await (const _slice of unpacked(bytes(), (name) => {
    seen ||= name === 'xl/workbook.xml';
    return parts[name]?.();
  }));
  const target = targets.get(first ?? '');
  if (!seen || target === undefined) throw new FileFault('NOT_A_WORKBOOK');
  return { texts, showsDay, from1904, sheet: target.startsWith('/') ? target.slice(1) : `xl/${target}` };
}

/** `B12` → 1. */
function columnAt(reference: string): number {
  let at = 0;
  for (const letter of reference.replace(/[^A-Z]/g, '')) at = at * 26 + letter.charCodeAt(0) - 64;
  return at - 1;
}

/** A number as text without an exponent, so that a telephone number is one again. */
const plainNumber = (value: string) => (Number.isSafeInteger(Number(value)) ? String(Number(value)) : value);

function cellText(
  { texts, showsDay, from1904 }: Book,
  { t = 'n', s = '0' }: Readonly<Record<string, string>>,
  value: string,
): string {
  if (t === 's') return texts[Number(value)] ?? '';
  if (t === 'b') return value === '1' ? 'true' : 'false';
  if (t !== 'n' || value === '') return t === 'e' ? '' : value;
  if (!showsDay[Number(s)]) return plainNumber(value);
  return dayOfSerial(Number(value), from1904) ?? value;
}

/**
 * The rows of the first sheet that is shown, empty ones left out.
 * @param bytes the file from its beginning, each time
 * @throws {FileFault} it is no workbook, or too large once it is unpacked
 */
export async function* workbookRows(bytes: () => AsyncIterable<Uint8Array>): AsyncGenerator<TableRow> {
  const book = await bookOf(bytes);
  const ready: TableRow[] = [];
  let row = 0;
  let cells: string[] = [];
  let at = -1;
  let value = '';
  let attributes: Readonly<Record<string, string>> = {};
  let reads = false;
  const sheet = () =>
    reader({
      open: (tag) => {
        if (tag.name === 'row') {
          row = Number(tag.attributes['r'] ?? row + 1);
          cells = [];
          at = -1;
        } else if (tag.name === 'c') {
          attributes = tag.attributes;
          at = attributes['r'] === undefined ? at + 1 : columnAt(attributes['r']);
          value = '';
        } else if (tag.name === 'v' || tag.name === 't') reads = true;
      },
      text: (text) => {
        if (reads) value += text;
      },
      close: (name) => {
        if (name === 'v' || name === 't') reads = false;
        if (name === 'c' && at >= 0 && at < CELLS_LIMIT) {
          while (cells.length < at) cells.push('');
          cells[at] = cellText(book, attributes, value);
        }
        if (name === 'row' && cells.some((cell) => cell !== '')) ready.push({ row, cells });
      },
    });
  for await (const _slice of unpacked(bytes(), (name) => (name === book.sheet ? sheet() : undefined))) {
    yield* ready.splice(0);
  }
  yield* ready.splice(0);
}
