// Where the partitions of the sources stand, read as one: the revision of what is shown, and W.
import { createHash } from 'node:crypto';
import type { ServiceName } from '@tributary/contracts';
import type { Checkpoint } from '../consume/store.ts';
import type { Standing } from '../ports/views.ts';
import { lagSeconds, type Place, watermark } from './watermark.ts';

/** A partition of a source as the memory has adopted it. */
export interface Adopted extends Checkpoint {
  /** up to when it was ever complete */
  complete: string | undefined;
  /** the latest moment among its facts */
  readonly newest: string | undefined;
}

/**
 * @param partitions of this moment, or of the one that is told of
 * @param group whose checkpoints they are: another version has other revisions
 */
export function standingOf(partitions: () => Iterable<Adopted>, group: () => string): Standing {
  const of = (services: readonly ServiceName[]) =>
    [...partitions()].filter(({ service }) => services.includes(service));
  const standing: Standing = {
    revision(services) {
      const places = of(services).map(
        ({ service, partition, pos, redrives }) => `${service}|${partition}|${pos}|${redrives}`,
      );
      return createHash('sha256')
        .update([group(), ...places.sort()].join())
        .digest('base64url')
        .slice(0, 22);
    },
    watermark(services) {
      const found = of(services);
      const areKnown = services.every((service) => found.some((one) => one.service === service && one.partition === 0));
      return areKnown ? watermark(found.map(({ complete }) => complete)) : undefined;
    },
    shownUpTo(services) {
      const reached = standing.watermark(services);
      const covers = of(services).every(({ newest }) => newest === undefined || newest <= (reached ?? ''));
      return covers ? reached : undefined;
    },
  };
  return standing;
}

/** How far a partition has been read, and how far it lags at a moment. */
export const progressOf = ({ service, partition, complete, since }: Adopted, place: Place, now: Date) => ({
  service,
  partition,
  applied: place.applied,
  highWatermark: Math.max(place.highWatermark, place.applied),
  highWatermarksAt: place.highWatermarksAt,
  lagEvents: Math.max(0, place.highWatermark - place.applied),
  lagSeconds: lagSeconds(place, complete ?? since, now),
});
