// One initiative: what it is, what it is linked to, and how its score came about, rule by rule.
import { askedPlan } from '../../address/address.ts';
import { api, useAnswer } from '../../data/answers.ts';
import { cuts } from '../../data/reports.ts';
import { Block } from '../../parts/block.tsx';
import { Heading } from '../../parts/heading.tsx';
import { type Label, shownLabel } from '../../parts/label.ts';
import { Link } from '../../parts/link.tsx';
import { Waiting } from '../../parts/notice.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { count, day, money, NONE, percent } from '../../wording/numbers.ts';
import { say, sayCode, shownLanguage } from '../../wording/say.ts';
import { Band } from './plan.tsx';

interface Initiative {
  readonly id: string;
  readonly title: Label;
  readonly ministry: string;
  readonly area?: string;
  readonly registeredOn: string;
  readonly plannedStartOn?: string;
  readonly plannedEndOn?: string;
  readonly budget?: { readonly base: { readonly amount: `${number}`; readonly currency: string } };
  readonly planLinks?: readonly {
    readonly planCode: string;
    readonly nodeCode: string;
    readonly weightPct: number;
    readonly status: string;
  }[];
  readonly indicators?: readonly {
    readonly code: string;
    readonly title: Label;
    readonly unit: string;
    readonly reported?: `${number}`;
    readonly verified?: `${number}`;
    readonly kpi?: { readonly code: string; readonly decision: string };
  }[];
}

interface Score {
  readonly to: string;
  readonly total: number | null;
  readonly band: string | null;
  readonly components: readonly {
    readonly name: string;
    readonly points: number | null;
    readonly of: number;
    readonly rules: readonly {
      readonly rule: string;
      readonly points: number | null;
      readonly of: number;
      readonly because: string;
    }[];
  }[];
}

/** How the score came about: a line for each rule. */
function ScoreTable({ id }: { readonly id: string }) {
  const answer = useAnswer<Score>(api('reporting', `v1/scores/${id}`, { ...cuts(), plan: askedPlan.value }));
  const { body } = answer;
  const points = (has: number | null, of: number) =>
    say('score.points', { points: has === null ? NONE : count(has), of: count(of) });
  return (
    <Block title={say('score.title')} about={say('score.about')} source={undefined}>
      <Waiting answer={answer} />
      {body === undefined ? null : (
        <>
          <p>
            <strong class="points">{points(body.total, 100)}</strong> <Band band={body.band} />{' '}
            <span class="soft small">{say('score.on', { day: day(body.to) })}</span>
          </p>
          <Scroll>
            <table>
              <tbody>
                {body.components.map((component) => [
                  <tr key={component.name} class="total">
                    <th scope="row">{sayCode('component', component.name)}</th>
                    <td class="points number">{points(component.points, component.of)}</td>
                  </tr>,
                  ...component.rules.map((rule) => (
                    <tr key={rule.rule}>
                      <td class="level-2">
                        {rule.because} <code class="soft small">{rule.rule}</code>
                      </td>
                      <td class="points number">{points(rule.points, rule.of)}</td>
                    </tr>
                  )),
                ])}
              </tbody>
            </table>
          </Scroll>
        </>
      )}
    </Block>
  );
}

export function InitiativeView({ id }: { readonly id: string }) {
  const answer = useAnswer<Initiative>(api('initiatives', `v1/initiatives/${id}`, { lang: shownLanguage.value }));
  const { body } = answer;
  if (body === undefined) return <Waiting answer={answer} />;
  const { base } = body.budget ?? {};
  const facts = [
    body.ministry,
    body.area,
    base === undefined ? undefined : money(base.amount, base.currency),
    body.plannedStartOn === undefined || body.plannedEndOn === undefined
      ? undefined
      : `${day(body.plannedStartOn)} – ${day(body.plannedEndOn)}`,
  ].filter((fact) => fact !== undefined);
  return (
    <>
      <p class="trail">
        <Link to="/page/analyse">{say('analyse.title')}</Link>
      </p>
      <Heading>{shownLabel(body.title)}</Heading>
      <p class="lead">{facts.join(' · ')}</p>
      <ScoreTable id={id} />
      <Block title={say('initiative.links')}>
        {(body.planLinks ?? []).length === 0 ? <p class="soft">{say('initiative.noLinks')}</p> : null}
        <ul class="rows">
          {(body.planLinks ?? []).map((link) => (
            <li key={`${link.planCode} ${link.nodeCode}`} class="row-head">
              <Link to={`/page/analyse/nodes/${encodeURIComponent(link.nodeCode)}`} query={{ plan: link.planCode }}>
                {link.planCode} {link.nodeCode}
              </Link>
              <span class="soft small">
                {percent(link.weightPct, 0)} · {sayCode('status', link.status)}
              </span>
            </li>
          ))}
        </ul>
      </Block>
      <Block title={say('initiative.indicators')} about={say('initiative.indicatorsAbout')}>
        {(body.indicators ?? []).length === 0 ? <p class="soft">{say('initiative.noIndicators')}</p> : null}
        <ul class="rows">
          {(body.indicators ?? []).map((one) => (
            <li key={one.code} class="row-head">
              <span>{shownLabel(one.title)}</span>
              <span class="soft small">
                {say('initiative.result', {
                  reported: count(one.reported),
                  verified: count(one.verified),
                })}
                {one.kpi === undefined ? null : (
                  <>
                    {' · '}
                    <Link to={`/page/analyse/kpis/${encodeURIComponent(one.kpi.code)}`}>{one.kpi.code}</Link>{' '}
                    {sayCode('status', one.kpi.decision)}
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
      </Block>
    </>
  );
}
