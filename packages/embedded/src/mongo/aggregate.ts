// The stages of the surface: $match, $group with counts, $sort, $limit.
import type { Collection } from './collection.ts';
import { MongoError } from './errors.ts';
import { type Filter, readFilter } from './filter.ts';
import { orderKey } from './order.ts';
import { valuesAt } from './paths.ts';
import { pick, rootOf } from './pick.ts';
import { readSort, sortBy, unsorted } from './sort.ts';
import { accumulators, type Stage } from './surface.ts';
import { type Doc, Double, Int32, isDoc, isNumeric, Long, MISSING, toNumber } from './values.ts';

type RunStage = (docs: readonly Doc[]) => readonly Doc[];

/** Runs a pipeline; a first `$match` reads by index. @throws {MongoError} for a stage that is not in the surface */
export function runPipeline(collection: Collection | undefined, pipeline: readonly Doc[]): readonly Doc[] {
  const [first, ...others] = pipeline;
  const leads = first !== undefined && Object.keys(first).join() === '$match';
  const filter = readFilter(leads ? docOf(first['$match'], '$match') : {});
  const rest = leads ? others : pipeline;
  const run = rest.map(readStage);
  const docs = collection === undefined ? [] : read(collection, filter, rootsOf(rest[0]));
  return run.reduce<readonly Doc[]>((found, stage) => stage(found), docs);
}

/** @param roots the fields that the next stage needs; undefined: all */
function read(collection: Collection, filter: Filter, roots: ReadonlySet<string> | undefined): Doc[] {
  const docs: Doc[] = [];
  for (const doc of collection.find(filter, unsorted)) {
    if (roots?.size === 0) docs.push({});
    else docs.push(roots === undefined ? collection.read(doc) : pick(collection.bytes(doc), roots));
  }
  return docs;
}

function rootsOf(stage: Doc | undefined): ReadonlySet<string> | undefined {
  const group = stage?.['$group'];
  if (!isDoc(group)) return undefined;
  const by = fieldOf(group['_id']);
  return new Set(by === undefined ? [] : [rootOf(by)]);
}

function readStage(stage: Doc): RunStage {
  const [name, ...others] = Object.keys(stage);
  if (name === undefined || others.length > 0) throw new MongoError('FailedToParse', 'A stage has exactly one field');
  if (!Object.hasOwn(stages, name))
    throw new MongoError('FailedToParse', `Unrecognized pipeline stage name: '${name}'`);
  return stages[name as Stage](stage[name]);
}

const stages: Readonly<Record<Stage, (operand: unknown) => RunStage>> = {
  $match(operand) {
    const { matches } = readFilter(docOf(operand, '$match'));
    return (docs) => docs.filter(matches);
  },
  $sort(operand) {
    const sort = readSort(docOf(operand, '$sort'));
    return (docs) =>
      sortBy(
        sort,
        docs.map((doc) => ({ item: doc, doc })),
      );
  },
  $limit(operand) {
    const limit = toNumber(operand);
    if (limit === undefined) throw new MongoError('BadValue', 'The limit must be a number');
    if (limit <= 0) throw new MongoError('Location15958', 'The limit must be positive');
    return (docs) => docs.slice(0, limit);
  },
  $group: (operand) => group(docOf(operand, '$group')),
};

function docOf(operand: unknown, stage: Stage): Doc {
  if (isDoc(operand)) return operand;
  throw new MongoError('FailedToParse', `${stage} takes a document`);
}

/** Counts by one field or over everything: `{_id: '$field' | constant, n: {$sum: 1}}`. */
function group({ _id: by, ...counters }: Doc): RunStage {
  const field = fieldOf(by);
  if (field === undefined && (isDoc(by) || Array.isArray(by)))
    throw new MongoError('BadValue', '$group takes one field as _id');
  const steps = Object.entries(counters).map(([name, counter]) => ({ name, step: stepOf(name, counter) }));
  return (docs) => {
    const groups = new Map<string, { id: unknown; size: number }>();
    for (const doc of docs) {
      const id = field === undefined ? by : valueAt(doc, field);
      const key = orderKey(id);
      const known = groups.get(key);
      if (known === undefined) groups.set(key, { id, size: 1 });
      else known.size += 1;
    }
    return [...groups.values()].map(({ id, size }) => ({
      _id: id ?? null,
      ...Object.fromEntries(steps.map(({ name, step }) => [name, total(size, step)])),
    }));
  };
}

const fieldOf = (by: unknown): string | undefined =>
  typeof by === 'string' && by.startsWith('$') ? by.slice(1) : undefined;

function valueAt(doc: Doc, path: string): unknown {
  const [value] = valuesAt(doc, path);
  return value === MISSING ? null : value;
}

function stepOf(name: string, counter: unknown): Int32 | Long | Double {
  const [accumulator, ...others] = isDoc(counter) ? Object.keys(counter) : [];
  const step = isDoc(counter) && accumulator !== undefined ? counter[accumulator] : undefined;
  if (accumulators.some((known) => known === accumulator) && others.length === 0 && isCount(step)) return step;
  throw new MongoError('BadValue', `${accumulator ?? name} is not implemented: $group counts by {$sum: number}`);
}

const isCount = (step: unknown): step is Int32 | Long | Double =>
  isNumeric(step) && (step instanceof Int32 || step instanceof Long || step instanceof Double);

function total(size: number, step: Int32 | Long | Double): Int32 | Long | Double {
  const sum = size * (toNumber(step) ?? 0);
  if (step instanceof Double) return new Double(sum);
  return step instanceof Int32 && sum === (sum | 0) ? new Int32(sum) : Long.fromNumber(sum);
}
