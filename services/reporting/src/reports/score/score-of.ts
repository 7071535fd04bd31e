// The score of one initiative with every rule and why it gives what it gives.
import { type InitiativeScore, type Rejection, reject } from '@tributary/contracts';
import type { Pausing } from '@tributary/eventing';
import { activeVersion } from '../plan-alignment/active-version.ts';
import type { planAlignment } from '../plan-alignment/plan-alignment.ts';
import { portfolioOf } from '../plan-alignment/portfolio.ts';
import type { ReportScope } from '../report.ts';
import { sayBecause } from './rule.ts';
import { bandOf, scorerOf } from './score.ts';

type Rows = Parameters<(typeof planAlignment)['fold']>[0];

/** Refused where there is no such initiative on the day: cancelled, registered later, or never. */
export function* scoreOf(
  rows: Rows,
  initiativeId: string,
  { plan, to, language }: Pick<ReportScope, 'plan' | 'to' | 'language'>,
): Pausing<InitiativeScore | Rejection> {
  const version = activeVersion(rows.plans.values(), plan, to);
  if ('rejected' in version) return version;
  const portfolio = yield* portfolioOf(rows, version);
  const initiative = portfolio.find(({ id }) => id === initiativeId);
  if (initiative === undefined) return reject('NOT_FOUND');
  const { total, components } = (yield* scorerOf(rows, version, to))(initiative);
  return {
    initiativeId,
    plan: version.planCode,
    planVersion: version.planVersion,
    to,
    total,
    band: bandOf(total),
    components: components.map(({ rules, ...component }) => ({
      ...component,
      rules: rules.map(({ because, ...rule }) => ({ ...rule, because: sayBecause(language, because) })),
    })),
  };
}
