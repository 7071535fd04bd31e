// One pillar of the roadmap: its steps, and what programmes of other countries show for it.
import { api, useAnswer } from '../../data/answers.ts';
import { Block } from '../../parts/block.tsx';
import { Heading } from '../../parts/heading.tsx';
import { type Label, shownLabel } from '../../parts/label.ts';
import { Link } from '../../parts/link.tsx';
import { Waiting } from '../../parts/notice.tsx';
import { countryName, day } from '../../wording/numbers.ts';
import { say, sayCode, shownLanguage } from '../../wording/say.ts';
import { horizons } from './roadmap.tsx';

interface Step {
  readonly code: string;
  readonly horizon: string;
  readonly title: Label;
  readonly action?: Label;
  readonly owner: string;
  readonly status: string;
  readonly dueOn?: string;
}

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
      <GoodPractice pillar={code} />
    </>
  );
}

interface Case {
  readonly code: string;
  readonly title: Label;
  readonly country: string;
  readonly description: Label;
  readonly lessons: Label;
  readonly references: readonly { readonly publisher: string; readonly year?: number; readonly url: string }[];
}

function GoodPractice({ pillar }: { readonly pillar: string }) {
  const answer = useAnswer<{ readonly items: readonly Case[] }>(
    api('strategy', 'v1/good-practices', { pillar, limit: '50', lang: shownLanguage.value }),
  );
  if (answer.body?.items.length === 0) return null;
  return (
    <Block title={say('practice.title')} about={say('practice.about')}>
      <Waiting answer={answer} />
      <ul class="rows">
        {answer.body?.items.map((one) => (
          <li key={one.code}>
            <div class="row-head">
              <strong>{shownLabel(one.title)}</strong>
              <span class="soft small">{countryName(one.country)}</span>
            </div>
            <p>{shownLabel(one.description)}</p>
            <p>{shownLabel(one.lessons)}</p>
            <p class="small">
              {one.references.map(({ publisher, year, url }) => (
                <a key={url} href={url} rel="noreferrer">
                  {publisher}
                  {year === undefined ? '' : ` (${year})`}
                </a>
              ))}
            </p>
          </li>
        ))}
      </ul>
    </Block>
  );
}
