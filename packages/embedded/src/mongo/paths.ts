// Dotted paths through documents and arrays, as filters and indexes read them.
import { type Doc, isDoc, MISSING } from './values.ts';

/**
 * Every value that a dotted path reaches. Arrays on the way are entered element by element, and by position
 * where the step is a number; the value at the end is given as it stands, an array whole.
 */
export function valuesAt(doc: Doc, path: string): unknown[] {
  if (!path.includes('.')) return [Object.hasOwn(doc, path) ? doc[path] : MISSING];
  const found: unknown[] = [];
  walk(doc, path.split('.'), 0, found);
  return found;
}

function walk(value: unknown, steps: readonly string[], at: number, found: unknown[]): void {
  const step = steps[at];
  if (step === undefined) {
    found.push(value);
    return;
  }
  if (Array.isArray(value)) {
    if (/^\d+$/.test(step) && Number(step) < value.length) walk(value[Number(step)], steps, at + 1, found);
    for (const element of value) if (isDoc(element)) walk(element, steps, at, found);
    return;
  }
  if (isDoc(value) && Object.hasOwn(value, step)) walk(value[step], steps, at + 1, found);
  else found.push(MISSING);
}

/** Values, and the elements of those that are arrays: what a condition may hold for. */
export const withElements = (values: readonly unknown[]): readonly unknown[] =>
  values.some(Array.isArray) ? values.flatMap((value) => (Array.isArray(value) ? [value, ...value] : [value])) : values;
