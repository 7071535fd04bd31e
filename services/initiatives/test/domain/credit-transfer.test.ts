// The file by which a bank is asked to pay, as its schema (pain.001.001.09) has it: which elements stand where and in
// which order, how often, and in which form.
import { type Account, fromMinor, toMinor } from '@tributary/contracts';
import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { creditTransferFile, type Transfer } from '../../src/bank-file/credit-transfer.ts';

type Node = Readonly<Record<string, unknown>>;

const iban: Account = { holder: 'Torva Highland Circle', iban: 'FR1420041010050500013M02606' };
const local: Account = { holder: 'Mairie de Torva', accountNumber: '0001-22 33', bankCode: '12345', country: 'SN' };
const transfer = (amount: string, currency: string, creditor: Account = iban): Transfer => ({
  endToEndId: '0190a1b2000070008000000000000000b001'.slice(0, 35),
  amount: { amount, currency },
  creditor,
  about: 'Award 1, tranche 1',
});
const file = (transfers: readonly Transfer[], changed = {}) =>
  creditTransferFile({
    messageId: '0190a1b2000070008000000000000b00',
    createdAt: '2026-06-30T12:00:00.000Z',
    executeOn: '2026-07-01',
    debtor: { ...iban, holder: 'Ministry of Finance' },
    transfers,
    ...changed,
  });

const reader = new XMLParser({ preserveOrder: true, ignoreAttributes: false, parseTagValue: false, trimValues: false });

/** The elements in a list as the parser gives it, each by its name, with what it holds. */
const childrenOf = (list: readonly Node[]): readonly (readonly [string, readonly Node[], Node])[] =>
  list.flatMap((node) =>
    Object.entries(node)
      .filter(([name]) => name !== ':@' && name !== '#text' && !name.startsWith('?'))
      .map(([name, inner]) => [name, inner as readonly Node[], node] as const),
  );
const textOf = (list: readonly Node[]) => list.map((node) => String(node['#text'] ?? '')).join('');

/** What the schema says of the elements that are used: their children in order, and how often each comes. */
const schema: Readonly<Record<string, readonly (readonly [name: string, least: number, most: number])[]>> = {
  Document: [['CstmrCdtTrfInitn', 1, 1]],
  CstmrCdtTrfInitn: [
    ['GrpHdr', 1, 1],
    ['PmtInf', 1, Number.POSITIVE_INFINITY],
  ],
  GrpHdr: [
    ['MsgId', 1, 1],
    ['CreDtTm', 1, 1],
    ['NbOfTxs', 1, 1],
    ['CtrlSum', 0, 1],
    ['InitgPty', 1, 1],
  ],
  PmtInf: [
    ['PmtInfId', 1, 1],
    ['PmtMtd', 1, 1],
    ['NbOfTxs', 0, 1],
    ['CtrlSum', 0, 1],
    ['ReqdExctnDt', 1, 1],
    ['Dbtr', 1, 1],
    ['DbtrAcct', 1, 1],
    ['DbtrAgt', 1, 1],
    ['CdtTrfTxInf', 1, Number.POSITIVE_INFINITY],
  ],
  ReqdExctnDt: [['Dt', 1, 1]],
  CdtTrfTxInf: [
    ['PmtId', 1, 1],
    ['Amt', 1, 1],
    ['CdtrAgt', 0, 1],
    ['Cdtr', 0, 1],
    ['CdtrAcct', 0, 1],
    ['RmtInf', 0, 1],
  ],
  PmtId: [
    ['InstrId', 0, 1],
    ['EndToEndId', 1, 1],
  ],
  Amt: [['InstdAmt', 1, 1]],
  InitgPty: [['Nm', 0, 1]],
  Dbtr: [['Nm', 0, 1]],
  Cdtr: [['Nm', 0, 1]],
  DbtrAcct: [['Id', 1, 1]],
  CdtrAcct: [['Id', 1, 1]],
  DbtrAgt: [['FinInstnId', 1, 1]],
  CdtrAgt: [['FinInstnId', 1, 1]],
  FinInstnId: [
    ['BICFI', 0, 1],
    ['ClrSysMmbId', 0, 1],
    ['Othr', 0, 1],
  ],
  ClrSysMmbId: [['MmbId', 1, 1]],
  RmtInf: [['Ustrd', 0, Number.POSITIVE_INFINITY]],
  Othr: [['Id', 1, 1]],
};

/** The form of what elements hold that have no children. */
const forms: Readonly<Record<string, RegExp>> = {
  MsgId: /^.{1,35}$/,
  PmtInfId: /^.{1,35}$/,
  InstrId: /^.{1,35}$/,
  EndToEndId: /^.{1,35}$/,
  CreDtTm: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/,
  NbOfTxs: /^[0-9]{1,15}$/,
  CtrlSum: /^(?=(\D*\d){1,18}\D*$)\d+(\.\d{1,17})?$/,
  PmtMtd: /^(CHK|TRF|TRA)$/,
  Dt: /^\d{4}-\d\d-\d\d$/,
  Nm: /^.{1,140}$/,
  IBAN: /^[A-Z]{2}[0-9]{2}[a-zA-Z0-9]{1,30}$/,
  BICFI: /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/,
  MmbId: /^.{1,35}$/,
  InstdAmt: /^(?=(\D*\d){1,18}\D*$)\d+(\.\d{1,5})?$/,
  Ustrd: /^.{1,140}$/,
  Id: /^.{1,35}$/,
};

/** What stands against an element by the schema. */
function faultsOf(name: string, inner: readonly Node[]): readonly string[] {
  const children = childrenOf(inner);
  if (name === 'Id' && children.length > 0) {
    return children.length === 1 ? children.flatMap(([child, of]) => faultsOf(child, of)) : ['Id is a choice'];
  }
  const form = forms[name];
  if (form !== undefined) return form.test(textOf(inner)) ? [] : [`${name}: ${textOf(inner)}`];
  const allowed = schema[name];
  if (allowed === undefined) return [`${name} is not known`];
  const names = children.map(([child]) => child);
  const order = allowed.flatMap(([child]) => names.filter((one) => one === child));
  const counts = allowed.filter(([child, least, most]) => {
    const count = names.filter((one) => one === child).length;
    return count < least || count > most;
  });
  return [
    ...(order.join() === names.join() ? [] : [`${name}: ${names.join()}`]),
    ...counts.map(([child]) => `${name} has a wrong number of ${child}`),
    ...children.flatMap(([child, of]) => faultsOf(child, of)),
  ];
}

function faultsIn(text: string): readonly string[] {
  if (XMLValidator.validate(text) !== true) return ['it is not well-formed'];
  const [root] = childrenOf(reader.parse(text) as readonly Node[]);
  if (root === undefined) return ['it is empty'];
  const [name, inner, node] = root;
  const space = (node[':@'] as Node | undefined)?.['@_xmlns'];
  return space === 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09' ? faultsOf(name, inner) : [String(space)];
}

describe('the file of a payment batch', () => {
  it('is what the schema has, for accounts with IBAN and without, in currencies of 0, 2 and 3 decimals', () => {
    const transfers = [
      transfer('350000', 'XOF', local),
      transfer('24000.00', 'EUR'),
      transfer('1.005', 'TND', { ...local, bankCode: 'DEUTDEFF' }),
      transfer('0.50', 'EUR', local),
    ];
    const text = file(transfers, { debtorBic: 'BNPAFRPP' });
    expect(faultsIn(text)).toEqual([]);
    expect(text).toContain('<NbOfTxs>4</NbOfTxs>');
    expect(text).toContain('<CtrlSum>374001.505</CtrlSum>');
    expect(text.match(/<PmtInfId>\w+<\/PmtInfId>/g)).toHaveLength(3);
    expect(text).toContain('<InstdAmt Ccy="XOF">350000</InstdAmt>');
    expect(text).toContain('<InstdAmt Ccy="TND">1.005</InstdAmt>');
    expect(text).toContain('<CtrlSum>24000.50</CtrlSum>');
    expect(text).toContain('<BICFI>BNPAFRPP</BICFI>');
    expect(text).toContain('<MmbId>12345</MmbId>');
    expect(faultsIn(file([transfer('1.00', 'EUR')]))).toEqual([]);
  });

  it('is the same whenever it is made, and sums up what it holds, whatever names are in it', () => {
    const drawn = fc.record({
      minor: fc.bigInt(1n, 10n ** 12n),
      currency: fc.constantFrom('EUR', 'XOF', 'TND'),
      holder: fc
        .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
        .filter((name) => !/[\p{C}\p{Z}]/u.test(name)),
    });
    fc.assert(
      fc.property(fc.array(drawn, { minLength: 1, maxLength: 20 }), (payments) => {
        const transfers = payments.map(({ minor, currency, holder }) => ({
          ...transfer('0', currency, { ...iban, holder: `${holder} <&"'>` }),
          amount: fromMinor(minor, currency),
        }));
        const text = file(transfers);
        expect(text).toBe(file(transfers));
        expect(faultsIn(text)).toEqual([]);
        const amounts = [...text.matchAll(/<InstdAmt Ccy="(\w+)">([\d.]+)</g)];
        const thousandths = amounts.map(([, , amount = '']) => toMinor({ amount, currency: 'TND' }));
        const [, total = ''] = /<CtrlSum>([\d.]+)</.exec(text) ?? [];
        expect(toMinor({ amount: total, currency: 'TND' })).toBe(thousandths.reduce((sum, one) => sum + one, 0n));
        const names = new XMLParser({ parseTagValue: false, trimValues: false }).parse(text).Document.CstmrCdtTrfInitn;
        const held = [names.PmtInf].flat().flatMap(({ CdtTrfTxInf }) => [CdtTrfTxInf].flat());
        expect(held.map(({ Cdtr }) => Cdtr.Nm).sort()).toEqual(transfers.map(({ creditor }) => creditor.holder).sort());
      }),
      { numRuns: 60 },
    );
  });

  it('is held against the schema by what finds a fault', () => {
    const text = file([transfer('1.00', 'EUR')]);
    const swapped = text.replace(/(<PmtMtd>TRF<\/PmtMtd>)\s*(<NbOfTxs>1<\/NbOfTxs>)/, '$2$1');
    expect(faultsIn(swapped)).not.toEqual([]);
    expect(faultsIn(text.replace('<Dt>2026-07-01</Dt>', ''))).not.toEqual([]);
    expect(faultsIn(text.replace('1.00</InstdAmt>', '1,00</InstdAmt>'))).not.toEqual([]);
    expect(faultsIn(text.replace('.09"', '.03"'))).not.toEqual([]);
  });
});
