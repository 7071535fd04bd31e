// Facts on the roadmap for the tests.
import { roadmapStepSet } from '@tributary/contracts';
import { type Told, told } from './history.ts';

type Step = Parameters<typeof roadmapStepSet>[0];

const usual: Omit<Step, 'code'> = {
  pillar: 'P1',
  horizon: 'short',
  title: { en: 'A step (sample)' },
  owner: 'MFOR',
  status: 'planned',
  dueOn: '2026-12-31',
  setOn: '2026-01-01',
  evidenceCount: 0,
  supportCount: 0,
};

/** A step as it stands from a day on. */
export const step = (code: string, changed: Partial<Step> = {}): readonly Told[] =>
  told(`roadmap-step:${code}`, roadmapStepSet({ ...usual, ...changed, code }));
