import { ask, askedPlan } from '../address/address.ts';
import { api, useAnswer } from '../data/answers.ts';
import { isAnswered, useDashboard } from '../data/reports.ts';
import { say, shownLanguage } from '../wording/say.ts';
import { type Label, shownLabel } from './label.ts';

interface Plan {
  readonly code: string;
  readonly title: Label;
}

/** Which plan the figures are about, where a country has more than one. */
export function PlanChoice() {
  const { body } = useAnswer<{ readonly items: readonly Plan[] }>(
    api('strategy', 'v1/plans', { limit: '100', lang: shownLanguage.value }),
  );
  const alignment = useDashboard().body?.reports['plan/alignment'];
  const plans = body?.items ?? [];
  if (plans.length < 2) return null;
  const shown =
    askedPlan.value ?? (alignment !== undefined && isAnswered(alignment) ? alignment.plan : undefined) ?? '';
  return (
    <label>
      {say('control.plan')}
      <select value={shown} onChange={(event) => ask({ plan: event.currentTarget.value })}>
        {shown === '' ? <option value="">–</option> : null}
        {plans.map(({ code, title }) => (
          <option key={code} value={code}>
            {code} {shownLabel(title)}
          </option>
        ))}
      </select>
    </label>
  );
}
