// The indicators of the plan: where each stands, where it should stand, and what part the diaspora has in it.
import { Bar, Legend } from '../../charts/bars.tsx';
import { type Dashboard, type KpiRow, toNumber } from '../../data/reports.ts';
import { Block, Reported } from '../../parts/block.tsx';
import { Link } from '../../parts/link.tsx';
import { percent } from '../../wording/numbers.ts';
import { say, sayCode } from '../../wording/say.ts';

const colours = { green: 'good', amber: 'mid', red: 'bad' } as const;

/** How far an indicator is, by its light; without a baseline or a number, that is what is said. */
export function Light({ row }: { readonly row: KpiRow }) {
  if (row.light === null) return <span class="pill soft">{withoutLight(row)}</span>;
  return (
    <span class={`pill ${colours[row.light]}`}>
      {percent(row.achievementPct)} <span class="hidden">{sayCode('light', row.light)}</span>
    </span>
  );
}

/** Why an indicator has no light. */
export function withoutLight({ baseline, baselineText, nationalActual, expectedNow, direction }: KpiRow): string {
  if (baseline === null) return baselineText === null ? say('kpi.noBaseline') : say('kpi.wordsBaseline');
  if (nationalActual === null) return say('kpi.noActual');
  if (direction === 'keep') return say('kpi.keep');
  return expectedNow === null ? say('kpi.noTarget') : say('kpi.notYet');
}

/** The right end of a bar, in per cent of what is due now. */
const WHOLE = 120;

function parts({ achievementPct, sharePct, verifiedPct }: KpiRow) {
  const reached = Math.max(0, Math.min(WHOLE, achievementPct ?? 0));
  const diaspora = (reached * Math.min(100, Math.max(0, sharePct ?? 0))) / 100;
  const verified = (diaspora * (verifiedPct ?? 0)) / 100;
  return [
    { value: verified, colour: '--data' },
    { value: diaspora - verified, colour: '--data', hatched: true },
    { value: reached - diaspora, colour: '--rest' },
  ];
}

/** The bar of an indicator: its progress, the diaspora's part in it, and the mark of what is due now. */
export const Progress = ({ row }: { readonly row: KpiRow }) => (
  <Bar
    parts={parts(row)}
    of={WHOLE}
    mark={row.achievementPct === null ? undefined : 100}
    height={18}
    label={say('kpi.barLabel', {
      achievement: percent(row.achievementPct),
      share: percent(row.sharePct),
      verified: percent(row.verifiedPct),
    })}
  />
);

export const Indicators = ({ report }: { readonly report: Dashboard['reports']['plan/contribution'] }) => (
  <Block title={say('kpi.title')} about={say('kpi.about')} report="plan/contribution">
    <Legend
      items={[
        ['var(--data)', say('kpi.verified')],
        ['url(#hatched)', say('kpi.unverified')],
        ['var(--rest)', say('kpi.national')],
        ['var(--ink)', say('kpi.due')],
      ]}
    />
    <Reported report={report}>
      {({ rows }) => (
        <ul class="rows">
          {rows.map((row) => (
            <li key={row.code} class="kpi">
              <Link to={`/page/analyse/kpis/${encodeURIComponent(row.code)}`}>
                {row.code} <span lang={row.titleLang}>{row.title}</span>
              </Link>
              {toNumber(row.achievementPct) === 0 && row.light === null ? <span /> : <Progress row={row} />}
              <Light row={row} />
            </li>
          ))}
        </ul>
      )}
    </Reported>
  </Block>
);
