// Which copies of other services' facts are whole: those whose assignments have once reached the high watermarks that were seen first.
import type { ServiceName } from '@tributary/contracts';
import { CopyFilling } from '../consume/failure.ts';
import type { Checkpoint } from '../consume/store.ts';
import type { Filling, ViewReader } from '../ports/views.ts';

export interface Copies {
  /** Takes the adopted checkpoints of all assignments; a copy that was whole once stays so. */
  adopt(assignments: readonly Checkpoint[]): void;
  isWhole(service: ServiceName): boolean;
  /** The sources whose copies are whole by now. */
  whole(): ReadonlySet<ServiceName>;
  filling(): readonly Filling[];
  /** A reader that throws `CopyFilling` until the copy is whole. */
  guarded<Row>(service: ServiceName, reader: ViewReader<Row>): ViewReader<Row>;
}

/** @param sources the services that views are declared of */
export function createCopies(sources: () => readonly ServiceName[]): Copies {
  const whole = new Set<ServiceName>();
  let adopted: readonly Checkpoint[] = [];

  function fillingOf(service: ServiceName): Filling {
    const assignments = adopted.filter((assignment) => assignment.service === service);
    const known = assignments.length > 0 && assignments.every(({ first }) => first !== undefined);
    return {
      service,
      applied: assignments.reduce((sum, { pos, first = pos }) => sum + Math.min(pos, first), 0),
      of: known ? assignments.reduce((sum, { first = 0 }) => sum + first, 0) : undefined,
    };
  }

  function check(service: ServiceName): void {
    if (!whole.has(service)) throw new CopyFilling(service);
  }

  return {
    adopt(assignments) {
      adopted = assignments;
      for (const service of sources()) {
        const { applied, of } = fillingOf(service);
        if (applied === of) whole.add(service);
      }
    },
    isWhole: (service) => whole.has(service),
    whole: () => new Set(whole),
    filling: () =>
      sources()
        .filter((service) => !whole.has(service))
        .map(fillingOf),
    guarded: (service, reader) => ({
      all(cut) {
        check(service);
        return reader.all(cut);
      },
      one(id, cut) {
        check(service);
        return reader.one(id, cut);
      },
    }),
  };
}
