// Projections by inclusion or exclusion, dotted paths included.
import { MongoError } from './errors.ts';
import { type Doc, isDoc, isNumeric, isTrue } from './values.ts';

export type Projection = ((doc: Doc) => Doc) | undefined;

/** Compiles a projection; undefined shows documents whole. @throws {MongoError} for operators and mixtures */
export function compileProjection(spec: Doc | undefined): Projection {
  if (spec === undefined || Object.keys(spec).length === 0) return undefined;
  const entries = Object.entries(spec);
  for (const [path, value] of entries) {
    if (path.includes('$') || !(typeof value === 'boolean' || isNumeric(value))) {
      throw new MongoError('BadValue', `Only inclusion and exclusion are implemented in projections, not ${path}`);
    }
  }
  const paths = entries.filter(([path]) => path !== '_id');
  const including = paths.length === 0 ? isTrue(spec['_id']) : isTrue(paths[0]?.[1]);
  if (paths.some(([, value]) => isTrue(value) !== including)) {
    throw new MongoError('BadValue', 'A projection either includes or excludes fields');
  }
  const steps = paths.map(([path]) => path.split('.'));
  const showId = spec['_id'] === undefined || isTrue(spec['_id']);
  return (doc) => {
    const shown = including ? include(doc, steps) : exclude(doc, steps);
    const { _id: hidden, ...rest } = shown;
    if (!showId) return rest;
    const id = doc['_id'] ?? hidden;
    return id === undefined ? rest : { _id: id, ...rest };
  };
}

function include(doc: Doc, paths: readonly string[][]): Doc {
  return Object.fromEntries(
    Object.entries(doc).flatMap(([name, value]) => {
      const deeper = paths.filter(([first]) => first === name).map(([, ...rest]) => rest);
      if (deeper.length === 0) return [];
      if (deeper.some((rest) => rest.length === 0)) return [[name, value]];
      const part = through(value, (inner) => include(inner, deeper), true);
      return part === undefined ? [] : [[name, part]];
    }),
  );
}

function exclude(doc: Doc, paths: readonly string[][]): Doc {
  return Object.fromEntries(
    Object.entries(doc).flatMap(([name, value]) => {
      const deeper = paths.filter(([first]) => first === name).map(([, ...rest]) => rest);
      if (deeper.some((rest) => rest.length === 0)) return [];
      return [[name, deeper.length === 0 ? value : through(value, (inner) => exclude(inner, deeper), false)]];
    }),
  );
}

/** Projects a document or the documents of an array; a scalar is left out of an inclusion. */
function through(value: unknown, project: (doc: Doc) => Doc, including: boolean): unknown {
  if (isDoc(value)) return project(value);
  if (Array.isArray(value)) {
    return value.flatMap((element) => {
      const part = through(element, project, including);
      return part === undefined ? [] : [part];
    });
  }
  return including ? undefined : value;
}
