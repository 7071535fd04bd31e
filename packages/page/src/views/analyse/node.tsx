// One node of the plan: its figures, its indicators, and the initiatives behind it.
import { askedPlan } from '../../address/address.ts';
import { api, useAnswer } from '../../data/answers.ts';
import { cuts, isAnswered, type NodeRow, useDashboard } from '../../data/reports.ts';
import { Block } from '../../parts/block.tsx';
import { Heading } from '../../parts/heading.tsx';
import { Link } from '../../parts/link.tsx';
import { Waiting } from '../../parts/notice.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { count, decimal, money, percent } from '../../wording/numbers.ts';
import { say, sayCode } from '../../wording/say.ts';
import { Light, Progress } from './indicators.tsx';
import { Band } from './plan.tsx';

interface Aligned {
  readonly id: string;
  readonly title: string;
  readonly lang: string;
  readonly budget: `${number}`;
  readonly weightPct: number | null;
  readonly status: string;
  readonly score: number | null;
}

/** The initiatives that are linked to a node or below it. */
export function InitiativesOf({ node, currency }: { readonly node: string; readonly currency: string }) {
  const url = api('reporting', 'v1/reports/plan/alignment/initiatives', {
    ...cuts(),
    plan: askedPlan.value,
    node,
    limit: '100',
  });
  const answer = useAnswer<{ readonly items: readonly Aligned[]; readonly next: string | null }>(url);
  const items = answer.body?.items ?? [];
  return (
    <Block title={say('node.initiatives')} about={say('node.initiativesAbout')}>
      <Waiting answer={answer} />
      {answer.body !== undefined && items.length === 0 ? <p class="soft">{say('node.noInitiatives')}</p> : null}
      {items.length === 0 ? null : (
        <Scroll>
          <table>
            <thead>
              <tr>
                <th>{say('unpaid.initiative')}</th>
                <th class="number">{say('plan.budget', { currency })}</th>
                <th class="number">{say('node.weight')}</th>
                <th>{say('node.link')}</th>
                <th class="number">{say('plan.score')}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((item) => (
                <tr key={item.id}>
                  <th scope="row">
                    <Link to={`/page/initiatives/${item.id}`}>
                      <span lang={item.lang}>{item.title}</span>
                    </Link>
                  </th>
                  <td class="number">{count(item.budget)}</td>
                  <td class="number">{percent(item.weightPct, 0)}</td>
                  <td>{sayCode('status', item.status)}</td>
                  <td class="number">{decimal(item.score, 0)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {answer.body?.next ? <p class="block-foot">{say('node.first', { count: items.length })}</p> : null}
    </Block>
  );
}

/** The codes of a node and of all below it: the report lists a tree from the top down. */
export function codesUnder(rows: readonly Pick<NodeRow, 'code' | 'level'>[], code: string): ReadonlySet<string> {
  const at = rows.findIndex((row) => row.code === code);
  const level = rows[at]?.level ?? 0;
  const after = rows.slice(at + 1);
  const end = after.findIndex((row) => row.level <= level);
  return new Set([code, ...after.slice(0, end < 0 ? undefined : end).map((row) => row.code)]);
}

export function NodeView({ code }: { readonly code: string }) {
  const answer = useDashboard();
  const { body } = answer;
  if (body === undefined) return <Waiting answer={answer} />;
  const { 'plan/alignment': alignment, 'plan/contribution': contribution } = body.reports;
  if (!isAnswered(alignment)) return <p>{alignment.detail}</p>;
  const row = alignment.rows.find((one) => one.code === code);
  if (row === undefined) return <p>{say('notThere', { code })}</p>;
  const { currency } = alignment.footer;
  const codes = codesUnder(alignment.rows, code);
  const kpis = isAnswered(contribution) ? contribution.rows.filter(({ node }) => codes.has(node)) : [];
  return (
    <>
      <p class="trail">
        <Link to="/page/analyse">{say('analyse.title')}</Link> › {say('plan.title')}
      </p>
      <Heading>
        {row.code} <span lang={row.titleLang}>{row.title}</span>
      </Heading>
      <p class="lead">
        {say('node.lead', {
          ministry: row.responsibleMinistry,
          initiatives: row.initiatives,
          budget: money(row.budget, currency),
          share: percent(row.budgetSharePct),
          mobilised: money(row.mobilised, currency),
          central: money(row.centralPaid, currency),
        })}{' '}
        {decimal(row.weightedScore, 1)} <Band band={row.band} />
      </p>
      {kpis.length === 0 ? null : (
        <Block title={say('kpi.title')} report="plan/contribution">
          <ul class="rows">
            {kpis.map((kpi) => (
              <li key={kpi.code} class="kpi">
                <Link to={`/page/analyse/kpis/${encodeURIComponent(kpi.code)}`}>
                  {kpi.code} <span lang={kpi.titleLang}>{kpi.title}</span>
                </Link>
                <Progress row={kpi} />
                <Light row={kpi} />
              </li>
            ))}
          </ul>
        </Block>
      )}
      <InitiativesOf node={code} currency={currency} />
    </>
  );
}
