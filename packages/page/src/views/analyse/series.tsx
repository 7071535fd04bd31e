// How one figure of a report moved: the report of each of the last month ends, asked for when the reader wants to see it.
import { monthEnd } from '@tributary/contracts';
import { useEffect, useState } from 'preact/hooks';
import { askOnce, type Problem, problemOf } from '../../data/answers.ts';
import { type Cell, type Report, reportUrl, TOTALS } from '../../data/reports.ts';
import { cellText, isNumber } from '../../parts/cell.ts';
import { Notice } from '../../parts/notice.tsx';
import { isTotal, rowName } from '../../parts/report-table.tsx';
import { month } from '../../wording/numbers.ts';
import { say } from '../../wording/say.ts';

const MONTHS = 12;
const WIDTH = 720;
const HEIGHT = 160;

/** The last days of the twelve months up to a day, the day itself being the last. */
export const monthEnds = (to: string): string[] => [
  ...Array.from({ length: MONTHS - 1 }, (_, at) => monthEnd(to, at + 1 - MONTHS)),
  to,
];

interface SeriesProps {
  readonly name: string;
  readonly report: Report;
}

type Points = readonly (readonly [on: string, value: Cell])[];

/** The row to begin with: the totals where there are some. */
const firstRow = ({ rows, columns }: Report) => {
  const row = rows.find((one) => isTotal(one, columns)) ?? rows[0];
  return row === undefined ? '' : rowName(row, columns);
};

function Line({ points, unit }: { readonly points: Points; readonly unit: string }) {
  const values = points.map(([, value]) => (value === null ? undefined : Number(value)));
  const most = Math.max(1, ...values.map((value) => value ?? 0));
  const x = (at: number) => 30 + (at * (WIDTH - 90)) / Math.max(1, points.length - 1);
  const y = (value: number) => 20 + (HEIGHT - 50) * (1 - value / most);
  const path = values
    .map((value, at) =>
      value === undefined ? '' : `${at === 0 || values[at - 1] === undefined ? 'M' : 'L'}${x(at)} ${y(value)}`,
    )
    .join('');
  return (
    <svg
      class="map"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={points.map(([on, value]) => `${month(on)}: ${cellText(value, { unit })}`).join('; ')}
    >
      <line x1="30" x2={WIDTH - 60} y1={y(0)} y2={y(0)} stroke="var(--line)" />
      <path d={path} fill="none" stroke="var(--data)" stroke-width="2" />
      {points.map(([on, value], at) => (
        <g key={on}>
          <text x={x(at)} y={HEIGHT - 6} text-anchor="middle">
            {month(on)}
          </text>
          {value === null ? null : (
            <>
              <circle cx={x(at)} cy={y(Number(value))} r="3" fill="var(--data)" data-value={Number(value)} />
              {at === 0 || at === points.length - 1 ? (
                <text x={x(at)} y={y(Number(value)) - 8} text-anchor="middle">
                  {cellText(value, { unit })}
                </text>
              ) : null}
            </>
          )}
        </g>
      ))}
    </svg>
  );
}

export function Series({ name, report }: SeriesProps) {
  const columns = report.columns.filter(
    (column) => isNumber(column) && column.unit !== 'level' && column.unit !== 'year',
  );
  const [row, setRow] = useState(firstRow(report));
  const [key, setKey] = useState(columns[0]?.key ?? '');
  const [reports, setReports] = useState<readonly Report[]>();
  const [problem, setProblem] = useState<Problem>();
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    if (!wanted) return undefined;
    const running = new AbortController();
    setReports(undefined);
    setProblem(undefined);
    readEach(
      monthEnds(report.to).map((to) => reportUrl(name, { to })),
      running.signal,
    )
      .then((read) => ('kind' in read ? setProblem(read) : setReports(read)))
      .catch(() => undefined);
    return () => running.abort();
  }, [wanted, name, report.to]);
  const column = columns.find((one) => one.key === key);
  if (column === undefined) return null;
  const points = reports?.map((one): readonly [string, Cell] => [
    one.to,
    one.rows.find((found) => rowName(found, one.columns) === row)?.[key] ?? null,
  ]);
  return (
    <section class="card screen-only" aria-labelledby="series-title">
      <div class="block-head">
        <h2 id="series-title">{say('series.title')}</h2>
      </div>
      {wanted ? null : (
        <button type="button" onClick={() => setWanted(true)}>
          {say('series.show')}
        </button>
      )}
      {wanted ? (
        <form class="inline">
          <label>
            {say('series.figure')}
            <select value={key} onChange={(event) => setKey(event.currentTarget.value)}>
              {columns.map((one) => (
                <option key={one.key} value={one.key}>
                  {one.label}
                </option>
              ))}
            </select>
          </label>
          <label>
            {say('series.row')}
            <select value={row} onChange={(event) => setRow(event.currentTarget.value)}>
              {report.rows.map((one) => {
                const of = rowName(one, report.columns);
                return (
                  <option key={of} value={of}>
                    {of.trim() === TOTALS ? say('total') : of}
                  </option>
                );
              })}
            </select>
          </label>
        </form>
      ) : null}
      {problem === undefined ? null : <Notice problem={problem} />}
      {wanted && points === undefined && problem === undefined ? <p class="soft">{say('loading')}</p> : null}
      {points === undefined ? null : <Line points={points} unit={column.unit} />}
    </section>
  );
}

/** Reads reports one after the other, so that a chart does not crowd out the page; stops at the first that has no answer. */
async function readEach(urls: readonly string[], signal: AbortSignal): Promise<Report[] | Problem> {
  const reports: Report[] = [];
  for (const url of urls) {
    const response = await askOnce(url, signal);
    if (!response.ok) return await problemOf(response);
    reports.push((await response.json()) as Report);
  }
  return reports;
}
