// What holds of the money reports over any history, on any day, in whatever order the topics come.
import { atOnce } from '@tributary/eventing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fundsMatching } from '../../src/reports/funds-matching/funds-matching.ts';
import { unpaidBy } from '../../src/reports/funds-matching/unpaid.ts';
import { programmesFunnel } from '../../src/reports/programmes-funnel/programmes-funnel.ts';
import type { Figures } from '../../src/reports/report.ts';
import { amount, delivered } from './drawn-country.ts';
import { rowsFrom, type Told } from './history.ts';
import { application, call, granted, held, paid, programme, signed, terminated, verified } from './money.ts';

const programmes = ['A', 'B'];
const day = fc
  .integer({ min: 0, max: 500 })
  .map((days) => new Date(Date.UTC(2025, 0, 1 + days)).toISOString().slice(0, 10));
const minor = fc.bigInt({ min: 1n, max: 10n ** 15n });
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
const reasons = fc.subarray(['SHARE_BELOW_FLOOR', 'PROJECT_BELOW_MIN', 'SECTOR_EXCLUDED']);

const story = fc.record({
  programme: fc.constantFrom(...programmes),
  call: fc.constantFrom('one', 'two'),
  days: fc.array(day, { minLength: 8, maxLength: 8 }).map((days) => [...days].sort()),
  reasonCodes: reasons,
  reached: fc.integer({ min: 0, max: 7 }),
  isDeclined: fc.boolean(),
  isWithdrawn: fc.boolean(),
  shares: fc.record({ central: minor, local: minor, diaspora: minor, partner: minor }),
  isShort: fc.boolean(),
  form: fc.constantFrom('cash' as const, 'in-kind' as const, 'fx-transfer' as const, 'time' as const),
  endsOn: maybe(day),
});
type Story = typeof story extends fc.Arbitrary<infer One> ? One : never;

function factsOf(one: Story, at: number): readonly Told[] {
  const { days, reached, reasonCodes, shares, isShort } = one;
  const on = (step: number) => days[step] ?? '';
  const code = `${at}`;
  const isEligible = reasonCodes.length === 0;
  const goesOn = isEligible && !one.isDeclined;
  const applied = application({
    code,
    call: one.call,
    programme: one.programme,
    submittedOn: on(0),
    eligibility: reached >= 1 ? { on: on(1), reasonCodes } : undefined,
    reviewedOn: reached >= 2 && isEligible ? on(2) : undefined,
    approvedOn: reached >= 3 && goesOn ? on(3) : undefined,
    decline:
      reached >= 3 && isEligible && one.isDeclined ? { on: on(3), reasonCodes: ['SCORE_BELOW_THRESHOLD'] } : undefined,
    withdrawnOn: one.isWithdrawn && reached < 4 ? on(4) : undefined,
  });
  if (reached < 4 || !goesOn) return applied;
  const written = Object.fromEntries(Object.entries(shares).map(([role, value]) => [role, amount(value)]));
  const half = shares.central / 2n;
  return [
    ...applied,
    ...granted({ code, programme: one.programme, grantedOn: on(3), shares: written }),
    ...signed(code, on(4), [amount(half), on(5)], [amount(shares.central - half), on(7)]),
    ...(isShort
      ? held(code, 1, 'COUNTERPART_SHORT', on(4))
      : verified(code, 'diaspora', one.form, amount(shares.diaspora), on(5))),
    ...(reached >= 6 && !isShort ? paid(code, 1, amount(half), on(6)) : []),
    ...(one.endsOn !== undefined && one.endsOn > on(6) ? terminated(code, one.endsOn) : []),
  ];
}

const history = fc
  .array(story, { maxLength: 12 })
  .map((stories) => [
    ...programmes.flatMap((code) => programme(code)),
    ...call('one', 'A', '2024-12-01'),
    ...call('two', 'B', '2024-12-01'),
    ...stories.flatMap(factsOf),
  ]);

const askedAt = (to: string) => ({ plan: undefined, to, language: 'en', currency: 'EUR' }) as const;
const cents = (cell: unknown) => BigInt(String(cell).replace('.', ''));
const runs = { numRuns: 150 };

function insist(figures: Figures | { readonly rejected: string }): Figures {
  if ('rejected' in figures) throw new Error(figures.rejected);
  return figures;
}

const answersAt = (told: readonly Told[], to: string) => {
  const rows = rowsFrom(told, { to });
  return {
    matching: insist(fundsMatching.fold(rows, askedAt(to))),
    funnel: insist(programmesFunnel.fold(rows, askedAt(to))),
    unpaid: atOnce(unpaidBy(rows, askedAt(to))),
  };
};

describe('the money reports', () => {
  test('are the same in whatever order the topics come', () => {
    const orders = fc.array(fc.nat({ max: 50 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(history, orders, day, (told, order, to) => {
        expect(answersAt(delivered(told, order), to)).toEqual(answersAt(told, to));
      }),
      runs,
    );
  });

  test('have totals that are the sums of their rows, to the cent', () => {
    fc.assert(
      fc.property(history, day, (told, to) => {
        const { matching, funnel } = answersAt(told, to);
        for (const { rows } of [matching, funnel]) {
          const [total = {}, ...others] = [...rows].reverse();
          expect(total['code']).toBe('all');
          for (const [column, cell] of Object.entries(total)) {
            const isSum = typeof cell === 'number' ? column !== 'leverage' : /^-?\d+\.\d\d$/.test(String(cell));
            if (!isSum) continue;
            expect(others.reduce((sum, row) => sum + cents(row[column]), 0n)).toBe(cents(cell));
          }
        }
      }),
      runs,
    );
  });

  test('split what was received into pending, eligible and ineligible, and what was promised by party', () => {
    fc.assert(
      fc.property(history, day, (told, to) => {
        const { matching, funnel } = answersAt(told, to);
        for (const { received, pending, eligible, ineligible, approved, declined, signed, firstPaid } of funnel.rows) {
          expect(Number(pending) + Number(eligible) + Number(ineligible)).toBe(received);
          expect(Number(approved) + Number(declined)).toBeLessThanOrEqual(Number(eligible));
          expect(Number(signed)).toBeLessThanOrEqual(Number(approved));
          expect(Number(firstPaid)).toBeLessThanOrEqual(Number(signed));
        }
        for (const row of matching.rows) {
          const parties = ['Central', 'Local', 'Diaspora', 'Partner'].map((party) => cents(row[`committed${party}`]));
          const committed = parties.reduce((sum, part) => sum + part, 0n);
          expect(committed).toBe(cents(row['committedTotal']));
          expect(cents(row['centralPaid']) <= cents(row['committedCentral'])).toBe(true);
          const verifiedCash = ['Local', 'Diaspora', 'Partner'].map((party) => cents(row[`verifiedCash${party}`]));
          const all = verifiedCash.reduce((sum, part) => sum + part, cents(row['verifiedInKind']));
          expect(committed - (parties[0] ?? 0n) - all).toBe(cents(row['outstanding']));
        }
      }),
      runs,
    );
  });

  test('list as unpaid what is due and not paid, tranche by tranche', () => {
    fc.assert(
      fc.property(history, day, (told, to) => {
        const { unpaid } = answersAt(told, to);
        expect(unpaid.items.reduce((sum, item) => sum + cents(item.amount), 0n)).toBe(cents(unpaid.unpaid));
        expect(cents(unpaid.paid) + cents(unpaid.unpaid)).toBe(cents(unpaid.due));
        expect(unpaid.items.every(({ dueOn, reasonCode }) => dueOn <= to && reasonCode !== '')).toBe(true);
        const days = unpaid.items.map(({ dueOn }) => dueOn);
        expect(days).toEqual([...days].sort());
      }),
      runs,
    );
  });
});
