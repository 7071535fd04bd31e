// The statement of a bank as its file tells it: ISO 20022 camt.053, of any version. What comes from outside is bounded
// before it is read: UTF-8 alone, no document type and so no entities, no deep nesting, no more entries than are kept.
import {
  Currency,
  exponentOf,
  fromMinor,
  LocalDate,
  type Rejection,
  reject,
  STATEMENT_ENTRIES,
  type StatementEntry,
  toMinor,
} from '@tributary/contracts';
import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** What a file says. */
export interface StatementFile {
  readonly statementIds: readonly string[];
  readonly entries: readonly StatementEntry[];
}

const DEEPEST = 40;
const LISTS = ['Stmt', 'Ntry', 'NtryDtls', 'TxDtls'];

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  textNodeName: '#',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: true,
  maxNestedTags: DEEPEST,
  isArray: (name) => LISTS.includes(name),
});

type Refused = Rejection<'STATEMENT_NOT_READ'>;
type Element = Readonly<Record<string, unknown>>;

/** @param found what the file looks like instead, or what is wrong in it */
const refuse = (found: string): Refused => reject('STATEMENT_NOT_READ', { found });

/** Reads a file. */
export function readStatement(bytes: Uint8Array): StatementFile | Refused {
  const text = decoded(bytes);
  if (text === undefined) return refuse('no UTF-8');
  const other = formOf(text);
  if (other !== undefined) return refuse(other);
  const valid = XMLValidator.validate(text);
  if (valid !== true) return refuse(`XML, line ${valid.err.line}: ${valid.err.code}`);
  const document = parsed(text);
  if (document === undefined) return refuse(`XML, nesting > ${DEEPEST}`);
  const [root = '–'] = Object.keys(document).filter((name) => !name.startsWith('?'));
  const body = elementIn(document[root]);
  const message = elementIn(body['BkToCstmrStmt']);
  if (root !== 'Document' || body['BkToCstmrStmt'] === undefined) return refuse(messageOf(text) ?? `XML <${root}>`);
  const statements = listIn(message['Stmt']);
  const lines = statements.flatMap((statement) => listIn(statement['Ntry'])).flatMap(linesOf);
  if (statements.length === 0) return refuse('camt.053, Stmt × 0');
  if (lines.length > STATEMENT_ENTRIES) return refuse(`camt.053, Ntry × ${lines.length} > ${STATEMENT_ENTRIES}`);
  const entries = lines.map((line, at) => entryOf(line, at + 1));
  const wrong = entries.indexOf(undefined);
  if (wrong >= 0) return refuse(`camt.053, Ntry ${wrong + 1}: Amt, Ccy, CdtDbtInd`);
  return {
    statementIds: statements.flatMap(({ Id }) => shortText(Id) ?? []),
    entries: entries.flatMap((entry) => entry ?? []),
  };
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** What a text is that is not read as XML; undefined where it may be. */
function formOf(text: string): string | undefined {
  const start = text.slice(0, 400).trimStart();
  if (start.startsWith('%PDF')) return 'PDF';
  if (start.startsWith('{1:') || /^:20:/m.test(start)) return 'SWIFT MT940';
  if (/^[[{]/.test(start)) return 'JSON';
  if (/^<(!doctype )?html/i.test(start)) return 'HTML';
  if (!start.startsWith('<')) return /[;,\t]/.test(start) ? 'CSV' : 'TXT';
  return /<!(DOCTYPE|ENTITY)/i.test(text) ? 'XML + DTD' : undefined;
}

function parsed(text: string): Element | undefined {
  try {
    return parser.parse(text) as Element;
  } catch {
    return undefined;
  }
}

/** The message of ISO 20022 that a document is, by its namespace. */
const messageOf = (text: string): string | undefined =>
  /xmlns(?::\w+)?=["'][^"']*?([a-z]{4}\.\d{3}\.\d{3}\.\d{2})["']/.exec(text)?.[1];

const elementIn = (of: unknown): Element => (typeof of === 'object' && of !== null ? (of as Element) : {});
const listIn = (of: unknown): readonly Element[] => (Array.isArray(of) ? of.map(elementIn) : []);
const textIn = (of: unknown): string | undefined => {
  const text = typeof of === 'object' && of !== null ? (of as Element)['#'] : of;
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined;
};

/** A number of at most 35 characters that can be kept; what is longer or none is left out. */
const shortText = (of: unknown): string | undefined => {
  const text = textIn(of);
  return text !== undefined && /^[\x20-\x7e\xa1-\u02ff]{1,35}$/.test(text) ? text : undefined;
};

/** An entry, and the one payment of it that is told; an entry of several payments is as many lines. */
interface Line {
  readonly entry: Element;
  readonly payment: Element;
  readonly isOnly: boolean;
}

function linesOf(entry: Element): readonly Line[] {
  const payments = listIn(entry['NtryDtls']).flatMap((details) => listIn(details['TxDtls']));
  if (payments.length === 0) return [{ entry, payment: {}, isOnly: true }];
  return payments.map((payment) => ({ entry, payment, isOnly: payments.length === 1 }));
}

/** @returns undefined where the file does not say how much was moved, and in which direction */
function entryOf({ entry, payment, isOnly }: Line, no: number): StatementEntry | undefined {
  const told = payment['Amt'] ?? elementIn(elementIn(payment['AmtDtls'])['TxAmt'])['Amt'];
  // an entry of several payments has the sum of them, which is the amount of none
  const amount = amountOf(told ?? (isOnly ? entry['Amt'] : undefined));
  const indicator = textIn(payment['CdtDbtInd']) ?? textIn(entry['CdtDbtInd']);
  if (amount === undefined || (indicator !== 'DBIT' && indicator !== 'CRDT')) return undefined;
  const references = elementIn(payment['Refs']);
  const endToEndId = shortText(references['EndToEndId']);
  const entryReference =
    shortText(references['AcctSvcrRef']) ?? shortText(entry['AcctSvcrRef']) ?? shortText(entry['NtryRef']);
  const status = textIn(entry['Sts']) ?? textIn(elementIn(entry['Sts'])['Cd']);
  const booked = elementIn(entry['BookgDt']);
  const day = LocalDate.safeParse((textIn(booked['Dt']) ?? textIn(booked['DtTm']) ?? '').slice(0, 10));
  const returned = elementIn(payment['RtrInf']);
  const code = textIn(elementIn(returned['Rsn'])['Cd']);
  return {
    no,
    direction: indicator === 'DBIT' ? 'debit' : 'credit',
    amount,
    ...(day.success && { bookedOn: day.data }),
    isBooked: status === 'BOOK',
    isReturn: payment['RtrInf'] !== undefined || textIn(entry['RvslInd']) === 'true',
    ...(entryReference !== undefined && { entryReference }),
    ...(endToEndId !== undefined && endToEndId !== 'NOTPROVIDED' && { endToEndId }),
    ...(code !== undefined && /^[A-Z0-9]{1,4}$/.test(code) && { returnCode: code }),
  };
}

/** An amount with its currency; zeros beyond the decimals of that are left out. */
function amountOf(of: unknown): StatementEntry['amount'] | undefined {
  const currency = Currency.safeParse(elementIn(of)['@Ccy']);
  const digits = textIn(of);
  if (!currency.success || digits === undefined || !/^\d{1,15}(\.\d{1,5})?$/.test(digits)) return undefined;
  const amount = digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;
  const decimals = amount.split('.')[1]?.length ?? 0;
  if (decimals > exponentOf(currency.data)) return undefined;
  return fromMinor(toMinor({ amount, currency: currency.data }), currency.data);
}
