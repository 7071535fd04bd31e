// Where one aggregate is found: by its id, or by the fields that name it.
import { z } from 'zod';
import { givenAsText } from '../values/kept-and-given.ts';
import type { AggregateContract, NaturalKey } from './aggregate-contract.ts';
import { IdParams } from './requests.ts';

const escapes: Readonly<Record<string, string>> = { '%': '%25', ':': '%3A' };

/** A value before another one: codes may hold the sign that parts them. */
const before = (value: unknown): string => String(value).replaceAll(/[%:]/g, (sign) => escapes[sign] ?? sign);

/** A key in one text, from which an id follows, and no two keys share it: `rate:USD:2026-01-31`. */
export const keyText = <Field extends string>(
  { of, fields }: NaturalKey<Field>,
  values: Readonly<Record<Field, unknown>>,
): string => {
  const last = fields.length - 1;
  return [of, ...fields.map((field, at) => (at === last ? String(values[field]) : before(values[field])))].join(':');
};

/**
 * The key of one of an aggregate, by the fields that name it.
 * @throws {TypeError} its contract declares no key
 */
export function keyOf<State extends z.ZodObject>(
  { name, key }: Pick<AggregateContract<State>, 'name' | 'key'>,
  values: Partial<z.output<State>>,
): string {
  if (key === undefined) throw new TypeError(`${name} has no natural key`);
  return keyText(key, values as z.output<State>);
}

/** The path of one and its parameters: its key under the path of its kind, its id where it has no key. */
export function placeOf({ path, key, state }: Pick<AggregateContract, 'path' | 'key' | 'state'>): {
  readonly path: `/v1/${string}`;
  readonly params: z.ZodRawShape;
} {
  if (key === undefined) return { path: `${path}/{id}`, params: IdParams.shape };
  const fields = key.fields.map((field) => [field, givenAsText(state.shape[field] as z.ZodType)] as const);
  return { path: `${path}/${key.fields.map((field) => `{${field}}`).join('/')}`, params: Object.fromEntries(fields) };
}

/** Parameters of a path, from several parts of it. */
export const placed = (...parts: readonly (z.ZodRawShape | undefined)[]) =>
  z.strictObject(Object.assign({}, ...parts) as z.ZodRawShape);

/** Where one is read, without the prefix of its service. @param values its id and its state */
export function addressIn(
  contract: Pick<AggregateContract, 'path' | 'key' | 'readAt' | 'state'>,
  values: Readonly<Record<string, unknown>>,
): string {
  const template = contract.readAt ?? placeOf(contract).path;
  return template.replace(/\{(\w+)\}/g, (_all, field: string) => encodeURIComponent(String(values[field])));
}
