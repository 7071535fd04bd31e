// How far a group is, by its checkpoints and the high watermarks that owners told last.
import { services } from '@tributary/contracts';
import type { HighWatermarkPoller } from '../consume/high-watermarks.ts';
import type { Checkpoint } from '../consume/store.ts';
import type { Filling } from '../ports/views.ts';

/** Events applied, of how many, by source. */
export function progressOf(
  assignments: readonly Checkpoint[],
  highWatermarks: Pick<HighWatermarkPoller, 'of'>,
): readonly Filling[] {
  const sources = services.filter((service) => assignments.some((assignment) => assignment.service === service));
  return sources.map((service) => {
    const own = assignments.filter((assignment) => assignment.service === service);
    const told = own.every(({ partition }) => highWatermarks.of(service, partition).highWatermarksAt !== undefined);
    const goals = own.map(({ partition, pos }) => Math.max(pos, highWatermarks.of(service, partition).pos));
    return {
      service,
      applied: own.reduce((sum, { pos }) => sum + pos, 0),
      of: told ? goals.reduce((sum, goal) => sum + goal, 0) : undefined,
    };
  });
}

/** All sources together; `of` is undefined as long as one of them has not told. */
export const totalOf = (sources: readonly Filling[]): Pick<Filling, 'applied' | 'of'> => ({
  applied: sources.reduce((sum, { applied }) => sum + applied, 0),
  of: sources.every(({ of }) => of !== undefined) ? sources.reduce((sum, { of = 0 }) => sum + of, 0) : undefined,
});

/** Whether a group is whole, and has applied in every assignment all that another had of the sources that both read. */
export function hasReached(assignments: readonly Checkpoint[], goal: readonly Checkpoint[]): boolean {
  const places = new Map(assignments.map(({ service, partition, pos }) => [`${service}|${partition}`, pos]));
  const isWhole = assignments.length > 0 && assignments.every(({ pos, first }) => first !== undefined && pos >= first);
  return isWhole && goal.every(({ service, partition, pos }) => (places.get(`${service}|${partition}`) ?? pos) >= pos);
}
