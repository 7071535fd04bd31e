// What the committed artefacts must hold, as a pure function of the contracts and of what is committed already.
import { asyncApiDocument } from '../src/asyncapi.ts';
import { type BreakingChange, breakingChanges } from '../src/compatibility.ts';
import { eventsOf } from '../src/events.ts';
import { type JsonSchema, schemaOf } from '../src/json-schema.ts';
import type { EventDescription } from '../src/kernel/event.ts';

/** Contents by path inside `generated/`. */
export type Files = ReadonlyMap<string, string>;

/** An event whose contract breaks a golden schema: it needs a new version of its type. */
export interface Refusal {
  readonly type: string;
  /** the golden schema that it breaks */
  readonly golden: string;
  readonly changes: readonly BreakingChange[];
}

export interface Artefacts {
  /** files to write: new golden schemas and the AsyncAPI document where it is stale */
  readonly missing: Files;
  readonly refused: readonly Refusal[];
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** The golden schemas of a type: `<type>.json`, then `<type>.2.json` and so on for fields added since. */
const goldenPath = (type: string, revision: number) => `schemas/${type}${revision === 1 ? '' : `.${revision}`}.json`;

function goldensOf(type: string, committed: Files): readonly string[] {
  const paths: string[] = [];
  while (committed.has(goldenPath(type, paths.length + 1))) paths.push(goldenPath(type, paths.length + 1));
  return paths;
}

/** Compares the contracts with what is committed. Golden schemas are added to, never rewritten. */
export function artefacts(
  committed: Files,
  events: readonly EventDescription[] = Object.values(eventsOf).flat(),
): Artefacts {
  const missing = new Map<string, string>();
  const refused: Refusal[] = [];
  for (const event of events) {
    const schema = schemaOf(event);
    const goldens = goldensOf(event.type, committed);
    const broken = goldens.flatMap((golden) => {
      const changes = breakingChanges(JSON.parse(committed.get(golden) ?? '{}') as JsonSchema, schema);
      return changes.length === 0 ? [] : [{ type: event.type, golden, changes }];
    });
    refused.push(...broken);
    const newest = goldens.at(-1);
    const current = json(schema);
    const known = newest !== undefined && committed.get(newest) === current;
    if (broken.length === 0 && !known) missing.set(goldenPath(event.type, goldens.length + 1), current);
  }
  const types = new Set<string>(events.map(({ type }) => type));
  for (const golden of committed.keys()) {
    const type = /^schemas\/(.+\.v\d+)(\.\d+)?\.json$/.exec(golden)?.[1];
    if (type === undefined || types.has(type)) continue;
    refused.push({ type, golden, changes: [{ at: '', change: 'type-removed', what: type }] });
  }
  const catalogue = json(asyncApiDocument());
  if (committed.get('asyncapi.json') !== catalogue) missing.set('asyncapi.json', catalogue);
  return { missing, refused };
}
