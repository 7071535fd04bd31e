import { useEffect } from 'preact/hooks';
import { noteChanges } from '../../data/changes.ts';
import { cuts, isAnswered, useDashboard, useUnpaid } from '../../data/reports.ts';
import { Heading } from '../../parts/heading.tsx';
import { Link } from '../../parts/link.tsx';
import { Waiting } from '../../parts/notice.tsx';
import { count, day, listed, money, percent, percentRange } from '../../wording/numbers.ts';
import { say } from '../../wording/say.ts';
import { type Headline, headlineOf } from './headline.ts';

/** So many indicators are named; how many more there are is said. */
const NAMED = 2;

/** The sentence in the language of the reader. */
export function headlineText(headline: Headline): string {
  if (headline.says === 'unpaid') {
    return say('headline.unpaid', {
      amount: money(headline.amount, headline.currency),
      parts: headline.parts,
    });
  }
  if (headline.says === 'linked') return say('headline.linked', { pct: percent(headline.pct) });
  if (headline.says === 'empty') return say('headline.empty');
  const { titles, light, share, carried } = headline;
  const more = titles.length - NAMED;
  const named = titles.slice(0, NAMED).map((title) => say('quoted', { title }));
  const which = listed(more > 0 ? [...named, say('headline.more', { count: more })] : named);
  const first = say(light === 'red' ? 'headline.red' : 'headline.amber', { which });
  const part =
    share === undefined
      ? say('headline.part.none')
      : carried === titles.length
        ? say('headline.part.all', { share: percentRange(...share) })
        : say('headline.part.some', { share: percentRange(...share), count: carried });
  return `${first} ${part}`;
}

/** The first sentence, worked out from the figures, and what it is drawn from. */
export function Lead() {
  const answer = useDashboard();
  const unpaid = useUnpaid(5);
  const { body } = answer;
  useEffect(() => {
    if (body !== undefined) noteChanges(JSON.stringify(cuts()), body.reports);
  }, [body]);
  if (body === undefined || answer.problem !== undefined) return <Waiting answer={answer} />;
  const headline = headlineOf(body, unpaid.body);
  const { 'plan/alignment': alignment, 'partnerships/portfolio': partners } = body.reports;
  return (
    <>
      <Heading>
        <Link to={headline.href}>{headlineText(headline)}</Link>
      </Heading>
      <p class="lead">
        {say('lead', {
          day: day(body.to),
          initiatives: isAnswered(alignment) ? count(alignment.footer.liveInitiatives) : '–',
          partners: isAnswered(partners)
            ? count(partners.rows.filter(({ partnerId }) => partnerId !== 'all').length)
            : '–',
        })}
      </p>
    </>
  );
}
