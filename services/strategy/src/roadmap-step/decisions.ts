// A step of the roadmap: planned → in progress ⇄ blocked → done, and back where it was not; each with what shows it.
import {
  accept,
  decidePut,
  type Known,
  type RoadmapStep,
  type RuleFault,
  refuseReversed,
  reject,
  rejectField,
  roadmapStepSet,
  setRoadmapStep,
} from '@tributary/contracts';
import type { OrderRefusal } from './order.ts';

/** Whether the order of the roadmap lets a step be as it is asked for. */
export interface Admission {
  readonly refused: OrderRefusal | undefined;
}

/** Enters a step, or says anew how it stands. */
export const set = decidePut(setRoadmapStep, (before, given, { refused }: Known<Admission>) => {
  const repeated = repeatedIn(given.dependsOn);
  if (repeated.length > 0) return reject('VALIDATION', {}, repeated);
  if (given.status === 'blocked' && given.reasonCode === undefined) {
    return rejectField('REASON_REQUIRED', '/reasonCode', {});
  }
  if (given.status !== 'blocked' && given.reasonCode !== undefined) {
    return reject('VALIDATION', {}, [{ pointer: '/reasonCode', code: 'UNKNOWN_FIELD' }]);
  }
  if (given.status === 'done' && given.evidence.length === 0) return rejectField('EVIDENCE_NEEDED', '/evidence', {});
  // a report for a day shows how the step stood on it: what was said of a later day is not said anew of an earlier one
  const reversed = before && refuseReversed(before.setOn, given.setOn, '/setOn');
  if (reversed) return reversed;
  return refused ?? accept(given, roadmapStepSet(toldOf(given)));
});

function repeatedIn(codes: readonly string[]): readonly RuleFault[] {
  return codes.flatMap((code, at): RuleFault[] =>
    codes.indexOf(code) === at ? [] : [{ pointer: `/dependsOn/${at}`, code: 'REPEATED', given: code }],
  );
}

const toldOf = ({ action: _a, doneWhen: _w, dependsOn: _d, evidence, support, ...told }: RoadmapStep) => ({
  ...told,
  evidenceCount: evidence.length,
  supportCount: support.length,
});
