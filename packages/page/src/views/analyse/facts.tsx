import { changes } from '../../data/changes.ts';
import { isAnswered, TOTALS, useDashboard, useUnpaid } from '../../data/reports.ts';
import { Link } from '../../parts/link.tsx';
import { decimal, money, moneyShort, percent } from '../../wording/numbers.ts';
import { say } from '../../wording/say.ts';

interface FactProps {
  readonly to: string;
  /** the report that it is a figure of */
  readonly report: string;
  readonly figure: string;
  readonly words: string;
  readonly bad?: boolean;
}

function Fact({ to, report, figure, words, bad = false }: FactProps) {
  const change = changes.value.get(report);
  return (
    <li class={change === undefined ? 'card' : 'card changed'}>
      <Link to={to}>
        <span class={bad ? 'figure bad' : 'figure'}>{figure}</span>
        <span class="soft small">{words}</span>
      </Link>
      {change === undefined ? null : (
        <span class="small" role="status">
          {say('justNow')} <code>{change.type}</code>
        </span>
      )}
    </li>
  );
}

/** Four numbers: the portfolio, the leverage, the alignment, and what is due and not paid. */
export function Facts() {
  const { body } = useDashboard();
  const { body: unpaid } = useUnpaid(5);
  if (body === undefined) return null;
  const { 'plan/alignment': alignment, 'funds/matching': funds } = body.reports;
  const all = isAnswered(funds) ? funds.rows.find(({ code }) => code === TOTALS) : undefined;
  const currency = isAnswered(funds) ? funds.footer.currency : undefined;
  return (
    <ul class="facts">
      {isAnswered(alignment) ? (
        <>
          <Fact
            to="/page/reports/plan/alignment"
            report="plan/alignment"
            figure={moneyShort(alignment.footer.portfolioBudget, alignment.footer.currency)}
            words={say('fact.portfolio', { pct: accepted(alignment.footer) })}
          />
          <Fact
            to="/page/reports/plan/alignment"
            report="plan/alignment"
            figure={decimal(alignment.footer.weightedAlignment, 1)}
            words={say('fact.alignment')}
          />
        </>
      ) : null}
      <Fact
        to="/page/reports/funds/matching"
        report="funds/matching"
        figure={decimal(all?.leverage, 2)}
        words={say('fact.leverage')}
      />
      {unpaid === undefined || currency === undefined ? null : (
        <Fact
          to="/page/analyse/unpaid"
          report="funds/matching"
          figure={money(unpaid.unpaid, currency)}
          words={say('fact.unpaid')}
          bad={Number(unpaid.unpaid) > 0}
        />
      )}
    </ul>
  );
}

const accepted = (footer: { readonly accepted: string; readonly portfolioBudget: string }) =>
  percent(
    Number(footer.portfolioBudget) === 0 ? null : (100 * Number(footer.accepted)) / Number(footer.portfolioBudget),
  );
