// The stages of the surface: $match, $group with counts, $sort, $limit.
import type { Collection } from './collection.ts';
import { MongoError } from './errors.ts';
import { compileFilter } from './filter.ts';
import { orderKey } from './order.ts';
import { valuesAt } from './paths.ts';
import { sortDocs } from './sort.ts';
import { type Doc, Double, Int32, isDoc, isNumeric, Long, MISSING, toNumber } from './values.ts';

/** The stages, by name. */
export const pipelineStages = ['$match', '$group', '$sort', '$limit'] as const;

/** Runs a pipeline; a first `$match` reads by index. @throws {MongoError} for a stage it does not know */
export function runPipeline(collection: Collection | undefined, pipeline: readonly Doc[]): Doc[] {
  const [first, ...rest] = pipeline;
  const leading = first !== undefined && isDoc(first['$match']) ? first['$match'] : undefined;
  const filter = leading ?? {};
  compileFilter(filter);
  const ids = collection?.find(filter, { sort: {}, skip: 0, limit: 0 }) ?? [];
  const docs = ids.map((id) => collection?.read(id) ?? {});
  return (leading === undefined ? pipeline : rest).reduce(runStage, docs);
}

function runStage(docs: Doc[], stage: Doc): Doc[] {
  const [name, ...others] = Object.keys(stage);
  if (name === undefined || others.length > 0) throw new MongoError('FailedToParse', 'A stage has exactly one field');
  const operand = stage[name];
  switch (name) {
    case '$match':
      return docs.filter(compileFilter(isDoc(operand) ? operand : refuse(name)));
    case '$sort':
      return sortDocs(
        docs.map((doc) => ({ doc })),
        isDoc(operand) ? operand : refuse(name),
      ).map(({ doc }) => doc);
    case '$limit':
      return docs.slice(0, toNumber(operand) ?? refuse(name));
    case '$group':
      return group(docs, isDoc(operand) ? operand : refuse(name));
    default:
      throw new MongoError('BadValue', `The stage ${name} is not implemented`);
  }
}

const refuse = (name: string): never => {
  throw new MongoError('BadValue', `The operand of ${name} has the wrong type`);
};

/** Counts by one field: `{_id: '$field' | null, n: {$sum: 1}}`, or `{$count: {}}`. */
function group(docs: readonly Doc[], spec: Doc): Doc[] {
  const { _id: by, ...counters } = spec;
  const each = Object.entries(counters).map(([name, counter]) => ({ name, step: stepOf(counter) }));
  const groups = new Map<string, { id: unknown; size: number }>();
  for (const doc of docs) {
    const id = groupId(by, doc);
    const key = orderKey(id);
    const known = groups.get(key) ?? { id, size: 0 };
    known.size += 1;
    groups.set(key, known);
  }
  return [...groups.values()].map(({ id, size }) => ({
    _id: id,
    ...Object.fromEntries(each.map(({ name, step }) => [name, wrap(size * step)])),
  }));
}

function stepOf(counter: unknown): number {
  if (isDoc(counter) && isDoc(counter['$count'])) return 1;
  const step = isDoc(counter) && isNumeric(counter['$sum']) ? toNumber(counter['$sum']) : undefined;
  return step ?? refuse('$group: only {$sum: number} and {$count: {}} are implemented');
}

function groupId(by: unknown, doc: Doc): unknown {
  if (typeof by === 'string' && by.startsWith('$')) {
    const [value] = valuesAt(doc, by.slice(1));
    return value === MISSING || value === undefined ? null : value;
  }
  return isDoc(by) ? refuse('$group: _id must be a field or a constant') : by;
}

const wrap = (count: number): Int32 | Long | Double => {
  if (!Number.isInteger(count)) return new Double(count);
  return count === (count | 0) ? new Int32(count) : Long.fromNumber(count);
};
