// Fields of one person, each sealed by itself under the person's own key: what is asked for alone is opened alone, and a
// field that is moved to another person, field or version does not open there.
import { randomBytes } from 'node:crypto';
import { open, seal } from '../keys/cipher.ts';
import { openOr } from '../keys/wrapping.ts';

/** Whose field it is, and in which version of the vault. */
export interface FieldPlace {
  readonly tenant: string;
  readonly person: string;
  readonly version: string;
}

const boundTo = ({ tenant, person, version }: FieldPlace, field: string) => `${tenant}|${person}|${field}|${version}`;

/** A new key for one person. */
export const newPersonKey = (): Buffer => randomBytes(32);

/** Seals each field that there is; values are plain JSON. */
export function sealFields(fields: Readonly<Record<string, unknown>>, key: Buffer, place: FieldPlace) {
  const there = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    there.map(([field, value]) => [field, seal(Buffer.from(JSON.stringify(value)), key, boundTo(place, field))]),
  ) as Readonly<Record<string, string>>;
}

/** Opens the fields that are asked for and there. @throws {CannotOpen} */
export function openFields(
  sealed: Readonly<Record<string, string>>,
  asked: readonly string[],
  key: Buffer,
  place: FieldPlace,
): Readonly<Record<string, unknown>> {
  const there = asked.flatMap((field) => {
    const text = sealed[field];
    return text === undefined ? [] : [[field, text] as const];
  });
  return Object.fromEntries(
    there.map(([field, text]) => [
      field,
      openOr(() => JSON.parse(open(text, key, boundTo(place, field)).toString('utf8')) as unknown),
    ]),
  );
}
