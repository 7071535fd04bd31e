// From application to first payment, call by call.
import { type Dashboard, type FunnelRow, TOTALS } from '../../data/reports.ts';
import { Block, Reported } from '../../parts/block.tsx';
import { count } from '../../wording/numbers.ts';
import { say } from '../../wording/say.ts';

const stages = ['received', 'eligible', 'approved', 'signed', 'firstPaid'] as const;

const WIDTH = 100;
const HEIGHT = 34;

/** A stage's bar stands in the middle, as high as its share of all that was received. */
function Stages({ row }: { readonly row: FunnelRow }) {
  const of = Math.max(1, row.received);
  return (
    <svg
      class="line"
      viewBox={`0 0 ${WIDTH * stages.length} ${HEIGHT}`}
      role="img"
      aria-label={stages.map((stage) => `${say(`funnel.${stage}`)}: ${count(row[stage])}`).join(', ')}
    >
      {stages.map((stage, at) => {
        const height = (HEIGHT * row[stage]) / of;
        return (
          <g key={stage}>
            <rect
              x={at * WIDTH}
              y={(HEIGHT - height) / 2}
              width={WIDTH - 3}
              height={height}
              rx="2"
              fill="var(--data)"
              data-value={row[stage]}
            />
            <text
              x={at * WIDTH + WIDTH / 2}
              y={HEIGHT / 2 + 4.5}
              text-anchor="middle"
              class={height > 14 ? 'on-data' : ''}
            >
              {count(row[stage])}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

export const Funnel = ({ report }: { readonly report: Dashboard['reports']['programmes/funnel'] }) => (
  <Block title={say('funnel.title')} about={say('funnel.about')} report="programmes/funnel">
    <Reported report={report}>
      {({ rows }) => (
        <ul class="rows">
          {rows
            .filter(({ code }) => code !== TOTALS)
            .map((row) => (
              <li key={row.code}>
                <div class="row-head">
                  <span lang={row.titleLang ?? undefined}>{row.title}</span>
                  <span class="soft small">
                    {row.medianDaysToSigned === null
                      ? say('funnel.pending', { count: row.pending })
                      : say('funnel.days', { count: row.medianDaysToSigned })}
                  </span>
                </div>
                <Stages row={row} />
              </li>
            ))}
          <li aria-hidden="true" class="stage-names">
            {stages.map((stage) => (
              <span key={stage}>{say(`funnel.${stage}`)}</span>
            ))}
          </li>
        </ul>
      )}
    </Reported>
  </Block>
);
