// How facts lie in memory: one list of partitions per entity. What facts of a type have in common, their keys, is told once
// by a shape; equal strings are one string, so a date, a code or an id costs a pointer, as a number would (rule 34).
import type { StoredFact } from '@tributary/contracts';
import type { Cut } from '../ports/views.ts';

/** Facts of one entity, one after the other; never changed, only replaced. */
export type Packed = readonly unknown[];

/** What lies where a key leads to: a value in one partition, a list with its length and elements, or an object's own partitions. */
type Part = 'value' | 'list' | Shape;

interface Shape {
  readonly keys: readonly string[];
  readonly parts: readonly Part[];
}

/** What whole facts have in common. */
interface FactShape {
  readonly type: string;
  readonly ministry: string;
  readonly data: Part;
}

/** Longer strings are rarely equal: titles, texts. */
const LONGEST_INTERNED = 40;
/** Strings and shapes that are looked up; what was not met among so many new ones is forgotten. */
const MOST_STRINGS = 20_000;
const MOST_SHAPES = 5_000;

/** Partitions before those of the data: shape, number of partitions, seq, day and millisecond of recording, business date. */
const [SHAPE, SIZE, SEQ, DAY, MS, ON, HEAD] = [0, 1, 2, 3, 4, 5, 6];
const DAY_MS = 86_400_000;

/** What was met last, at most about twice `most`. */
function remembered<Value>(most: number) {
  let [young, old] = [new Map<string, Value>(), new Map<string, Value>()];
  return (key: string, make: () => Value): Value => {
    const met = young.get(key);
    if (met !== undefined) return met;
    if (young.size >= most) [young, old] = [new Map(), young];
    const value = old.get(key) ?? make();
    young.set(key, value);
    return value;
  };
}

const isObject = (value: unknown): value is Record<string, unknown> => {
  if (typeof value !== 'object' || value === null) return false;
  const kind = Object.getPrototypeOf(value);
  return kind === Object.prototype || kind === null;
};

/** Adds facts to those of an entity; equal strings and shapes are shared by all that one packer packs. */
export type Packer = (before: Packed, facts: readonly StoredFact[]) => Packed;

export function createPacker(): Packer {
  const strings = remembered<string>(MOST_STRINGS);
  const shapes = remembered<Shape>(MOST_SHAPES);
  const factShapes = remembered<FactShape>(MOST_SHAPES);

  const one = (value: unknown): unknown =>
    typeof value === 'string' && value.length <= LONGEST_INTERNED ? strings(value, () => value) : value;

  /** What tells shapes apart. */
  function signature(value: unknown): string {
    if (Array.isArray(value)) return '[';
    if (!isObject(value)) return '.';
    let text = '{';
    for (const key of Object.keys(value)) text += `${key.length}:${key}${signature(value[key])}`;
    return `${text}}`;
  }

  function partOf(value: unknown): Part {
    if (Array.isArray(value)) return 'list';
    if (!isObject(value)) return 'value';
    return shapes(signature(value), () => ({
      keys: Object.keys(value).map((key) => strings(key, () => key)),
      parts: Object.values(value).map(partOf),
    }));
  }

  function put(partitions: unknown[], value: unknown): void {
    if (Array.isArray(value)) {
      partitions.push(value.length);
      for (const element of value) {
        partitions.push(partOf(element));
        put(partitions, element);
      }
    } else if (isObject(value)) for (const key of Object.keys(value)) put(partitions, value[key]);
    else partitions.push(one(value));
  }

  function putFact(partitions: unknown[], { type, seq, recordedAt, on, ministry, data }: StoredFact): void {
    const at = partitions.length;
    const shape = factShapes(`${type} ${ministry} ${signature(data)}`, () => ({ type, ministry, data: partOf(data) }));
    const { day, ms } = instantPartitions(recordedAt);
    partitions.push(shape, 0, seq, day, ms, one(on));
    put(partitions, data);
    partitions[at + SIZE] = partitions.length - at;
  }

  return (before, facts) => {
    const partitions = [...before];
    for (const fact of facts) putFact(partitions, fact);
    // a list that grew has room to grow on, which nobody will use
    return partitions.slice();
  };
}

interface InstantPartitions {
  /** since 1970; or the whole instant, where it has another form than that of `toISOString` */
  readonly day: number | string;
  readonly ms: number;
}

function instantPartitions(text: string): InstantPartitions {
  const ms = Date.parse(text);
  if (Number.isNaN(ms) || new Date(ms).toISOString() !== text) return { day: text, ms: 0 };
  const day = Math.floor(ms / DAY_MS);
  return { day, ms: ms - day * DAY_MS };
}

const textOf = ({ day, ms }: InstantPartitions): string =>
  typeof day === 'string' ? day : new Date(day * DAY_MS + ms).toISOString();

const instantAt = (partitions: Packed, at: number): InstantPartitions => ({
  day: partitions[at + DAY] as number | string,
  ms: partitions[at + MS] as number,
});

/** The two filters of a cut, of the fact at a partition. */
export interface Inside {
  readonly dated: (partitions: Packed, at: number) => boolean;
  readonly recorded: (partitions: Packed, at: number) => boolean;
}

/** The filters that `foldFacts` applies, of facts that are packed. */
export function insideOf({ to, asOf }: Cut): Inside {
  const limit = asOf === undefined ? undefined : instantPartitions(asOf);
  const recorded = (partitions: Packed, at: number): boolean => {
    if (limit === undefined) return true;
    const [day, ms] = [partitions[at + DAY], partitions[at + MS] as number];
    if (typeof day === 'number' && typeof limit.day === 'number')
      return day < limit.day || (day === limit.day && ms <= limit.ms);
    return textOf(instantAt(partitions, at)) <= textOf(limit);
  };
  const dated = (partitions: Packed, at: number): boolean => {
    const on = partitions[at + ON] as string | undefined;
    return to === undefined || on === undefined || on <= to;
  };
  return { dated, recorded };
}

/**
 * The facts of an entity that are inside, in their order; data and instant are read when they are asked for. What was
 * recorded while a clock stood ahead was there before what came after it.
 */
export function unpacked(partitions: Packed, { dated, recorded }: Inside): readonly StoredFact[] {
  const facts: StoredFact[] = [];
  let end = 0;
  for (let at = 0; at < partitions.length; at += partitions[at + SIZE] as number) {
    if (dated(partitions, at)) facts.push(new PackedFact(partitions, at));
    if (recorded(partitions, at)) end = facts.length;
  }
  return facts.slice(0, end);
}

/** A fact in its place: made for each fold, so it is nothing but its place. */
class PackedFact implements StoredFact {
  readonly #partitions: Packed;
  readonly #at: number;

  constructor(partitions: Packed, at: number) {
    this.#partitions = partitions;
    this.#at = at;
  }

  get type(): string {
    return (this.#partitions[this.#at + SHAPE] as FactShape).type;
  }

  get seq(): number {
    return this.#partitions[this.#at + SEQ] as number;
  }

  get recordedAt(): string {
    return textOf(instantAt(this.#partitions, this.#at));
  }

  get on(): string | undefined {
    return this.#partitions[this.#at + ON] as string | undefined;
  }

  get ministry(): string {
    return (this.#partitions[this.#at + SHAPE] as FactShape).ministry;
  }

  get data(): unknown {
    return reading(this.#partitions, this.#at + HEAD)((this.#partitions[this.#at + SHAPE] as FactShape).data);
  }
}

/** Reads partition after partition, from `at` on. */
function reading(partitions: Packed, at: number): (part: Part) => unknown {
  let next = at;
  return function read(part: Part): unknown {
    if (part === 'value') return partitions[next++];
    if (part === 'list') {
      const length = partitions[next++] as number;
      const list: unknown[] = [];
      for (let element = 0; element < length; element += 1) list.push(read(partitions[next++] as Part));
      return list;
    }
    const object: Record<string, unknown> = {};
    const { keys, parts } = part;
    for (let key = 0; key < keys.length; key += 1) object[keys[key] as string] = read(parts[key] as Part);
    return object;
  };
}
