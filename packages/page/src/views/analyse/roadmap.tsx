// The roadmap of the engagement model: pillars by horizons, and the steps of one pillar.
import { api, useAnswer } from '../../data/answers.ts';
import { type Dashboard, type RoadmapRow, TOTALS } from '../../data/reports.ts';
import { Block, Reported } from '../../parts/block.tsx';
import { Heading } from '../../parts/heading.tsx';
import { Link } from '../../parts/link.tsx';
import { Waiting } from '../../parts/notice.tsx';
import { day } from '../../wording/numbers.ts';
import { say, sayCode, shownLanguage } from '../../wording/say.ts';

const horizons = ['short', 'medium', 'long'] as const;
const states = ['done', 'inProgress', 'blocked', 'planned'] as const;

function Cell({ row }: { readonly row: RoadmapRow | undefined }) {
  if (row === undefined || row.steps === 0) return <td class="soft">–</td>;
  return (
    <td
      class={row.blocked > 0 ? 'is-blocked' : row.done === row.steps ? 'is-done' : row.inProgress > 0 ? 'is-begun' : ''}
    >
      {states
        .filter((state) => row[state] > 0)
        .map((state) => say(`roadmap.${state}`, { count: row[state] }))
        .join(', ')}
      {row.overdue > 0 ? <span class="bad"> {say('roadmap.overdue', { count: row.overdue })}</span> : null}
    </td>
  );
}

export const Roadmap = ({ report }: { readonly report: Dashboard['reports']['roadmap/progress'] }) => (
  <Block title={say('roadmap.title')} about={say('roadmap.about')} report="roadmap/progress">
    <Reported report={report}>
      {({ rows }) => {
        const pillars = [
          ...new Map(rows.filter(({ pillar }) => pillar !== TOTALS).map((row) => [row.pillar, row.pillarTitle])),
        ];
        return (
          <div class="scroll">
            <table class="grid-cells">
              <thead>
                <tr>
                  <th>{say('roadmap.pillar')}</th>
                  {horizons.map((horizon) => (
                    <th key={horizon}>{sayCode('horizon', horizon)}</th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {pillars.map(([pillar, title]) => (
                  <tr key={pillar}>
                    <th scope="row">
                      <Link to={`/page/analyse/roadmap/${encodeURIComponent(pillar)}`}>{title}</Link>
                    </th>
                    {horizons.map((horizon) => (
                      <Cell key={horizon} row={rows.find((row) => row.pillar === pillar && row.horizon === horizon)} />
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        );
      }}
    </Reported>
  </Block>
);

type Label = Readonly<Record<string, string>>;

interface Step {
  readonly code: string;
  readonly horizon: string;
  readonly title: Label;
  readonly action?: Label;
  readonly owner: string;
  readonly status: string;
  readonly dueOn?: string;
}

/** A label in the language of the page, else in English, else in the first one there is. */
export const shownLabel = (label: Label | undefined): string =>
  label?.[shownLanguage.value ?? 'en'] ?? label?.['en'] ?? Object.values(label ?? {})[0] ?? '';

/** The steps of one pillar: what is to be done, by whom and when. */
export function Pillar({ code }: { readonly code: string }) {
  const answer = useAnswer<{ readonly items: readonly Step[] }>(
    api('strategy', 'v1/roadmap-steps', { pillar: code, limit: '100', lang: shownLanguage.value }),
  );
  const steps = answer.body?.items ?? [];
  return (
    <>
      <p class="trail">
        <Link to="/page/analyse">{say('analyse.title')}</Link> › {say('roadmap.title')}
      </p>
      <Heading>{say('roadmap.steps', { pillar: code })}</Heading>
      <Waiting answer={answer} />
      <ul class="rows card">
        {horizons
          .flatMap((horizon) => steps.filter((step) => step.horizon === horizon))
          .map((step) => (
            <li key={step.code}>
              <div class="row-head">
                <strong>
                  {step.code} {shownLabel(step.title)}
                </strong>
                <span class="soft small">
                  {sayCode('horizon', step.horizon)} · {sayCode('status', step.status)} · {step.owner}
                  {step.dueOn === undefined ? null : ` · ${say('roadmap.due', { day: day(step.dueOn) })}`}
                </span>
              </div>
              {shownLabel(step.action)}
            </li>
          ))}
      </ul>
    </>
  );
}
