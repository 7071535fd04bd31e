// Reaching and writing the place that an update's dotted path names.
import { MongoError } from './errors.ts';
import { type Doc, isDoc, MISSING, setField } from './values.ts';

export interface Target {
  readonly parent: Doc | unknown[];
  readonly name: string;
}

/** An array is not filled up further than this (MongoDB's own bound). */
const LARGEST_GAP = 1_500_000;

const isPosition = (name: string) => /^\d+$/.test(name);

/** The container of a path's last step, or undefined where there is none and none could be made. */
export function reach(doc: Doc, path: string): Target | undefined {
  const steps = path.split('.');
  const name = steps.pop() ?? '';
  let parent: Doc | unknown[] = doc;
  for (const step of steps) {
    const next = read({ parent, name: step });
    if (!isDoc(next) && !Array.isArray(next)) return undefined;
    parent = next;
  }
  return Array.isArray(parent) && !isPosition(name) ? undefined : { parent, name };
}

/** The container of a path's last step, made where it is missing. @throws {MongoError} PathNotViable */
export function reachOrMake(doc: Doc, path: string): Target {
  const steps = path.split('.');
  const name = steps.pop() ?? '';
  let parent: Doc | unknown[] = doc;
  for (const step of steps) {
    const target: Target = { parent, name: step };
    let next = read(target);
    if (next === MISSING) {
      next = {};
      write(target, next);
    }
    if (!isDoc(next) && !Array.isArray(next)) throw notViable(path, step);
    parent = next;
  }
  if (Array.isArray(parent) && !isPosition(name)) throw notViable(path, steps.at(-1) ?? '');
  return { parent, name };
}

const notViable = (path: string, step: string) =>
  new MongoError('PathNotViable', `Cannot create the path '${path}': the value at '${step}' is no document`);

export function read({ parent, name }: Target): unknown {
  if (Array.isArray(parent)) return isPosition(name) && Number(name) < parent.length ? parent[Number(name)] : MISSING;
  return Object.hasOwn(parent, name) ? parent[name] : MISSING;
}

/** @throws {MongoError} the path enters an array by a name, or a position lies too far beyond its end */
export function write({ parent, name }: Target, value: unknown): void {
  if (!Array.isArray(parent)) {
    setField(parent, name, value);
    return;
  }
  if (!isPosition(name)) throw notViable(name, name);
  const position = Number(name);
  if (position > parent.length + LARGEST_GAP) {
    throw new MongoError('BadValue', `The position ${name} lies too far beyond the end of the array`);
  }
  while (parent.length < position) parent.push(null);
  parent[position] = value;
}
