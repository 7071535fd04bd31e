// Who pays: what each party has promised, and how much of it is there.
import { Bar, Legend } from '../../charts/bars.tsx';
import { type Dashboard, type FundsRow, TOTALS, toNumber } from '../../data/reports.ts';
import { Block, Reported } from '../../parts/block.tsx';
import { count, decimal, money } from '../../wording/numbers.ts';
import { say, sayCode } from '../../wording/say.ts';

const parties = [
  { party: 'central', committed: 'committedCentral', given: 'centralPaid' },
  { party: 'local', committed: 'committedLocal', given: 'verifiedCashLocal' },
  { party: 'diaspora', committed: 'committedDiaspora', given: 'verifiedCashDiaspora' },
  { party: 'partner', committed: 'committedPartner', given: 'verifiedCashPartner' },
] as const;

const partsOf = (row: FundsRow) =>
  parties.flatMap(({ party, committed, given }) => {
    const [promised, there] = [toNumber(row[committed]), toNumber(row[given])];
    return [
      { value: Math.min(promised, there), colour: `--party-${party}` },
      { value: Math.max(0, promised - there), colour: `--party-${party}`, faded: true },
    ];
  });

export const Money = ({ report }: { readonly report: Dashboard['reports']['funds/matching'] }) => (
  <Block title={say('money.title')} about={say('money.about')} report="funds/matching">
    <Legend items={parties.map(({ party }) => [`var(--party-${party})`, sayCode('party', party)] as const)} />
    <Reported report={report}>
      {({ rows, footer: { currency } }) => {
        const programmes = rows.filter(({ code }) => code !== TOTALS);
        const most = Math.max(1, ...programmes.map(({ committedTotal }) => toNumber(committedTotal)));
        return (
          <ul class="rows">
            {programmes.map((row) => (
              <li key={row.code}>
                <div class="row-head">
                  <strong lang={row.titleLang ?? undefined}>{row.title}</strong>
                  <span class="soft small">
                    {say('money.row', {
                      total: money(row.committedTotal, currency),
                      awards: row.awards,
                      leverage: decimal(row.leverage, 2),
                    })}
                  </span>
                </div>
                <Bar
                  parts={partsOf(row)}
                  of={most}
                  height={18}
                  label={parties
                    .map(({ party, committed, given }) =>
                      say('money.barLabel', {
                        party: sayCode('party', party),
                        committed: count(row[committed]),
                        given: count(row[given]),
                      }),
                    )
                    .join('; ')}
                />
              </li>
            ))}
          </ul>
        );
      }}
    </Reported>
  </Block>
);
