// Who pays in from abroad and at home, and how much hangs on one of them.
import { Bar } from '../../charts/bars.tsx';
import { type Dashboard, TOTALS, toNumber } from '../../data/reports.ts';
import { Block, Reported } from '../../parts/block.tsx';
import { money, percent } from '../../wording/numbers.ts';
import { say } from '../../wording/say.ts';

export const Partners = ({ report }: { readonly report: Dashboard['reports']['partnerships/portfolio'] }) => (
  <Block title={say('partners.title')} about={say('partners.about')} report="partnerships/portfolio">
    <Reported report={report}>
      {({ rows, footer: { currency } }) => {
        const partners = rows
          .filter(({ partnerId }) => partnerId !== TOTALS)
          .sort((one, other) => toNumber(other.committed) - toNumber(one.committed));
        const most = Math.max(1, ...partners.map(({ committed }) => toNumber(committed)));
        return (
          <ul class="rows">
            {partners.map((row) => (
              <li key={row.partnerId} class="kpi">
                <span>
                  {row.name ?? row.partnerId}{' '}
                  {row.agreementsExpiring > 0 ? (
                    <span class="pill mid">{say('partners.expiring', { count: row.agreementsExpiring })}</span>
                  ) : null}
                  {row.agreementsInForce === 0 ? <span class="pill bad">{say('partners.noAgreement')}</span> : null}
                </span>
                <Bar
                  of={most}
                  height={14}
                  label={say('partners.barLabel', {
                    committed: money(row.committed, currency),
                    disbursed: money(row.disbursed, currency),
                  })}
                  parts={[
                    { value: toNumber(row.disbursed), colour: '--data' },
                    {
                      value: Math.max(0, toNumber(row.committed) - toNumber(row.disbursed)),
                      colour: '--data',
                      faded: true,
                    },
                  ]}
                />
                <span class="number">{percent(row.sharePct)}</span>
              </li>
            ))}
          </ul>
        );
      }}
    </Reported>
  </Block>
);
