// Any report as a table: what each column means, how a figure moved month by month, and what changed between two days.
import { monthEnd } from '@tributary/contracts';
import { useState } from 'preact/hooks';
import { ask, askedBefore, go, hrefOf } from '../../address/address.ts';
import { api, type Problem, send, useAnswer } from '../../data/answers.ts';
import { type Column, cuts, type Report, reportUrl } from '../../data/reports.ts';
import { Heading } from '../../parts/heading.tsx';
import { Link } from '../../parts/link.tsx';
import { Notice, Waiting } from '../../parts/notice.tsx';
import { ReportTable } from '../../parts/report-table.tsx';
import { day } from '../../wording/numbers.ts';
import { say, shownLanguage } from '../../wording/say.ts';
import { Series } from './series.tsx';

interface Catalogue {
  readonly reports: readonly {
    readonly key: string;
    readonly title: string;
    readonly grain: string;
    readonly columns: readonly Column[];
    readonly footer: readonly Column[];
  }[];
}

/** Freezes the report as it is shown, and goes to the frozen one. */
function Freeze({ report }: { readonly report: Report }) {
  const [problem, setProblem] = useState<Problem>();
  async function freeze(): Promise<void> {
    setProblem(undefined);
    const { asOf, lang } = cuts();
    const params = {
      to: report.to,
      ...(asOf && { asOf }),
      ...(lang && { lang }),
      ...(report.plan && { plan: report.plan }),
    };
    try {
      const { id, sha256 } = await send<{ readonly id: string; readonly sha256: string }>(
        api('reporting', 'v1/reports/runs'),
        { key: report.key, params },
      );
      go(hrefOf(`/page/runs/${id}`, { sha256 }));
    } catch (thrown) {
      setProblem(thrown as Problem);
    }
  }
  return (
    <>
      <button type="button" onClick={() => void freeze()}>
        {say('freeze')}
      </button>
      {problem === undefined ? null : <Notice problem={problem} />}
    </>
  );
}

/** Offers the end of the last month, where counts of people are asked for of a day within one. */
function MonthEnd({ problem }: { readonly problem: Problem | undefined }) {
  const { to = new Date().toISOString().slice(0, 10) } = cuts();
  if (problem?.kind !== 'problem' || problem.code !== 'MONTH_END_REQUIRED') return null;
  return (
    <button type="button" onClick={() => ask({ to: monthEnd(to, -1) })}>
      {say('coverage.monthEnd')}
    </button>
  );
}

const Definitions = ({ columns }: { readonly columns: readonly Column[] }) => (
  <section class="card" id="definitions" aria-labelledby="definitions-title">
    <h2 id="definitions-title">{say('definitions')}</h2>
    <dl class="definitions">
      {columns.map((column, at) => (
        <div key={`${at} ${column.key}`}>
          <dt>
            {column.label} <code class="soft small">{column.key}</code>
          </dt>
          <dd>{column.definition}</dd>
        </div>
      ))}
    </dl>
  </section>
);

export function ReportView({ name }: { readonly name: string }) {
  const catalogue = useAnswer<Catalogue>(api('reporting', 'v1/reports', { lang: shownLanguage.value }));
  const answer = useAnswer<Report>(reportUrl(name));
  const before = useAnswer<Report>(
    askedBefore.value === undefined ? undefined : reportUrl(name, { to: askedBefore.value }),
  );
  const described = catalogue.body?.reports.find(({ key }) => key === name);
  const { body } = answer;
  return (
    <>
      <p class="trail">
        <Link to="/page/analyse">{say('analyse.title')}</Link>
      </p>
      <Heading>{described?.title ?? name}</Heading>
      <p class="lead">{described?.grain}</p>
      <Waiting answer={answer} />
      <MonthEnd problem={answer.problem} />
      {body === undefined || answer.problem !== undefined ? null : (
        <>
          <form class="inline screen-only" onSubmit={(event) => event.preventDefault()}>
            <label>
              {say('report.before')}
              <input
                type="date"
                value={askedBefore.value ?? ''}
                max={body.to}
                onChange={(event) => ask({ before: event.currentTarget.value })}
              />
            </label>
            <Freeze report={body} />
            <a href={reportUrl(name, { format: 'csv' })} download>
              CSV
            </a>
            <a href={reportUrl(name)}>API</a>
          </form>
          {askedBefore.value === undefined ? null : <Waiting answer={before} />}
          <section class="card">
            <ReportTable
              report={body}
              before={before.body}
              caption={
                before.body === undefined
                  ? say('report.on', { day: day(body.to) })
                  : say('report.between', { day: day(body.to), before: day(before.body.to) })
              }
            />
          </section>
          <Series name={name} report={body} />
          <Definitions columns={[...(described?.columns ?? []), ...(described?.footer ?? [])]} />
        </>
      )}
    </>
  );
}
