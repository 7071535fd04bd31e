// Projections by inclusion or exclusion, dotted paths included.
import { MongoError } from './errors.ts';
import { rootOf } from './pick.ts';
import { type Doc, isDoc, isNumeric, isTrue } from './values.ts';

export interface Projection {
  /** the top-level fields that the result needs; undefined: all */
  readonly roots: ReadonlySet<string> | undefined;
  apply(doc: Doc): Doc;
}

/** Reads a projection; undefined shows documents whole. @throws {MongoError} for operators and mixtures */
export function readProjection(spec: Doc): Projection | undefined {
  const entries = Object.entries(spec);
  if (entries.length === 0) return undefined;
  for (const [path, value] of entries) {
    if (path.includes('$') || !(typeof value === 'boolean' || isNumeric(value))) {
      throw new MongoError('BadValue', `The projection of '${path}' is neither 1 nor 0; nothing else is implemented`);
    }
  }
  const others = entries.filter(([path]) => path !== '_id');
  const including = isTrue((others[0] ?? entries[0])?.[1]);
  const mixed = others.find(([, value]) => isTrue(value) !== including);
  if (mixed !== undefined) {
    const [code, wrong, right] = including
      ? (['Location31254', 'exclusion', 'inclusion'] as const)
      : (['Location31253', 'inclusion', 'exclusion'] as const);
    throw new MongoError(code, `Cannot do ${wrong} on field ${mixed[0]} in ${right} projection`);
  }
  const showId = spec['_id'] === undefined || isTrue(spec['_id']);
  const paths = others.map(([path]) => path.split('.'));
  if (showId === including) paths.push(['_id']);
  return {
    roots: including ? new Set(paths.map(([root]) => rootOf(root ?? ''))) : undefined,
    apply: (doc) => (including ? include(doc, paths) : exclude(doc, paths)),
  };
}

const below = (paths: readonly string[][], name: string) =>
  paths.filter(([first]) => first === name).map(([, ...rest]) => rest);

function include(doc: Doc, paths: readonly string[][]): Doc {
  return Object.fromEntries(
    Object.entries(doc).flatMap(([name, value]) => {
      const deeper = below(paths, name);
      if (deeper.length === 0) return [];
      if (deeper.some((rest) => rest.length === 0)) return [[name, value]];
      const [part] = through(value, (inner) => include(inner, deeper), []);
      return part === undefined ? [] : [[name, part]];
    }),
  );
}

function exclude(doc: Doc, paths: readonly string[][]): Doc {
  return Object.fromEntries(
    Object.entries(doc).flatMap(([name, value]) => {
      const deeper = below(paths, name);
      if (deeper.some((rest) => rest.length === 0)) return [];
      return [[name, deeper.length === 0 ? value : through(value, (inner) => exclude(inner, deeper), [value])[0]]];
    }),
  );
}

/** Projects a document, or the documents of an array; any other value becomes `otherwise`. */
function through(value: unknown, project: (doc: Doc) => Doc, otherwise: readonly unknown[]): readonly unknown[] {
  if (isDoc(value)) return [project(value)];
  if (Array.isArray(value)) {
    return [value.flatMap((element) => through(element, project, otherwise.length === 0 ? [] : [element]))];
  }
  return otherwise;
}
