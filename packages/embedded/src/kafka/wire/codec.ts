// The protocol's messages as values: a codec reads and writes one type, at one version of the message it is in.
import { MalformedFrameError, type Reader } from './reader.ts';
import type { Writer } from './writer.ts';

export interface Codec<T> {
  read(from: Reader, version: number): T;
  write(to: Writer, value: T, version: number): void;
}

/** The type of what a codec reads and writes. */
export type Value<C> = C extends Codec<infer T> ? T : never;

export const int8: Codec<number> = {
  read: (from) => from.int8(),
  write: (to, value) => to.int8(value),
};

export const int16: Codec<number> = {
  read: (from) => from.int16(),
  write: (to, value) => to.int16(value),
};

export const int32: Codec<number> = {
  read: (from) => from.int32(),
  write: (to, value) => to.int32(value),
};

export const int64: Codec<number> = {
  read: (from) => from.int64(),
  write: (to, value) => to.int64(value),
};

export const boolean: Codec<boolean> = {
  read: (from) => from.int8() !== 0,
  write: (to, value) => to.int8(value ? 1 : 0),
};

export const nullableString: Codec<string | null> = {
  read(from) {
    const length = from.int16();
    return length === -1 ? null : from.take(length).toString('utf8');
  },
  write(to, value) {
    if (value === null) return to.int16(-1);
    const bytes = Buffer.from(value, 'utf8');
    to.int16(bytes.length);
    to.raw(bytes);
  },
};

export const nullableBytes: Codec<Buffer | null> = {
  read(from) {
    const length = from.int32();
    return length === -1 ? null : from.take(length);
  },
  write(to, value) {
    if (value === null) return to.int32(-1);
    to.int32(value.length);
    to.raw(value);
  },
};

export const string: Codec<string> = required(nullableString, 'string');
export const bytes: Codec<Buffer> = required(nullableBytes, 'byte string');

function required<T>(codec: Codec<T | null>, what: string): Codec<T> {
  return {
    read(from, version) {
      const value = codec.read(from, version);
      if (value === null) throw new MalformedFrameError(`a null ${what}`);
      return value;
    },
    write: (to, value, version) => codec.write(to, value, version),
  };
}

export function nullableArray<T>(item: Codec<T>): Codec<readonly T[] | null> {
  return {
    read(from, version) {
      const count = from.count();
      if (count === -1) return null;
      if (count < -1) throw new MalformedFrameError(`an array of ${count} items`);
      return Array.from({ length: count }, () => item.read(from, version));
    },
    write(to, values, version) {
      to.int32(values === null ? -1 : values.length);
      for (const value of values ?? []) item.write(to, value, version);
    },
  };
}

export const array = <T>(item: Codec<T>): Codec<readonly T[]> => required(nullableArray(item), 'array');

type Fields = { readonly [name: string]: Codec<unknown> };

/** Fields one after another, in the order they are named. */
export function struct<F extends Fields>(fields: F): Codec<{ readonly [K in keyof F]: Value<F[K]> }> {
  type Struct = { readonly [K in keyof F]: Value<F[K]> };
  const entries = Object.entries(fields);
  return {
    read: (from, version) =>
      Object.fromEntries(entries.map(([name, codec]) => [name, codec.read(from, version)])) as Struct,
    write(to, value, version) {
      for (const [name, codec] of entries) codec.write(to, value[name], version);
    },
  };
}

/** A field that is on the wire from version `first` to `last`; elsewhere it reads as `absent`. */
export function between<T>(first: number, last: number, codec: Codec<T>, absent: T): Codec<T> {
  const there = (version: number) => version >= first && version <= last;
  return {
    read: (from, version) => (there(version) ? codec.read(from, version) : absent),
    write: (to, value, version) => {
      if (there(version)) codec.write(to, value, version);
    },
  };
}

/** A field that is on the wire from version `first` on. */
export const since = <T>(first: number, codec: Codec<T>, absent: T): Codec<T> =>
  between(first, Number.POSITIVE_INFINITY, codec, absent);

/** The type of the elements in `topics: [{name, partitions: […]}]`, the form most messages have. */
export const perTopic = <T>(partition: Codec<T>) => array(struct({ name: string, partitions: array(partition) }));
