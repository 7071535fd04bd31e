// Requests for steps are admitted one after the other, whatever process they come to: the order of the roadmap is one
// document, and what a step is about to hold is noted there before it is written, so that two requests at once never make
// steps wait for each other. A note whose request was cut short is settled by the step itself once its time is up.
import { keyOf, type RoadmapStep, roadmapStep } from '@tributary/contracts';
import { type AggregateStore, type CommandContext, type Eventing, naturalId } from '@tributary/eventing';
import type { Admission } from './decisions.ts';
import {
  type AskedStep,
  claimedBefore,
  type RoadmapOrder,
  refuseOrder,
  type StepHold,
  settled,
  withClaim,
} from './order.ts';

const ID = 'order';
/** Several times as long as a request is tried. */
const CLAIM_MS = 30_000;
const none: RoadmapOrder = { steps: [] };

export interface Admissions {
  /** Admits a step as it is asked for, under the id of its request, or says why not. */
  admit(asked: AskedStep, claim: string, context: Pick<CommandContext, 'now'>): Promise<Admission>;
  /** The request is over: the order goes by what the step holds now. */
  settle(code: string, claim: string): Promise<void>;
}

/** Declares the order of the roadmap. @param steps where steps are kept; asked when a request comes */
export function admissionsOf(eventing: Eventing, steps: () => Pick<AggregateStore<RoadmapStep>, 'load'>): Admissions {
  const orders = eventing.beside<RoadmapOrder>('roadmap_order');

  async function holdOf(code: string): Promise<StepHold | undefined> {
    const stored = await steps().load(naturalId(keyOf(roadmapStep, { code })));
    return stored && { dependsOn: stored.state.dependsOn, isDone: stored.state.status === 'done' };
  }

  async function tidied(order: RoadmapOrder, now: Date): Promise<RoadmapOrder> {
    let tidy = order;
    for (const { code, claims } of claimedBefore(order, new Date(now.getTime() - CLAIM_MS))) {
      const ids = claims.map(({ id }) => id);
      tidy = settled(tidy, code, ids, await holdOf(code));
    }
    return tidy;
  }

  return {
    admit: ({ code, dependsOn, status }, id, { now }) =>
      orders.change<Admission>(ID, async (before = none) => {
        const order = await tidied(before, now);
        const refused = refuseOrder(order, { code, dependsOn, status });
        if (refused !== undefined) return { content: order, answer: { refused } };
        const claim = { id, at: now.toISOString(), dependsOn, isDone: status === 'done' };
        return { content: withClaim(order, code, claim), answer: { refused } };
      }),
    settle: (code, claim) =>
      orders.change(ID, async (order = none) => {
        const isClaimed = order.steps.some((step) => step.code === code && step.claims.some(({ id }) => id === claim));
        const content = isClaimed ? settled(order, code, [claim], await holdOf(code)) : order;
        return { content, answer: undefined };
      }),
  };
}
