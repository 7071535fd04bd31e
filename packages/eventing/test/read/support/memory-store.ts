// The consumer's store in memory: the second adapter of the contract suite, and fast enough for properties.
import type { ConsumerStore } from '../../../src/consume/consumers.ts';
import type { Begins, Checkpoint, Held, LaneName, Marker, MarkerName, Row, Rows } from '../../../src/consume/store.ts';

const laneKey = ({ group, service, slot }: LaneName) => `${group}|${service}|${slot}`;
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
  const lanes = new Map<string, Checkpoint>();
  const held = new Map<string, Held>();
  const begins = new Map<string, Begins>();
  const markers = new Map<string, Marker>();
  const rows = new Map<string, Row>();
  const dead = new Set<string>();
  return {
    held: rows,
    checkpoints: {
      async open(names) {
        for (const { group, service, slot } of names) {
          const key = laneKey({ group, service, slot });
          if (!lanes.has(key)) lanes.set(key, { group, service, slot, pos: 0, recordedAt: undefined, redrives: 0 });
        }
      },
      of: async (group) => [...lanes.values()].filter((lane) => lane.group === group),
      async advance(name, from, { pos, recordedAt }, era = 0) {
        const lane = lanes.get(laneKey(name));
        if (lane?.pos !== from || (lane.era ?? 0) !== era) return false;
        lanes.set(laneKey(name), { ...lane, pos, recordedAt });
        return true;
      },
      async raiseRedrives(name) {
        const lane = lanes.get(laneKey(name));
        if (lane !== undefined) lanes.set(laneKey(name), { ...lane, redrives: lane.redrives + 1 });
      },
      async restart(name) {
        const lane = lanes.get(laneKey(name));
        if (lane === undefined) return;
        const { first: _first, since: _since, redrives, ...kept } = lane;
        lanes.set(laneKey(name), { ...kept, pos: 0, recordedAt: undefined, redrives: redrives + 1 });
      },
      async note(notes) {
        for (const { group, service, slot, ...noted } of notes) {
          const key = laneKey({ group, service, slot });
          const lane = lanes.get(key);
          if (lane !== undefined && lane['first' in noted ? 'first' : 'since'] === undefined)
            lanes.set(key, { ...lane, ...noted });
        }
      },
      begins: async (group) => begins.get(group),
      async noteBegins(group, next) {
        if ((begins.get(group)?.version ?? 0) !== next.version - 1) return false;
        begins.set(group, next);
        return true;
      },
      async enterEra(group, era, rewound) {
        for (const [key, lane] of lanes) {
          if (lane.group !== group || (lane.era ?? 0) >= era) continue;
          const back = rewound.includes(lane.service) ? { pos: 0, recordedAt: undefined } : {};
          lanes.set(key, { ...lane, era, ...back });
        }
      },
      async declare(types) {
        if (!held.has(types.group)) held.set(types.group, types);
        return held.get(types.group) ?? types;
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
      heads: async (service, aggs) =>
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
          const place = places.find(({ service, slot }) => service === row.service && slot === row.slot);
          if (place !== undefined && row.pos > place.pos) yield row;
        }
      },
      async clear(service, slot) {
        for (const [agg, row] of rows) if (row.service === service && row.slot === slot) rows.delete(agg);
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
