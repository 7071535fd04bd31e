// One group on a store in memory, driven by hand: what Kafka would bring is what a test hands over.
import { defineView, type eventsOf, PARTITIONS, type RecordedEvent, type ServiceName } from '@tributary/contracts';
import { contractsOf } from '../../../src/consume/check.ts';
import type { Handler } from '../../../src/consume/effect.ts';
import { createGroup, type Group, type GroupParts } from '../../../src/consume/group.ts';
import { type Declared, keepingOf } from '../../../src/views/append.ts';
import { createRowsHandler } from '../../../src/views/rows-handler.ts';
import { subjectErased, subjectSeen, wellDug, wellMeasured } from './facts.ts';
import { type FakePublisher, silent } from './fake-publisher.ts';
import { type MemoryStore, memoryStore } from './memory-store.ts';

export interface Well {
  readonly id: string;
  readonly name: string | undefined;
  readonly levels: readonly number[];
}

export const wells = defineView<Well>(
  'wells',
  (id) => ({ id, name: undefined, levels: [] }),
  (when) => [
    when(wellDug, (row, { data }) => ({ ...row, name: data.name })),
    when(wellMeasured, (row, { data }) => ({ ...row, levels: [...row.levels, data.level] })),
  ],
);

export const subjects = defineView<{ readonly places: readonly string[] }>(
  'subjects',
  () => ({ places: [] }),
  (when) => [
    when(subjectSeen, (row, { data }) => ({ places: [...row.places, data.place] })),
    when.erases(subjectErased),
  ],
);

export const GROUP = 'reporting.views.1';

export interface Engine {
  readonly group: Group;
  readonly store: MemoryStore;
  readonly unknown: string[];
  /** Hands records over as Kafka would: by partition, in the order given. */
  bring(records: readonly RecordedEvent[]): Promise<void>;
  /** Asks every owner for its high watermarks once. */
  look(delivering?: boolean): Promise<void>;
}

export async function engine(
  owner: FakePublisher,
  options: {
    readonly store?: MemoryStore;
    readonly views?: readonly Declared[];
    readonly handler?: (store: MemoryStore) => Handler;
    readonly sources?: readonly ServiceName[];
    /** the group is new: no high watermark was seen yet, so its copies are not whole */
    readonly fresh?: boolean;
    /** assignments whose journal was set back are filled anew */
    readonly acceptLoss?: boolean;
    readonly onApplied?: GroupParts['onApplied'];
  } = {},
): Promise<Engine> {
  const store = options.store ?? memoryStore();
  const views = options.views ?? [wells, subjects];
  const sources = options.sources ?? ['registry', 'partnerships'];
  const contractOf = contractsOf(views.flatMap(({ events }) => [...events.values()]));
  const unknown: string[] = [];
  const handler =
    options.handler?.(store) ??
    createRowsHandler({ rows: store.rows, feeds: owner, keeping: keepingOf(views), contractOf });
  const group = createGroup({
    group: GROUP,
    sources,
    handler,
    checkpoints: store.checkpoints,
    parked: store.parked,
    feeds: owner,
    log: silent,
    contractOf,
    onUnknown: (type) => unknown.push(type),
    onParked: () => undefined,
    onApplied: options.onApplied ?? (() => undefined),
    forget: options.acceptLoss === true ? store.rows.clear : undefined,
  });
  await group.open();
  const empty = Array.from({ length: PARTITIONS }, (_, partition) => ({ partition, pos: 0 }));
  if (options.fresh !== true)
    for (const service of sources)
      await group.aim(service, { highWatermarks: empty, highWatermarksAt: '2026-02-28T00:00:00.000Z', epoch: 1 });
  return {
    group,
    store,
    unknown,
    async bring(records) {
      for (const record of records) {
        const service = record.event.type.split('.')[0] as keyof typeof eventsOf;
        await group.take(service, record.partition, [record], async () => undefined);
      }
    },
    async look(delivering = true) {
      for (const service of sources)
        await (await group.look(service, await owner.highWatermarks(service), delivering)).done;
    },
  };
}
