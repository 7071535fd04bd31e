// What a worker writes into rows, for the memory of its own process: it need not be read back. Only a step that is known
// whole is handed over; of everything else the rows are read, as those that another process has written are.
import type { ServiceName } from '@tributary/contracts';
import type { Assignment, RowChange } from '../consume/store.ts';

/** One step of an assignment whose checkpoint is stored. */
export interface AssignmentStep {
  /** position of the checkpoint before */
  readonly from: number;
  readonly pos: number;
  readonly recordedAt: string;
}

/** All that a step has changed in rows. */
export interface Handed extends AssignmentStep {
  readonly service: ServiceName;
  readonly partition: number;
  readonly changes: readonly RowChange[];
}

export interface Handover {
  /** Notes what was written of a partition; `undefined` where nobody knows what of it is there. */
  note(service: ServiceName, partition: number, changes: readonly RowChange[] | undefined): void;
  /** What a step has written, and forgets it; undefined where that is not known, or belongs to more than this step. */
  take(assignment: Assignment, step: AssignmentStep | undefined): Handed | undefined;
}

const isOf = ({ from, pos }: AssignmentStep, change: RowChange): boolean =>
  !change.erased && change.pos <= pos && change.facts.every((fact) => fact.pos > from && fact.pos <= pos);

export function createHandover(): Handover {
  const noted = new Map<string, readonly RowChange[] | undefined>();
  const keyOf = (service: ServiceName, partition: number) => `${service}|${partition}`;
  return {
    note(service, partition, changes) {
      const key = keyOf(service, partition);
      const before = noted.has(key) ? noted.get(key) : [];
      noted.set(key, before && changes && [...before, ...changes]);
    },
    take({ service, partition }, step) {
      const key = keyOf(service, partition);
      const changes = noted.has(key) ? noted.get(key) : [];
      noted.delete(key);
      if (step === undefined || changes === undefined) return undefined;
      return changes.every((change) => isOf(step, change)) ? { service, partition, ...step, changes } : undefined;
    },
  };
}
