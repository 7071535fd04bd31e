// Properties of plan/alignment over generated histories, with several versions of the plan, at several days.
import { atOnce } from '@tributary/eventing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { initiativesUnder } from '../../src/reports/plan-alignment/drill-down.ts';
import { planAlignment } from '../../src/reports/plan-alignment/plan-alignment.ts';
import { render } from '../../src/serving/render.ts';
import { amount, country, type DrawnCountry, delivered, historyOf, reportDays, versionFacts } from './drawn-country.ts';
import { rowsFrom, type Told } from './history.ts';

const askedAt = (to: string) => ({ plan: 'NDP', to, language: 'en', currency: 'EUR' }) as const;

function figuresOf(history: readonly Told[], to: string, asOf?: string) {
  const figures = planAlignment.fold(rowsFrom(history, { to, asOf }), askedAt(to));
  if ('rejected' in figures) throw new Error(figures.rejected);
  return figures;
}

const bytesOf = (history: readonly Told[], to: string, asOf?: string) => {
  const form = { format: 'json', to, language: 'en', currency: 'EUR', labelled: false } as const;
  return render(planAlignment, figuresOf(history, to, asOf), form).toString();
};

const cents = (text: unknown) => BigInt(String(text).replace('.', ''));

const parts = ['accepted', 'awaiting', 'rejected', 'drifted'] as const;
type Part = (typeof parts)[number];

/** What a plain reading of the history says of each live initiative's newest links on a day. */
function readPlainly({ versions, initiatives }: DrawnCountry, to: string) {
  const inForce = versions.filter(({ from }) => from <= to).at(-1);
  const live = initiatives.filter(({ cancelled }) => !(cancelled && to >= '2026-03-01'));
  return live.map(({ cents: budget, proposals }) => {
    const newest = proposals.filter(({ on }) => on <= to).at(-1);
    const links = (newest?.links ?? []).map(({ code, weight, verdict, decidedOn }) => {
      const isGone = newest?.version.nodes.includes(code) && !inForce?.nodes.includes(code);
      const isDecided = decidedOn <= to && (verdict === 'accepted' || verdict === 'rejected');
      const part: Part = isGone ? 'drifted' : isDecided ? verdict : 'awaiting';
      return { code, part, exact: budget * BigInt(Math.round(weight * 100)) };
    });
    return { budget, links };
  });
}

const runs = { numRuns: 120 };

describe('rules 33 and 37: plan/alignment', () => {
  test('is the same bytes in whatever order the topics come', () => {
    const orders = fc.array(fc.nat({ max: 50 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(country, orders, fc.constantFrom(...reportDays), (drawn, order, to) => {
        const history = historyOf(drawn);
        expect(bytesOf(delivered(history, order), to)).toBe(bytesOf(history, to));
      }),
      runs,
    );
  });

  test('I6: ties: portfolioBudget = accepted + awaiting + rejected + drifted + unlinked, to the cent, on every day', () => {
    fc.assert(
      fc.property(country, (drawn) => {
        const history = historyOf(drawn);
        for (const to of reportDays) {
          const { footer } = figuresOf(history, to);
          const plain = readPlainly(drawn, to);
          const sum = [...parts, 'unlinked'].reduce((total, part) => total + cents(footer[part]), 0n);
          expect(sum).toBe(cents(footer['portfolioBudget']));
          expect(sum).toBe(plain.reduce((total, { budget }) => total + budget, 0n));
          for (const part of parts) {
            const links = plain.flatMap((one) => one.links).filter((link) => link.part === part);
            const miss = cents(footer[part]) * 10_000n - links.reduce((total, { exact }) => total + exact, 0n);
            expect(miss > -10_000n && miss < 10_000n).toBe(true);
          }
          const having = (isTheirs: (one: (typeof plain)[number]) => boolean) => plain.filter(isTheirs).length;
          expect(footer).toMatchObject({
            liveInitiatives: plain.length,
            unlinkedInitiatives: having(({ links }) => links.length === 0),
            driftedInitiatives: having(({ links }) => links.some(({ part }) => part === 'drifted')),
          });
        }
      }),
      runs,
    );
  });

  test('shows at each node what a plain reading of the history sums, rounded half up once', () => {
    fc.assert(
      fc.property(country, fc.constantFrom(...reportDays), (drawn, to) => {
        const inForce = drawn.versions.filter(({ from }) => from <= to).at(-1);
        const { rows, footer } = figuresOf(historyOf(drawn), to);
        expect(footer['planVersion']).toBe(inForce?.version);
        expect(rows.map(({ code }) => code)).toEqual(['1', ...(inForce?.nodes ?? [])]);
        for (const row of rows) {
          const code = String(row['code']);
          const counts = { accepted: 0, awaiting: 0, rejected: 0, drifted: 0 };
          let exact = 0n;
          for (const { links } of readPlainly(drawn, to)) {
            const below = links.filter((link) => link.part !== 'drifted' && isUnder(link.code, code, inForce?.nodes));
            for (const part of parts) if (below.some((link) => link.part === part)) counts[part] += 1;
            for (const link of below) if (link.part === 'accepted') exact += link.exact;
          }
          expect(row).toMatchObject({
            initiatives: counts.accepted,
            awaiting: counts.awaiting,
            rejected: counts.rejected,
            budget: amount((2n * exact + 10_000n) / 20_000n),
          });
        }
      }),
      runs,
    );
  });

  test('lists behind its footer as many initiatives as it counts as drifted and as unlinked', () => {
    fc.assert(
      fc.property(country, fc.constantFrom(...reportDays), (drawn, to) => {
        const history = historyOf(drawn);
        const { footer } = figuresOf(history, to);
        const listed = (node: string) => {
          const items = atOnce(initiativesUnder(rowsFrom(history, { to }), node, askedAt(to)));
          return 'rejected' in items ? undefined : items.length;
        };
        expect(listed('drifted')).toBe(footer['driftedInitiatives']);
        expect(listed('unaligned')).toBe(footer['unlinkedInitiatives']);
      }),
      runs,
    );
  });

  test('of a day before a version is in force is not changed by that version, to the byte', () => {
    const asOf = '2027-01-01T00:00:00.000Z';
    fc.assert(
      fc.property(country, (drawn) => {
        const newest = drawn.versions.at(-1);
        fc.pre(newest !== undefined && drawn.versions.length > 1);
        const without = historyOf({ ...drawn, versions: drawn.versions.slice(0, -1) });
        const history = [...without, ...versionFacts(newest)];
        for (const to of reportDays.filter((day) => day < newest.from)) {
          expect(bytesOf(history, to, asOf)).toBe(bytesOf(without, to, asOf));
        }
      }),
      runs,
    );
  });
});

/** Whether a link to a node counts under a row: the node is in the version, and is the row's or below it. */
const isUnder = (code: string, row: string, nodes: readonly string[] = []) =>
  nodes.includes(code) && (code === row || code.startsWith(`${row}.`));
