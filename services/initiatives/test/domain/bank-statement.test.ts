// A statement of a bank: what its file says, and what its entries propose. Whatever is sent is read or refused, never more.
import { type MatchedEntry, STATEMENT_ENTRIES, type StatementEntry, type Tranche } from '@tributary/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readStatement } from '../../src/bank-file/statement-file.ts';
import { matched } from '../../src/bank-statement/matching.ts';
import { type Line, statementFile } from '../statement.ts';
import { on, paid } from './award-ground.ts';

const bytes = (text: string) => Buffer.from(text, 'utf8');
const read = (text: string) => readStatement(bytes(text));
const entries = (...lines: Line[]): readonly StatementEntry[] => {
  const file = read(statementFile(lines));
  if ('rejected' in file) throw new Error(String(file.values['found']));
  return file.entries;
};
const found = (text: string) => {
  const file = read(text);
  return 'rejected' in file ? String(file.values['found']) : undefined;
};

describe('the file of a statement', () => {
  it('tells of each movement its amount, day and numbers, in old versions and new ones', () => {
    expect(read(statementFile([{ endToEndId: 'ORDER-1' }], '02'))).toEqual({
      statementIds: ['STMT-1'],
      entries: [
        {
          no: 1,
          direction: 'debit',
          amount: { amount: '24000.00', currency: 'EUR' },
          bookedOn: on,
          isBooked: true,
          isReturn: false,
          entryReference: 'REF-1',
          endToEndId: 'ORDER-1',
        },
      ],
    });
    expect(
      entries({ status: 'BOOK', amount: '350000.000', currency: 'XOF', direction: 'CRDT', returned: 'AC04' }),
    ).toEqual([
      expect.objectContaining({
        direction: 'credit',
        isBooked: true,
        isReturn: true,
        returnCode: 'AC04',
        amount: { amount: '350000', currency: 'XOF' },
      }),
    ]);
    expect(entries({ status: '<Cd>PDNG</Cd>', endToEndId: 'A &amp; B' })[0]).toMatchObject({
      isBooked: false,
      endToEndId: 'A & B',
    });
  });

  it('parts an entry of several payments, each of which has an amount of its own', () => {
    const many = (amount: string) =>
      statementFile([{}]).replace(
        /<TxDtls>.*<\/TxDtls>/s,
        ['ONE', 'TWO'].map((id) => `<TxDtls><Refs><EndToEndId>${id}</EndToEndId></Refs>${amount}</TxDtls>`).join(''),
      );
    expect(read(many('<Amt Ccy="EUR">12000.00</Amt>'))).toMatchObject({
      entries: [
        { no: 1, endToEndId: 'ONE', amount: { amount: '12000.00' } },
        { no: 2, endToEndId: 'TWO' },
      ],
    });
    expect(read(many('<AmtDtls><TxAmt><Amt Ccy="EUR">1.5</Amt></TxAmt></AmtDtls>'))).toMatchObject({
      entries: [{ amount: { amount: '1.50' } }, {}],
    });
    expect(found(many(''))).toContain('Ntry 1');
  });

  it('says what else was sent', () => {
    expect(found('%PDF-1.7')).toBe('PDF');
    expect(found(':20:STARTUMS\n:25:1234')).toBe('SWIFT MT940');
    expect(found('{1:F01BANKBEBB}')).toBe('SWIFT MT940');
    expect(found('{"a":1}')).toBe('JSON');
    expect(found('date;amount\n1;2')).toBe('CSV');
    expect(found('<!DOCTYPE html><html/>')).toBe('HTML');
    expect(found('hello')).toBe('TXT');
    expect(found('<Envelope/>')).toBe('XML <Envelope>');
    const pain = '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"><CstmrCdtTrfInitn/></Document>';
    expect(found(pain)).toBe('pain.001.001.09');
    expect(found(statementFile([{}]).replace('</Stmt>', ''))).toMatch(/^XML, line \d+: /);
    expect(found(statementFile([{ amount: '1.234' }]))).toBe('camt.053, Ntry 1: Amt, Ccy, CdtDbtInd');
    expect(found(statementFile([{ currency: 'XXQ' }]))).toContain('Ntry 1');
    expect(readStatement(Buffer.from([0x3c, 0xff, 0xfe]))).toMatchObject({ values: { found: 'no UTF-8' } });
  });

  it('is refused where it would grow beyond itself: by entities, nesting or number', () => {
    const bomb = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>';
    expect(found(statementFile([{ endToEndId: '&b;' }]).replace(/<\?xml[^>]*\?>/, bomb))).toBe('XML + DTD');
    const deep = '<a>'.repeat(5_000) + '</a>'.repeat(5_000);
    expect(found(`<Document>${deep}</Document>`)).toMatch(/^XML, (nesting|line)/);
    const many = Array.from({ length: STATEMENT_ENTRIES + 1 }, () => ({}));
    expect(found(statementFile(many))).toContain(`> ${STATEMENT_ENTRIES}`);
  });

  it('is read or refused, whatever it is', () => {
    const whole = statementFile([{ endToEndId: 'ORDER-1' }]);
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(40), fc.string({ maxLength: 12 }), (at, less, more) => {
        const file = read(whole.slice(0, at) + more + whole.slice(at + less));
        expect('rejected' in file ? file.rejected : file.entries.length <= 2).toSatisfy(
          (one: unknown) => one === 'STATEMENT_NOT_READ' || one === true,
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe('an entry', () => {
  const [tranche] = paid().tranches;
  if (tranche === undefined) throw new Error('it was paid');
  const { payment, ...unpaid } = tranche;
  const ordered: Tranche = {
    ...unpaid,
    status: 'instructed',
    instruction: { batchId: 'b', reference: 'ORDER-1', instructedOn: on },
  };
  const carried: Tranche = { ...tranche, payment: { ...tranche.payment, reference: 'ORDER-1' } as never };
  const back = { ...payment, reference: 'ORDER-1', reversedOn: on, reasonCode: 'X' } as never;
  const match = (of: Tranche | undefined, ...lines: Line[]): readonly MatchedEntry[] =>
    matched(entries(...lines), (reference) =>
      of && reference === 'ORDER-1' ? { awardId: 'a', tranche: of } : undefined,
    );
  const order: Line = { endToEndId: 'ORDER-1' };
  const returned: Line = { ...order, direction: 'CRDT', returned: 'AC04' };

  it('proposes the payment of an order, and the return of it', () => {
    expect(match(ordered, order)).toMatchObject([{ proposal: { kind: 'payment', awardId: 'a', tranche: 1 } }]);
    expect(match(carried, returned)).toMatchObject([{ proposal: { kind: 'payment-reversal' } }]);
    expect(match(ordered, order, returned)).toMatchObject([
      { proposal: { kind: 'payment' } },
      { proposal: { kind: 'payment-reversal' } },
    ]);
  });

  it('says why it proposes nothing', () => {
    const why = (of: Tranche | undefined, ...lines: Line[]) => match(of, ...lines).map(({ unmatched }) => unmatched);
    expect(why(undefined, order)).toEqual(['REFERENCE_UNKNOWN']);
    expect(why(ordered, {})).toEqual(['NO_REFERENCE']);
    expect(why(ordered, { ...order, status: '<Cd>PDNG</Cd>' })).toEqual(['NOT_BOOKED']);
    expect(why(ordered, order, order)).toEqual(['REFERENCE_TWICE', 'REFERENCE_TWICE']);
    expect(why(ordered, { ...order, amount: '23999.99' })).toEqual(['AMOUNT_DIFFERS']);
    expect(why(ordered, { ...order, currency: 'USD' })).toEqual(['AMOUNT_DIFFERS']);
    expect(why(ordered, { ...order, direction: 'CRDT' })).toEqual(['OTHER_DIRECTION']);
    expect(why(carried, order)).toEqual(['RECORDED_ALREADY']);
    expect(why({ ...unpaid, status: 'approved', reversals: [back] }, order, returned)).toEqual([
      'RECORDED_ALREADY',
      'RECORDED_ALREADY',
    ]);
  });
});
