// roadmap/progress: how far the steps of each pillar are, by horizon. Every pillar and horizon has its row, so that a
// pillar for which nothing is planned is seen.
import {
  byCode,
  horizons,
  type LocalDate,
  pillars,
  pillarTitle,
  roadmapProgressMessages,
  show,
} from '@tributary/contracts';
import { roadmapSteps, type Standing } from '../../read-models/roadmap-steps.ts';
import { sharePct } from '../figures.ts';
import { defineReport, TOTALS } from '../report.ts';
import { columns, footer } from './columns.ts';

interface Counts {
  steps: number;
  planned: number;
  inProgress: number;
  blocked: number;
  done: number;
  overdue: number;
  withEvidence: number;
  supported: number;
  readonly owners: Map<string, number>;
}

const counted = { planned: 'planned', 'in-progress': 'inProgress', blocked: 'blocked', done: 'done' } as const;

export const roadmapProgress = defineReport({
  key: 'roadmap/progress',
  parameters: ['to', 'asOf', 'lang', 'format'],
  reads: { roadmapSteps },
  columns,
  footer,
  say: roadmapProgressMessages.say,
  *fold(rows, { to, language }) {
    const cells = pillars.flatMap((pillar) => horizons.map((horizon) => ({ pillar, horizon, counts: noCounts() })));
    const byPlace = new Map(cells.map(({ pillar, horizon, counts }) => [`${pillar} ${horizon}`, counts]));
    const all = noCounts();
    for (const { standing } of rows.roadmapSteps.values()) {
      yield;
      if (standing === undefined) continue;
      const counts = byPlace.get(`${standing.pillar} ${standing.horizon}`);
      for (const sum of counts === undefined ? [all] : [counts, all]) countIn(sum, standing, to);
    }
    const { steps, done, donePct, overdue } = cellsOf(all);
    const total = { pillar: TOTALS, pillarTitle: roadmapProgressMessages.say(language, 'total'), horizon: null };
    return {
      plan: undefined,
      rows: [
        ...cells.map(({ pillar, horizon, counts }) => ({
          pillar,
          pillarTitle: show(pillarTitle(pillar), language).text,
          horizon,
          ...cellsOf(counts),
        })),
        { ...total, ...cellsOf(all) },
      ],
      footer: { steps, done, donePct, overdue },
    };
  },
});

const noCounts = (): Counts => ({
  steps: 0,
  planned: 0,
  inProgress: 0,
  blocked: 0,
  done: 0,
  overdue: 0,
  withEvidence: 0,
  supported: 0,
  owners: new Map(),
});

function countIn(counts: Counts, { status, dueOn, hasEvidence, isSupported, owner }: Standing, to: LocalDate): void {
  counts.steps += 1;
  counts[counted[status]] += 1;
  if (status !== 'done' && dueOn < to) counts.overdue += 1;
  if (hasEvidence) counts.withEvidence += 1;
  if (isSupported) counts.supported += 1;
  counts.owners.set(owner, (counts.owners.get(owner) ?? 0) + 1);
}

const cellsOf = ({ owners, ...counts }: Counts) => ({
  ...counts,
  donePct: sharePct(BigInt(counts.done), BigInt(counts.steps)),
  owners: [...owners]
    .sort(([one, of], [other, ofOther]) => ofOther - of || byCode(one, other))
    .map(([owner, count]) => `${owner} ${count}`),
});
