// An action plan: steps of a roadmap as a country begins with them. Who does what is said by the kind of institution, and
// when by months from the first day, so that any country can take it.
import { Code, Horizon, Label, Pillar, StepSupport } from '@tributary/contracts';
import { z } from 'zod';
import { CommandError } from '../command.ts';

/** The kinds of institution that carry out steps. */
export const institutions = [
  'central-bank',
  'culture',
  'economy',
  'education',
  'finance',
  'foreign-affairs',
  'head-of-government',
  'interior',
  'labour',
  'local-government',
  'planning',
  'statistics',
] as const;
export type Institution = (typeof institutions)[number];

export const ActionPlan = z.strictObject({
  steps: z
    .array(
      z.strictObject({
        code: Code,
        pillar: Pillar,
        horizon: Horizon,
        /** from the day on which the country begins */
        dueMonths: z.int().min(1).max(84),
        by: z.enum(institutions),
        title: Label,
        action: Label,
        doneWhen: Label,
        dependsOn: z.array(Code),
        support: z.array(StepSupport),
      }),
    )
    .min(1),
});
export type ActionPlan = z.infer<typeof ActionPlan>;
export type PlannedStep = ActionPlan['steps'][number];

/** The steps in an order in which each comes after those that it waits for. @throws {CommandError} there is none */
export function inOrder({ steps }: ActionPlan): readonly PlannedStep[] {
  const ordered: PlannedStep[] = [];
  const placed = new Set<string>();
  let left = steps;
  while (left.length > 0) {
    const ready = left.filter(({ dependsOn }) => dependsOn.every((code) => placed.has(code)));
    if (ready.length === 0) {
      const names = left.map(({ code }) => code).join(', ');
      throw new CommandError(`These steps wait for each other, or for steps that the plan does not have: ${names}.`, 2);
    }
    for (const step of ready) placed.add(step.code);
    ordered.push(...ready);
    left = left.filter(({ code }) => !placed.has(code));
  }
  return ordered;
}
