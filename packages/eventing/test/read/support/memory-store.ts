// The consumer's store in memory: the second adapter of the contract suite, and fast enough for properties.
import type { ConsumerStore } from '../../../src/consume/consumers.ts';
import type {
  Assignment,
  Begins,
  Checkpoint,
  Held,
  Marker,
  MarkerName,
  Row,
  Rows,
} from '../../../src/consume/store.ts';

const assignmentKey = ({ group, service, partition }: Assignment) => `${group}|${service}|${partition}`;
const markerKey = ({ group, service, agg }: MarkerName) => `${group}|${service}|${agg}`;

/** What consumers keep, with the rows of one version of the views. */
export interface ReadStore extends ConsumerStore {
  readonly rows: Rows;
}

export interface MemoryStore extends ReadStore {
  /** All rows by aggregate id. */
  readonly held: ReadonlyMap<string, Row>;
}

export function memoryStore(): MemoryStore {
  const assignments = new Map<string, Checkpoint>();
  const held = new Map<string, Held>();
  const begins = new Map<string, Begins>();
  const markers = new Map<string, Marker>();
  const rows = new Map<string, Row>();
  const dead = new Set<string>();
  return {
    held: rows,
    checkpoints: {
      async open(names) {
        for (const { group, service, partition } of names) {
          const key = assignmentKey({ group, service, partition });
          if (!assignments.has(key))
            assignments.set(key, { group, service, partition, pos: 0, recordedAt: undefined, redrives: 0 });
        }
      },
      of: async (group) => [...assignments.values()].filter((assignment) => assignment.group === group),
      async advance(name, from, { pos, recordedAt }, era = 0) {
        const assignment = assignments.get(assignmentKey(name));
        if (assignment?.pos !== from || (assignment.era ?? 0) !== era) return false;
        assignments.set(assignmentKey(name), { ...assignment, pos, recordedAt });
        return true;
      },
      async raiseRedrives(name) {
        const assignment = assignments.get(assignmentKey(name));
        if (assignment !== undefined)
          assignments.set(assignmentKey(name), { ...assignment, redrives: assignment.redrives + 1 });
      },
      async restart(name) {
        const assignment = assignments.get(assignmentKey(name));
        if (assignment === undefined) return;
        const { first: _first, since: _since, redrives, ...kept } = assignment;
        assignments.set(assignmentKey(name), { ...kept, pos: 0, recordedAt: undefined, redrives: redrives + 1 });
      },
      async note(notes) {
        for (const { group, service, partition, ...noted } of notes) {
          const key = assignmentKey({ group, service, partition });
          const assignment = assignments.get(key);
          if (assignment !== undefined && assignment['first' in noted ? 'first' : 'since'] === undefined)
            assignments.set(key, { ...assignment, ...noted });
        }
      },
      begins: async (group) => begins.get(group),
      async noteBegins(group, next) {
        if ((begins.get(group)?.version ?? 0) !== next.version - 1) return false;
        begins.set(group, next);
        return true;
      },
      async enterEra(group, era, rewound) {
        for (const [key, assignment] of assignments) {
          if (assignment.group !== group || (assignment.era ?? 0) >= era) continue;
          const back = rewound.includes(assignment.service) ? { pos: 0, recordedAt: undefined } : {};
          assignments.set(key, { ...assignment, era, ...back });
        }
      },
      async declare(types) {
        if (!held.has(types.group)) held.set(types.group, types);
      },
      declared: async () => [...held.values()],
    },
    parked: {
      async of(group, service, aggs) {
        const found = aggs.flatMap((agg) => markers.get(markerKey({ group, service, agg })) ?? []);
        return new Map(found.map((marker) => [marker.agg, marker]));
      },
      async park({ fromSeq, ...marker }) {
        const before = markers.get(markerKey(marker))?.fromSeq ?? fromSeq;
        markers.set(markerKey(marker), { ...marker, fromSeq: Math.min(before, fromSeq), mending: false });
      },
      async mend(name, fromSeq) {
        const marker = markers.get(markerKey(name));
        if (marker !== undefined) markers.set(markerKey(name), { ...marker, fromSeq, mending: true });
      },
      async finish(name) {
        return markers.get(markerKey(name))?.mending === true && markers.delete(markerKey(name));
      },
      async forget(name) {
        markers.delete(markerKey(name));
      },
      list: async (group) => [...markers.values()].filter((marker) => group === undefined || marker.group === group),
    },
    rows: {
      highWatermarks: async (service, aggs) =>
        new Map(
          aggs.flatMap((agg) => {
            const row = rows.get(agg);
            return row?.service === service ? [[agg, { seq: row.seq, erased: row.erased }] as const] : [];
          }),
        ),
      async write(changes) {
        const matching = changes.filter(({ agg, after }) => (rows.get(agg)?.seq ?? 0) === after);
        for (const { after: _, ...row } of matching) {
          const facts = row.erased ? [] : [...(rows.get(row.agg)?.facts ?? []), ...row.facts];
          rows.set(row.agg, { ...row, facts });
        }
        return matching.length === changes.length;
      },
      async *beyond(places) {
        for (const row of rows.values()) {
          const place = places.find(({ service, partition }) => service === row.service && partition === row.partition);
          if (place !== undefined && row.pos > place.pos) yield row;
        }
      },
      async clear(service, partition) {
        for (const [agg, row] of rows) if (row.service === service && row.partition === partition) rows.delete(agg);
      },
      one: async (service, agg) => (rows.get(agg)?.service === service ? rows.get(agg) : undefined),
    },
    deadRecords: {
      async put({ topic, partition, offset }) {
        dead.add(`${topic}|${partition}|${offset}`);
      },
      count: async () => dead.size,
    },
  };
}
