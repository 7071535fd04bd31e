// What is due and not paid, each with its reason.

import { ask, place } from '../../address/address.ts';
import { isAnswered, type UnpaidList, useDashboard, useUnpaid } from '../../data/reports.ts';
import { Block, unpaidSource } from '../../parts/block.tsx';
import { Heading } from '../../parts/heading.tsx';
import { Link } from '../../parts/link.tsx';
import { Waiting } from '../../parts/notice.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { count, day, money, percent } from '../../wording/numbers.ts';
import { say } from '../../wording/say.ts';

const Rows = ({ items }: Pick<UnpaidList, 'items'>) => (
  <Scroll>
    <table>
      <thead>
        <tr>
          <th>{say('unpaid.initiative')}</th>
          <th class="number">{say('unpaid.tranche')}</th>
          <th class="number">{say('unpaid.amount')}</th>
          <th class="number">{say('unpaid.late')}</th>
          <th>{say('unpaid.why')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={`${item.awardId} ${item.no}`}>
            <th scope="row">
              <Link to={`/page/initiatives/${item.initiativeId}`}>
                <span lang={item.lang}>{item.title === '' ? item.initiativeId : item.title}</span>
              </Link>
            </th>
            <td class="number">{count(item.no)}</td>
            <td class="number">{money(item.amount, item.currency)}</td>
            <td class="number">{say('days', { count: item.daysLate })}</td>
            <td class="soft">{item.reason}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </Scroll>
);

/** The first of what is due and not paid, for the dashboard. */
export function UnpaidFirst() {
  const answer = useUnpaid(5);
  return (
    <Block title={say('unpaid.title')} report="funds/matching" source={unpaidSource()}>
      <Waiting answer={answer} />
      {answer.body === undefined ? null : answer.body.items.length === 0 ? (
        <p class="soft">{say('unpaid.none')}</p>
      ) : (
        <>
          <Rows items={answer.body.items} />
          {answer.body.next === null ? null : (
            <p class="block-foot">
              <Link to="/page/analyse/unpaid">{say('unpaid.all')}</Link>
            </p>
          )}
        </>
      )}
    </Block>
  );
}

/** All of what is due and not paid, a page at a time. */
export function UnpaidAll() {
  const after = place.value.query.get('after') ?? undefined;
  const answer = useUnpaid(50, after);
  const { body } = answer;
  const funds = useDashboard().body?.reports['funds/matching'];
  const currency = funds !== undefined && isAnswered(funds) ? funds.footer.currency : undefined;
  return (
    <>
      <p class="trail">
        <Link to="/page/analyse">{say('analyse.title')}</Link>
      </p>
      <Heading>{say('unpaid.title')}</Heading>
      <Waiting answer={answer} />
      {body === undefined || currency === undefined ? null : (
        <>
          <p class="lead">
            {say('unpaid.sum', {
              day: day(body.to),
              due: money(body.due, currency),
              paid: percent(body.paidPct),
              unpaid: money(body.unpaid, currency),
            })}
          </p>
          <Block title={say('unpaid.list')} report="funds/matching" source={unpaidSource()}>
            {body.items.length === 0 ? <p class="soft">{say('unpaid.none')}</p> : <Rows items={body.items} />}
            {body.next === null ? null : (
              <p class="block-foot">
                <button type="button" onClick={() => ask({ after: body.next ?? undefined })}>
                  {say('next')}
                </button>
              </p>
            )}
          </Block>
        </>
      )}
    </>
  );
}
