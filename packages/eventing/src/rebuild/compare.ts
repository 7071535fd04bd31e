// Two versions of the views side by side: what readers of each see of the same journal, up to the positions that both
// have applied. It repairs nothing. What an erasure makes look different is looked at again once both have it.
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { View } from '@tributary/contracts';
import type { Checkpoint, Checkpoints, ParkedMarkers, Row, RowFact, Rows } from '../consume/store.ts';
import type { Compared, ViewDifference } from '../ports/rebuild.ts';
import { foldFacts } from '../views/fold.ts';

export interface Side {
  readonly version: string;
  readonly group: string;
  readonly rows: Pick<Rows, 'beyond' | 'one'>;
}

export interface CompareParts {
  readonly views: readonly View<unknown>[];
  readonly before: Side;
  readonly after: Side;
  readonly checkpoints: Pick<Checkpoints, 'of' | 'declared'>;
  readonly parked: Pick<ParkedMarkers, 'of'>;
  readonly now: () => Date;
}

/** Most differences that are named; all are counted. */
const NAMED = 20;
const LOOKS = 40;
const LOOK_MS = 250;

type Pair = readonly [before: Row | undefined, after: Row | undefined];
type Named = Pick<Row, 'service' | 'agg' | 'partition'>;
type Found = Pick<ViewDifference, 'view' | 'what'>;

/** The position in each assignment up to which both have applied everything. */
function cutsOf(before: readonly Checkpoint[], after: readonly Checkpoint[]): readonly Checkpoint[] {
  return before.map((assignment) => {
    const other = after.find(
      ({ service, partition }) => service === assignment.service && partition === assignment.partition,
    );
    return { ...assignment, pos: Math.min(assignment.pos, other?.pos ?? 0) };
  });
}

const factsUpTo = (row: Row | undefined, cut: number): readonly RowFact[] =>
  (row?.facts ?? []).filter(({ pos }) => pos <= cut);

/** An erasure beyond the cut took away what the other side still shows there. */
const isErasedLater = (row: Row | undefined, cut: number) => row?.erased === true && row.pos > cut;

function differing(one: unknown, other: unknown): string {
  if (one === undefined) return 'only there after';
  if (other === undefined) return 'only there before';
  const [a, b] = [Object(one), Object(other)] as Record<string, unknown>[];
  const names = [...new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})])];
  return `differs in ${names.filter((name) => !isDeepStrictEqual(a?.[name], b?.[name])).join(', ')}`;
}

/**
 * How the two rows of an aggregate differ up to `cut`; values are never told, they may be anybody's.
 * @param both whether facts of a type are kept on both sides: another release may keep others
 * @returns `later` where it can be said only once both sides know of an erasure
 */
export function differences(
  views: readonly View<unknown>[],
  pair: Pair,
  cut: number,
  both: (type: string) => boolean = () => true,
): readonly Found[] | 'later' {
  const [before, after] = pair;
  if (pair.some((row) => isErasedLater(row, cut)) && before?.erased !== after?.erased) return 'later';
  if (before?.erased === true && after?.erased === true) return [];
  const facts = [factsUpTo(before, cut), factsUpTo(after, cut)] as const;
  const settled = pair.every((row) => row === undefined || row.pos <= cut);
  if (isDeepStrictEqual(...facts)) {
    const same = !settled || (before?.seq === after?.seq && before?.erased === after?.erased);
    return same ? [] : [{ view: '', what: `is at seq ${before?.seq ?? 0} before and ${after?.seq ?? 0} after` }];
  }
  const known = before ?? after;
  const found = views
    .filter(({ service, aggregate }) => service === known?.service && aggregate === known?.kind)
    .flatMap((view) => {
      const [one, other] = facts.map((some) =>
        foldFacts(view, { id: known?.agg ?? '', ministry: known?.ministry ?? '', facts: some }, {}),
      );
      return isDeepStrictEqual(one, other) ? [] : [{ view: view.name, what: differing(one, other) }];
    });
  if (found.length > 0) return found;
  const [one, other] = [facts[0].filter(({ type }) => both(type)), facts[1].filter(({ type }) => both(type))];
  if (isDeepStrictEqual(one, other)) return [];
  return [{ view: '', what: `has other facts: ${one.length} before, ${other.length} after` }];
}

/** @throws when the store does not answer: then nothing is known */
export async function compareVersions(parts: CompareParts): Promise<Compared> {
  const { views, before, after, checkpoints, parked } = parts;
  const named: ViewDifference[] = [];
  let [aggregates, different] = [0, 0];
  let suspects: readonly Named[] = [];

  const declared = await checkpoints.declared();
  const [some, others] = [before, after].map((side) => declared.find(({ group }) => group === side.group)?.folded);
  const both = (type: string) =>
    some === undefined || others === undefined || (some.includes(type) && others.includes(type));

  const cuts = async () => cutsOf(await checkpoints.of(before.group), await checkpoints.of(after.group));

  async function note({ service, agg }: Named, found: readonly Found[]): Promise<void> {
    different += 1;
    if (named.length >= NAMED) return;
    const aside: string[] = [];
    for (const { version, group } of [before, after]) {
      const marker = (await parked.of(group, service, [agg])).get(agg);
      if (marker !== undefined) aside.push(`, set aside in ${version} from seq ${marker.fromSeq}`);
    }
    for (const { view, what } of found) named.push({ service, aggregate: agg, view, what: what + aside.join('') });
  }

  /** Aggregates of an assignment whose rows look different; a row that moves while all are read can be met twice. */
  async function suspectsIn({ service, partition, pos: cut }: Checkpoint): Promise<readonly Named[]> {
    const places = [{ service, partition, pos: 0 }];
    const held = new Map<string, Row>();
    const seen = new Set<string>();
    const found: Named[] = [];
    const judge = (agg: string, pair: Pair) => {
      if (differences(views, pair, cut, both).length > 0) found.push({ service, agg, partition });
    };
    for await (const row of before.rows.beyond(places)) held.set(row.agg, row);
    for await (const row of after.rows.beyond(places)) {
      if (!seen.has(row.agg)) judge(row.agg, [held.get(row.agg), row]);
      seen.add(row.agg);
    }
    for (const row of held.values()) if (!seen.has(row.agg)) judge(row.agg, [row, undefined]);
    aggregates += new Set([...seen, ...held.keys()]).size;
    return found;
  }

  async function lookAgain(): Promise<void> {
    const assignments = await cuts();
    const later: Named[] = [];
    for (const suspect of suspects) {
      const { service, agg, partition } = suspect;
      const cut =
        assignments.find((assignment) => assignment.service === service && assignment.partition === partition)?.pos ??
        0;
      const pair = [await before.rows.one(service, agg), await after.rows.one(service, agg)] as const;
      const found = differences(views, pair, cut, both);
      if (found === 'later') later.push(suspect);
      else if (found.length > 0) await note(suspect, found);
    }
    suspects = later;
  }

  for (const assignment of await cuts()) suspects = [...suspects, ...(await suspectsIn(assignment))];
  for (let looks = 0; suspects.length > 0 && looks < LOOKS; looks += 1) {
    if (looks > 0) await pause(LOOK_MS);
    await lookAgain();
  }
  for (const suspect of suspects) await note(suspect, [{ view: '', what: 'is erased in one of the two only' }]);
  return { against: before.version, aggregates, different, differences: named, at: parts.now().toISOString() };
}
