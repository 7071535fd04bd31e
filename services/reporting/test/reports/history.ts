// Histories for pure tests: facts by aggregate, delivered in any order of aggregates, folded as views fold them.
import { businessDateOf, type DomainEvent, eventByType, type StoredFact, type View } from '@tributary/contracts';
import type { Cut } from '@tributary/eventing';
import { agreements } from '../../src/read-models/agreements.ts';
import { alignments } from '../../src/read-models/alignments.ts';
import { applications } from '../../src/read-models/applications.ts';
import { awards } from '../../src/read-models/awards.ts';
import { calls } from '../../src/read-models/calls.ts';
import { commitments } from '../../src/read-models/commitments.ts';
import { crosswalks } from '../../src/read-models/crosswalks.ts';
import { initiatives } from '../../src/read-models/initiatives.ts';
import { kpiContributions } from '../../src/read-models/kpi-contributions.ts';
import { kpis } from '../../src/read-models/kpis.ts';
import { nodes } from '../../src/read-models/nodes.ts';
import { organisationNames } from '../../src/read-models/organisation-names.ts';
import { partners } from '../../src/read-models/partners.ts';
import { personConsents } from '../../src/read-models/person-consents.ts';
import { persons } from '../../src/read-models/persons.ts';
import { plans } from '../../src/read-models/plans.ts';
import { programmes } from '../../src/read-models/programmes.ts';
import { roadmapSteps } from '../../src/read-models/roadmap-steps.ts';
import { stockEstimates } from '../../src/read-models/stock-estimates.ts';

/** A fact of an aggregate, in the order in which it came about. */
export interface Told {
  readonly id: string;
  readonly fact: DomainEvent;
}

export const told = (id: string, ...facts: readonly DomainEvent[]): readonly Told[] =>
  facts.map((fact) => ({ id, fact }));

const recordedAt = (index: number) => new Date(Date.UTC(2026, 0, 1) + index).toISOString();

/** The rows of one view under a cut, in the order in which its aggregates were heard of. */
function rowsOf<Row>(view: View<Row>, history: readonly Told[], { to, asOf }: Cut): ReadonlyMap<string, Row> {
  const rows = new Map<string, Row>();
  const seqs = new Map<string, number>();
  for (const [index, { id, fact }] of history.entries()) {
    const fold = view.folds.get(fact.type);
    const event = eventByType(fact.type);
    if (fold === undefined || event === undefined) continue;
    const seq = (seqs.get(id) ?? 0) + 1;
    seqs.set(id, seq);
    const on = businessDateOf(event, fact.data);
    const stored: StoredFact = { ...fact, seq, on, ministry: 'MPLA', recordedAt: recordedAt(index) };
    const passes =
      (to === undefined || on === undefined || on <= to) && (asOf === undefined || stored.recordedAt <= asOf);
    if (passes) rows.set(id, fold(rows.get(id) ?? view.empty(id, 'MPLA'), stored));
  }
  return rows;
}

/** What reports read. */
export const rowsFrom = (history: readonly Told[], cut: Cut) => ({
  plans: rowsOf(plans, history, cut),
  nodes: rowsOf(nodes, history, cut),
  alignments: rowsOf(alignments, history, cut),
  initiatives: rowsOf(initiatives, history, cut),
  kpis: rowsOf(kpis, history, cut),
  kpiContributions: rowsOf(kpiContributions, history, cut),
  programmes: rowsOf(programmes, history, cut),
  calls: rowsOf(calls, history, cut),
  applications: rowsOf(applications, history, cut),
  awards: rowsOf(awards, history, cut),
  organisationNames: rowsOf(organisationNames, history, cut),
  partners: rowsOf(partners, history, cut),
  agreements: rowsOf(agreements, history, cut),
  commitments: rowsOf(commitments, history, cut),
  persons: rowsOf(persons, history, cut),
  personConsents: rowsOf(personConsents, history, cut),
  stockEstimates: rowsOf(stockEstimates, history, cut),
  crosswalks: rowsOf(crosswalks, history, cut),
  roadmapSteps: rowsOf(roadmapSteps, history, cut),
});
