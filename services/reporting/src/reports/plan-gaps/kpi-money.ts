// What initiatives bring to each KPI of a plan: those whose contribution is accepted, with their whole budgets.
import type { Pausing } from '@tributary/eventing';
import type { InitiativeRow } from '../../read-models/initiatives.ts';
import { type Decisions, type Kpis, standingOf } from '../mappings.ts';
import type { LiveInitiative } from '../plan-alignment/portfolio.ts';
import { type Funds, noFunds } from '../plan-alignment/tally.ts';
import { type Brought, fundedOf, nothingBrought } from './brought.ts';

interface Parts {
  readonly planCode: string;
  readonly kpis: Kpis;
  readonly decisions: Decisions;
  readonly initiatives: ReadonlyMap<string, InitiativeRow>;
  readonly portfolio: readonly LiveInitiative[];
  readonly funds: ReadonlyMap<string, Funds>;
}

/** By the code of the KPI; an initiative counts once for each. */
export function* broughtToKpis(parts: Parts): Pausing<ReadonlyMap<string, Brought>> {
  const { planCode, kpis, decisions, initiatives, portfolio, funds } = parts;
  const brought = new Map([...kpis.keys()].map((code) => [code, nothingBrought()]));
  for (const { id, budget } of portfolio) {
    yield;
    const states = new Map<string, Set<string>>();
    for (const indicator of initiatives.get(id)?.indicators ?? []) {
      const standing = standingOf(id, indicator, { planCode, kpis, decisions });
      if (standing === undefined) continue;
      const said = states.get(standing.kpi.code) ?? new Set<string>();
      states.set(standing.kpi.code, said.add(standing.state));
    }
    for (const [code, said] of states) {
      const sum = brought.get(code);
      if (sum === undefined) continue;
      if (said.has('awaiting')) sum.awaiting += 1;
      if (!said.has('accepted')) continue;
      sum.initiatives += 1;
      sum.budget += budget;
      sum.funded += fundedOf(funds.get(id) ?? noFunds);
    }
  }
  return brought;
}
