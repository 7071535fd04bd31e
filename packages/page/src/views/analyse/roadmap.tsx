// The roadmap of the engagement model: pillars by horizons.
import { type Dashboard, type RoadmapRow, TOTALS } from '../../data/reports.ts';
import { Block, Reported } from '../../parts/block.tsx';
import { Link } from '../../parts/link.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { say, sayCode } from '../../wording/say.ts';

export const horizons = ['short', 'medium', 'long'] as const;
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
          <Scroll>
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
          </Scroll>
        );
      }}
    </Reported>
  </Block>
);
