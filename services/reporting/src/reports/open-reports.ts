// Every report that can be asked for: the only list of them.
import type { ReportKey } from '@tributary/contracts';
import type { Eventing } from '@tributary/eventing';
import { fundsMatching } from './funds-matching/funds-matching.ts';
import { partnershipsPortfolio } from './partnerships-portfolio/partnerships-portfolio.ts';
import { planAlignment } from './plan-alignment/plan-alignment.ts';
import { planContribution } from './plan-contribution/plan-contribution.ts';
import { planDrift } from './plan-drift/plan-drift.ts';
import { planGaps } from './plan-gaps/plan-gaps.ts';
import { programmesFunnel } from './programmes-funnel/programmes-funnel.ts';
import { registryConsent } from './registry-consent/registry-consent.ts';
import { registryStock } from './registry-stock/registry-stock.ts';
import type { OpenReport } from './report.ts';
import { roadmapProgress } from './roadmap-progress/roadmap-progress.ts';

/** Declares the views of all reports, which are filled when eventing starts. */
export const openReports = (eventing: Pick<Eventing, 'view'>) =>
  ({
    'plan/alignment': planAlignment.open(eventing),
    'plan/contribution': planContribution.open(eventing),
    'plan/drift': planDrift.open(eventing),
    'plan/gaps': planGaps.open(eventing),
    'funds/matching': fundsMatching.open(eventing),
    'programmes/funnel': programmesFunnel.open(eventing),
    'partnerships/portfolio': partnershipsPortfolio.open(eventing),
    'registry/stock': registryStock.open(eventing),
    'registry/consent': registryConsent.open(eventing),
    'roadmap/progress': roadmapProgress.open(eventing),
  }) satisfies Readonly<Record<ReportKey, OpenReport>>;

/** The keys of the reports whose read models read an event type, by that type. */
export function reportsByFact(offered: Readonly<Record<string, OpenReport>>): ReadonlyMap<string, readonly string[]> {
  const reports = new Map<string, string[]>();
  for (const { key, facts } of Object.values(offered)) {
    for (const type of facts) reports.set(type, [...(reports.get(type) ?? []), key]);
  }
  return reports;
}
