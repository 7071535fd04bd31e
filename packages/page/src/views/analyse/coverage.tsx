// How many of those abroad the country can reach, by where they live.
import { lazy, Suspense } from 'preact/compat';
import { Bar, Legend } from '../../charts/bars.tsx';
import { type Dashboard, isAnswered, type StockRow, TOTALS } from '../../data/reports.ts';
import { Block, Reported } from '../../parts/block.tsx';
import { count, countryName, day, listed, percent } from '../../wording/numbers.ts';
import { say } from '../../wording/say.ts';

const World = lazy(() => import('../../charts/world.tsx'));

const byCoverage = (one: StockRow, other: StockRow) => (other.coveragePct ?? -1) - (one.coveragePct ?? -1);

export const Coverage = ({
  report,
  to,
}: {
  readonly report: Dashboard['reports']['registry/stock'];
  readonly to: string;
}) => (
  <Block title={say('coverage.title')} about={say('coverage.about')} report="registry/stock">
    <Reported report={report}>
      {({ rows }) => {
        const countries = rows.filter(({ country }) => country !== TOTALS).sort(byCoverage);
        const most = Math.max(1, ...countries.map(({ coveragePct }) => coveragePct ?? 0));
        const hidden = countries.filter(({ suppressed }) => suppressed === 'yes');
        return (
          <div class="columns">
            <Suspense fallback={<div />}>
              <World
                values={new Map(countries.map(({ country, coveragePct }) => [country, coveragePct] as const))}
                words={(country, value) =>
                  `${countryName(country)}: ${value === null ? say('coverage.hidden') : percent(value)}`
                }
              />
            </Suspense>
            <div>
              <Legend
                items={[
                  ['var(--data)', say('coverage.shown')],
                  ['url(#unseen)', say('coverage.hidden')],
                ]}
              />
              <ul class="rows">
                {countries.map((row) => (
                  <li key={row.country} class="coverage">
                    <span>{countryName(row.country)}</span>
                    <CountryBar row={row} most={most} />
                    <span class="soft small number">
                      {row.suppressed === 'yes'
                        ? say('coverage.hidden')
                        : say('coverage.row', {
                            pct: percent(row.coveragePct),
                            confirmed: count(row.confirmed),
                            stock: count(row.stockEstimate),
                          })}
                    </span>
                  </li>
                ))}
              </ul>
              {hidden.length === 0 ? null : (
                <p class="block-foot">
                  {say('coverage.why', { countries: listed(hidden.map(({ country }) => countryName(country))) })}
                </p>
              )}
            </div>
          </div>
        );
      }}
    </Reported>
    {isAnswered(report) && report.to !== to ? (
      <p class="block-foot">{say('coverage.of', { day: day(report.to) })}</p>
    ) : null}
  </Block>
);

const CountryBar = ({ row, most }: { readonly row: StockRow; readonly most: number }) =>
  row.suppressed === 'yes' ? (
    <svg class="line" height="12" role="img" aria-label={say('coverage.hidden')}>
      <rect width="100%" height="12" fill="url(#unseen)" />
    </svg>
  ) : (
    <Bar
      parts={[{ value: row.coveragePct ?? 0, colour: '--data' }]}
      of={most}
      height={12}
      ground
      label={percent(row.coveragePct)}
    />
  );
