// JSON Merge Patch (RFC 7396): what a patch makes of a value, and the form that patches of a schema have.
import { z } from 'zod';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value after a patch: fields that are null there are removed, objects are merged, anything else is replaced. */
export function mergePatch(value: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const merged = new Map(isObject(value) ? Object.entries(value) : []);
  for (const [name, part] of Object.entries(patch)) {
    if (part === null) merged.delete(name);
    else merged.set(name, mergePatch(merged.get(name), part));
  }
  return Object.fromEntries(merged);
}

const patchForms = new WeakMap<z.core.$ZodType, z.ZodType>();

/** Binds the form that patches of a value have, where it does not follow from the value's own. @returns the value's */
export function patchedAs<Given extends z.ZodType>(given: Given, patch: z.ZodType): Given {
  patchForms.set(given, patch);
  return given;
}

/**
 * What a patch of a value may say: each field may be left out, and is null where it is removed. Rules that hold for the
 * whole value are left to the value that comes out.
 */
export function patchOf(given: z.ZodType): z.ZodType {
  const bound = patchForms.get(given);
  if (bound !== undefined) return bound;
  if (given instanceof z.ZodDefault) return patchOf(given.unwrap() as z.ZodType);
  if (given instanceof z.ZodOptional) return patchOf(given.unwrap() as z.ZodType).nullable();
  if (given instanceof z.ZodObject) return z.strictObject(patchFields(given.shape));
  return given;
}

/** The fields of an object as a patch has them. */
export const patchFields = (shape: z.ZodRawShape): Record<string, z.ZodOptional> =>
  Object.fromEntries(
    Object.entries(shape).map(([name, field]) => [name, patchOf(field as z.ZodType).optional()] as const),
  );
