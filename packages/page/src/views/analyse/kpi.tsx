// One indicator: each of its figures with what it means, and the initiatives that count towards it.
import { askedPlan } from '../../address/address.ts';
import { api, useAnswer } from '../../data/answers.ts';
import { type Cell, type Column, isAnswered, type KpiRow, useDashboard } from '../../data/reports.ts';
import { Block } from '../../parts/block.tsx';
import { cellText } from '../../parts/cell.ts';
import { Heading } from '../../parts/heading.tsx';
import { type Label, shownLabel } from '../../parts/label.ts';
import { Link } from '../../parts/link.tsx';
import { Waiting } from '../../parts/notice.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { percent } from '../../wording/numbers.ts';
import { say, sayCode, shownLanguage } from '../../wording/say.ts';
import { Light, Progress } from './indicators.tsx';
import { InitiativesOf } from './node.tsx';

interface Contribution {
  readonly id: string;
  readonly initiativeId: string;
  readonly indicatorCode: string;
  readonly contributionType: string;
  readonly sharePct: number;
  readonly status: string;
}

/** The title of an initiative, as initiatives tells it; its id until then. */
function InitiativeTitle({ id }: { readonly id: string }) {
  const { body } = useAnswer<{ readonly title: Label }>(
    api('initiatives', `v1/initiatives/${id}`, { lang: shownLanguage.value }),
  );
  return <>{body === undefined ? id : shownLabel(body.title)}</>;
}

function Contributions({ kpi, plan }: { readonly kpi: string; readonly plan: string | undefined }) {
  const answer = useAnswer<{ readonly items: readonly Contribution[] }>(
    api('strategy', 'v1/kpi-contributions', {
      kpiCode: kpi,
      planCode: plan,
      limit: '100',
      lang: shownLanguage.value,
    }),
  );
  const items = answer.body?.items ?? [];
  return (
    <Block title={say('kpi.contributions')} about={say('kpi.contributionsAbout')}>
      <Waiting answer={answer} />
      {answer.body !== undefined && items.length === 0 ? <p class="soft">{say('kpi.noContributions')}</p> : null}
      <ul class="rows">
        {items.map((item) => (
          <li key={item.id} class="row-head">
            <Link to={`/page/initiatives/${item.initiativeId}`}>
              <InitiativeTitle id={item.initiativeId} />
            </Link>
            <span class="soft small">
              {item.indicatorCode} · {percent(item.sharePct, 0)} · {sayCode('status', item.status)}
            </span>
          </li>
        ))}
      </ul>
    </Block>
  );
}

/** Each figure of a row by the name that its report gives it, with its meaning. */
const Figures = ({ row, columns }: { readonly row: KpiRow; readonly columns: readonly Column[] }) => (
  <Scroll>
    <table>
      <tbody>
        {columns
          .filter(({ key, unit }) => unit !== 'language' && key !== 'title' && key !== 'code')
          .map((column) => (
            <tr key={column.key}>
              <th scope="row">{column.label}</th>
              <td>{cellText((row as unknown as Record<string, Cell>)[column.key] ?? null, column)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  </Scroll>
);

export function KpiView({ code }: { readonly code: string }) {
  const answer = useDashboard();
  const { body } = answer;
  if (body === undefined) return <Waiting answer={answer} />;
  const { 'plan/alignment': alignment, 'plan/contribution': contribution } = body.reports;
  if (!isAnswered(contribution)) return <p>{contribution.detail}</p>;
  const row = contribution.rows.find((one) => one.code === code);
  if (row === undefined) return <p>{say('notThere', { code })}</p>;
  const currency = isAnswered(alignment) ? alignment.footer.currency : '';
  return (
    <>
      <p class="trail">
        <Link to="/page/analyse">{say('analyse.title')}</Link> ›{' '}
        <Link to={`/page/analyse/nodes/${encodeURIComponent(row.node)}`}>{row.node}</Link>
      </p>
      <Heading>
        {row.code} <span lang={row.titleLang}>{row.title}</span>
      </Heading>
      <p>
        <Light row={row} />
      </p>
      <Block title={say('kpi.figures')} report="plan/contribution">
        <Progress row={row} />
        <Figures row={row} columns={contribution.columns} />
      </Block>
      <Contributions kpi={code} plan={askedPlan.value ?? contribution.plan} />
      <InitiativesOf node={row.node} currency={currency} />
    </>
  );
}
