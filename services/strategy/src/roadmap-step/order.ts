// The order of the roadmap: which step waits for which, and which are done. No step waits for itself, be it through others,
// and none is done before what it waits for. What is being written counts beside what is written, until one of them is gone.
import { type Rejection, rejectField, type SetRoadmapStep } from '@tributary/contracts';

/** What the order has of a step. */
export interface StepHold {
  readonly dependsOn: readonly string[];
  readonly isDone: boolean;
}

/** What a step is about to hold: its request has been admitted, and may be written or not. */
export interface StepClaim extends StepHold {
  readonly id: string;
  /** when it was admitted, as an instant in UTC */
  readonly at: string;
}

export interface OrderedStep {
  readonly code: string;
  /** what it holds; absent before it was first written */
  readonly held?: StepHold;
  readonly claims: readonly StepClaim[];
}

export interface RoadmapOrder {
  readonly steps: readonly OrderedStep[];
}

/** A step as it is asked for. */
export type AskedStep = Pick<SetRoadmapStep, 'code' | 'dependsOn' | 'status'>;

export type OrderRefusal = Rejection<'STEP_UNKNOWN' | 'STEPS_CIRCULAR' | 'STEPS_NOT_DONE' | 'STEPS_REST_ON_IT'>;

const holdsOf = ({ held, claims }: OrderedStep): readonly StepHold[] => [...(held ? [held] : []), ...claims];

/** Refuses a step that the order of the roadmap does not let be as it is asked for. */
export function refuseOrder({ steps }: RoadmapOrder, asked: AskedStep): OrderRefusal | undefined {
  const known = new Map(steps.map((step) => [step.code, step]));
  const { code, dependsOn, status } = asked;
  const cycle = cycleOf(known, code, dependsOn);
  if (cycle !== undefined) return rejectField('STEPS_CIRCULAR', '/dependsOn', { cycle: cycle.join(' → ') });
  const unknown = dependsOn.filter((other) => known.get(other)?.held === undefined);
  if (unknown.length > 0) return rejectField('STEP_UNKNOWN', '/dependsOn', { steps: unknown.join(', ') });
  if (status === 'done') {
    const open = dependsOn.filter((other) => holdsOf(known.get(other) as OrderedStep).some(({ isDone }) => !isDone));
    return open.length === 0 ? undefined : rejectField('STEPS_NOT_DONE', '/status', { steps: open.join(', ') });
  }
  const resting = steps
    .filter((step) => holdsOf(step).some((hold) => hold.isDone && hold.dependsOn.includes(code)))
    .map((step) => step.code);
  return resting.length === 0
    ? undefined
    : rejectField('STEPS_REST_ON_IT', '/status', { code, steps: resting.join(', ') });
}

/** The shortest way from a step through what it would wait for back to itself, both ends named; undefined where there is none. */
function cycleOf(
  known: ReadonlyMap<string, OrderedStep>,
  code: string,
  dependsOn: readonly string[],
): readonly string[] | undefined {
  const cameFrom = new Map(dependsOn.map((other) => [other, code]));
  // grows while it is gone through: a breadth-first search
  const reached = [...cameFrom.keys()];
  for (const at of reached) {
    if (at === code) return wayTo(code, cameFrom);
    const step = known.get(at);
    for (const next of step === undefined ? [] : holdsOf(step).flatMap((hold) => hold.dependsOn)) {
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, at);
      reached.push(next);
    }
  }
  return undefined;
}

function wayTo(code: string, cameFrom: ReadonlyMap<string, string>): readonly string[] {
  const way = [code];
  for (let at = cameFrom.get(code); at !== undefined && at !== code; at = cameFrom.get(at)) way.unshift(at);
  return [code, ...way];
}

/** Notes what a step is about to hold. */
export const withClaim = (order: RoadmapOrder, code: string, claim: StepClaim): RoadmapOrder =>
  changing(order, code, (step) => ({ ...step, claims: [...step.claims, claim] }));

/** Drops claims of a step, and notes what it holds; a step that was never written and is not claimed any more is forgotten. */
export const settled = (
  order: RoadmapOrder,
  code: string,
  claims: readonly string[],
  held: StepHold | undefined,
): RoadmapOrder =>
  changing(order, code, (step) => ({
    code,
    ...(held && { held }),
    claims: step.claims.filter(({ id }) => !claims.includes(id)),
  }));

/** The steps of which a claim was admitted before a moment: nobody is writing it any more. */
export const claimedBefore = ({ steps }: RoadmapOrder, before: Date): readonly OrderedStep[] =>
  steps
    .map((step) => ({ ...step, claims: step.claims.filter(({ at }) => at < before.toISOString()) }))
    .filter(({ claims }) => claims.length > 0);

function changing({ steps }: RoadmapOrder, code: string, change: (step: OrderedStep) => OrderedStep): RoadmapOrder {
  const step = change(steps.find((one) => one.code === code) ?? { code, claims: [] });
  const others = steps.filter((one) => one.code !== code);
  return { steps: holdsOf(step).length === 0 ? others : [...others, step] };
}
