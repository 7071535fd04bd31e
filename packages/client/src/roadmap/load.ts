// Enters an action plan through the public API, step by step: what each waits for is there before it. A step that is there
// already stays as it is, whoever entered it and however it stands by now.
import { addMonths, getRoadmapStep, type LocalDate, setRoadmapStep } from '@tributary/contracts';
import { CommandError } from '../command.ts';
import type { Desk, Person } from '../sample/desk.ts';
import { type ActionPlan, type Institution, inOrder, type PlannedStep } from './action-plan.ts';

export interface Beginning {
  /** the first day, from which days are counted; where it has passed, steps stand as planned since then */
  readonly startsOn: LocalDate;
  readonly today: LocalDate;
  /** the ministry that answers for what a kind of institution does */
  readonly ownerOf: (by: Institution) => string;
  readonly planner: Person;
}

export interface Loaded {
  readonly entered: number;
  readonly kept: number;
}

/** @param tell told with each step: how many are there, of how many @throws {CommandError} a step is refused */
export async function loadPlan(
  desk: Pick<Desk, 'once' | 'read'>,
  plan: ActionPlan,
  beginning: Beginning,
  tell: (done: number, of: number) => void,
): Promise<Loaded> {
  const steps = inOrder(plan);
  let entered = 0;
  for (const [at, step] of steps.entries()) {
    if (await enterStep(desk, step, beginning)) entered += 1;
    tell(at + 1, steps.length);
  }
  return { entered, kept: steps.length - entered };
}

/** @returns false where it was there already */
async function enterStep(
  desk: Pick<Desk, 'once' | 'read'>,
  { code, dueMonths, by, ...step }: PlannedStep,
  { startsOn, today, ownerOf, planner }: Beginning,
): Promise<boolean> {
  const isThere = async () => (await desk.read(planner, getRoadmapStep, { params: { code } })) !== undefined;
  if (await isThere()) return false;
  const body = {
    ...step,
    owner: ownerOf(by),
    status: 'planned' as const,
    dueOn: addMonths(startsOn, dueMonths),
    evidence: [],
    ...(startsOn < today && { setOn: startsOn }),
  };
  try {
    await desk.once(`step ${code}`, planner, setRoadmapStep, { params: { code }, body, ifNoneMatch: '*' });
    return true;
  } catch (error) {
    // another planner may have entered it meanwhile
    if (error instanceof CommandError && (await isThere())) return false;
    throw error;
  }
}
