// How far a group is, by its checkpoints and the heads that owners told last.
import { services } from '@tributary/contracts';
import type { HeadsPoller } from '../consume/heads.ts';
import type { Checkpoint } from '../consume/store.ts';
import type { Filling } from '../ports.ts';

/** Events applied, of how many, by source. */
export function progressOf(lanes: readonly Checkpoint[], heads: Pick<HeadsPoller, 'of'>): readonly Filling[] {
  const sources = services.filter((service) => lanes.some((lane) => lane.service === service));
  return sources.map((service) => {
    const own = lanes.filter((lane) => lane.service === service);
    const told = own.every(({ slot }) => heads.of(service, slot).headsAt !== undefined);
    const goals = own.map(({ slot, pos }) => Math.max(pos, heads.of(service, slot).pos));
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

/** Whether a group is whole, and has applied in every lane all that another had of the sources that both read. */
export function hasReached(lanes: readonly Checkpoint[], goal: readonly Checkpoint[]): boolean {
  const places = new Map(lanes.map(({ service, slot, pos }) => [`${service}|${slot}`, pos]));
  const isWhole = lanes.length > 0 && lanes.every(({ pos, first }) => first !== undefined && pos >= first);
  return isWhole && goal.every(({ service, slot, pos }) => (places.get(`${service}|${slot}`) ?? pos) >= pos);
}
