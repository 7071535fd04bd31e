// The tree of the plan: what initiatives add to each node.
import { useState } from 'preact/hooks';
import { Bar, Legend } from '../../charts/bars.tsx';
import { type Dashboard, type NodeRow, toNumber } from '../../data/reports.ts';
import { Block, Reported } from '../../parts/block.tsx';
import { Link } from '../../parts/link.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { count, decimal, money, percent } from '../../wording/numbers.ts';
import { say, sayCode } from '../../wording/say.ts';

/** A plan of more nodes than this opens with its first levels alone. */
const OPEN_WHOLE = 60;

const bands: Readonly<Record<string, string>> = {
  aligned: 'good',
  moderate: 'mid',
  weak: 'mid',
  'not-aligned': 'bad',
  gap: 'bad',
};

/** The band of a score, in words and in its colour. */
export const Band = ({ band }: { readonly band: string | null }) =>
  band === null ? <>–</> : <span class={`pill ${bands[band] ?? ''}`}>{sayCode('band', band)}</span>;

/** The rows that are shown: those whose node above is open. The report lists a tree from the top down. */
function shownRows(rows: readonly NodeRow[], isOpen: (row: NodeRow) => boolean): NodeRow[] {
  const shown: NodeRow[] = [];
  let closedAt = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    if (row.level > closedAt) continue;
    closedAt = isOpen(row) ? Number.POSITIVE_INFINITY : row.level;
    shown.push(row);
  }
  return shown;
}

export function Plan({ report }: { readonly report: Dashboard['reports']['plan/alignment'] }) {
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  return (
    <Block title={say('plan.title')} about={say('plan.about')} report="plan/alignment">
      <Legend
        items={[
          ['var(--data)', say('plan.mobilised')],
          ['var(--party-central)', say('plan.central')],
          ['var(--rest)', say('plan.rest')],
        ]}
      />
      <Reported report={report}>
        {({ rows, footer: { currency } }) => {
          const usually = (row: NodeRow) => rows.length <= OPEN_WHOLE && row.level < 3;
          const isOpen = (row: NodeRow) => usually(row) !== turned.has(row.code);
          const hasChildren = new Set(
            rows.filter((row, at) => (rows[at + 1]?.level ?? 0) > row.level).map(({ code }) => code),
          );
          const most = Math.max(1, ...rows.map(({ budget }) => toNumber(budget)));
          const turn = (code: string) =>
            setTurned(
              (codes) => new Set(codes.has(code) ? [...codes].filter((one) => one !== code) : [...codes, code]),
            );
          return (
            <Scroll>
              <table>
                <thead>
                  <tr>
                    <th>{say('plan.node')}</th>
                    <th>{say('plan.responsible')}</th>
                    <th class="bar">{say('plan.bar')}</th>
                    <th class="number">{say('plan.budget', { currency })}</th>
                    <th class="number">{say('plan.share')}</th>
                    <th class="number">{say('plan.open')}</th>
                    <th class="number">{say('plan.score')}</th>
                    <th>{say('plan.band')}</th>
                  </tr>
                </thead>
                <tbody>
                  {shownRows(rows, isOpen).map((row) => (
                    <tr key={row.code}>
                      <th scope="row" class={`level-${Math.min(row.level, 4)}`}>
                        {hasChildren.has(row.code) ? (
                          <button
                            type="button"
                            class="turn"
                            aria-expanded={isOpen(row)}
                            aria-label={say('plan.turn', { code: row.code })}
                            onClick={() => turn(row.code)}
                          >
                            {isOpen(row) ? '▾' : '▸'}
                          </button>
                        ) : null}
                        <Link to={`/page/analyse/nodes/${encodeURIComponent(row.code)}`}>
                          {row.code} <span lang={row.titleLang}>{row.title}</span>
                        </Link>
                      </th>
                      <td>{row.responsibleMinistry}</td>
                      <td class="bar">
                        <Bar
                          label={say('plan.barLabel', {
                            budget: money(row.budget, currency),
                            mobilised: money(row.mobilised, currency),
                            central: money(row.centralPaid, currency),
                          })}
                          of={most}
                          parts={budgetParts(row)}
                        />
                      </td>
                      <td class="number">{count(row.budget)}</td>
                      <td class="number">{percent(row.budgetSharePct)}</td>
                      <td class="number">{openLinks(row)}</td>
                      <td class="number">{decimal(row.weightedScore, 1)}</td>
                      <td>
                        <Band band={row.band} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Scroll>
          );
        }}
      </Reported>
    </Block>
  );
}

/** What of the budget is mobilised, what central funds have paid, and what is still to come. */
function budgetParts({ budget, mobilised, centralPaid }: NodeRow) {
  const [whole, others, central] = [toNumber(budget), toNumber(mobilised), toNumber(centralPaid)];
  return [
    { value: Math.min(others, whole), colour: '--data' },
    { value: Math.min(central, Math.max(0, whole - others)), colour: '--party-central' },
    { value: Math.max(0, whole - others - central), colour: '--rest' },
  ];
}

const openLinks = ({ awaiting, rejected }: NodeRow) =>
  [
    awaiting > 0 ? say('plan.awaiting', { count: awaiting }) : '',
    rejected > 0 ? say('plan.rejected', { count: rejected }) : '',
  ]
    .filter((words) => words !== '')
    .join(', ') || '–';
