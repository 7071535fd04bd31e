import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { api } from '../data/answers.ts';
import { changes } from '../data/changes.ts';
import { type Cell, cuts, isAnswered, type Report, reportUrl, type Unanswered } from '../data/reports.ts';
import { say } from '../wording/say.ts';
import { Link } from './link.tsx';
import { isTotal } from './report-table.tsx';

interface BlockProps {
  readonly title: string;
  /** one line of what it measures */
  readonly about?: string | undefined;
  /** the report whose figures it shows */
  readonly report?: string;
  /** where its figures are, if not at the report itself */
  readonly source?: { readonly json: string; readonly csv: string } | undefined;
  readonly children: ComponentChildren;
}

const sourceOf = (report: string) => ({ json: reportUrl(report), csv: reportUrl(report, { format: 'csv' }) });

/** The addresses of the list of unpaid tranches. */
export const unpaidSource = () => {
  const at = (format?: string) => api('reporting', 'v1/reports/funds/matching/unpaid', { ...cuts(), format });
  return { json: at(), csv: at('csv') };
};

/** A part of a view: its title, one line of what it measures, and where its figures come from. */
export function Block({ title, about, report, source, children }: BlockProps) {
  const from = source ?? (report === undefined ? undefined : sourceOf(report));
  const change = report === undefined ? undefined : changes.value.get(report);
  const id = useId();
  return (
    <section class={change === undefined ? 'card' : 'card changed'} aria-labelledby={id}>
      <div class="block-head">
        <h2 id={id}>{title}</h2>
        {about === undefined ? null : <p>{about}</p>}
        {from === undefined ? null : (
          <div class="sources">
            {report === undefined ? null : (
              <>
                <Link to={`/page/reports/${report}`}>{say('source.table')}</Link>
                <Link to={`/page/reports/${report}#definitions`}>{say('source.definition')}</Link>
              </>
            )}
            <a href={from.csv} download>
              CSV
            </a>
            <a href={from.json}>API</a>
          </div>
        )}
      </div>
      {children}
      {change === undefined ? null : (
        <p class="block-foot" role="status">
          {say('justNow')} <code>{change.type}</code> {change.subject?.title}
        </p>
      )}
    </section>
  );
}

/** Whether there is a row beside that of the totals. */
const hasRows = ({ rows, columns }: Pick<Report<unknown, unknown>, 'rows' | 'columns'>): boolean =>
  rows.some((row) => !isTotal(row as Readonly<Record<string, Cell>>, columns));

/** Shows a report, or why it has no answer for the day that was asked for. */
export function Reported<Row, Footer>({
  report,
  children,
}: {
  readonly report: Report<Row, Footer> | Unanswered;
  readonly children: (answered: Report<Row, Footer>) => ComponentChildren;
}) {
  if (isAnswered(report)) return hasRows(report) ? children(report) : <p class="soft">{say('noRows')}</p>;
  return (
    <div class="notice">
      <p>
        <strong>{report.title}</strong>
      </p>
      <p>{report.detail}</p>
    </div>
  );
}
