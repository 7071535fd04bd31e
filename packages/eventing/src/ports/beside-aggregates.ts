// What is kept beside aggregates: rows that they point at, and who was erased.

import type { Moment, Rejection } from '@tributary/contracts';
import type { JobStep } from './jobs.ts';

/**
 * Rows that aggregates point at, e.g. what must not lie in the aggregate itself: immutable, made before the aggregate
 * points at them, and swept when none does.
 */
export interface VersionedRows<Content> {
  /** Makes a new version for `owner`. @returns the version, for the owner's state; GONE where the owner was forgotten */
  add(owner: string, content: Content, context: Pick<Moment, 'now' | 'newId'>): Promise<string | Rejection>;
  /**
   * Adds a version for each of many owners in one round trip, under versions that are given.
   * @returns the owners who were forgotten: nothing of them is kept
   */
  addAll(
    rows: readonly { readonly owner: string; readonly version: string; readonly content: Content }[],
    context: Pick<Moment, 'now'>,
  ): Promise<ReadonlySet<string>>;
  read(owner: string, version: string): Promise<Content | undefined>;
  /** Removes every version of `owner`, for an erasure, and those that are still on their way. */
  forget(owner: string): Promise<void>;
  /**
   * Removes rows from before `before` that their owner does not point at.
   * @param before long enough ago that no command that made a row is still under way
   * @param after where the step before ended; a step looks at some rows
   */
  sweep(before: Date, pointsAt: PointsAt, after?: string): Promise<JobStep>;
}

/** The version that an owner points at; undefined where it points at none, or is no more. */
export type PointsAt = (owner: string) => Promise<string | undefined>;

/** Which persons were erased. */
export interface Tombstones {
  /** Notes that `subject` was erased; for good. It comes first, before anything that names the subject is emptied. */
  bury(subject: string, context: Pick<Moment, 'now'>): Promise<void>;
  /** Those of `subjects` who were erased. */
  buried(subjects: readonly string[]): Promise<ReadonlySet<string>>;
}

/** A record as it is kept. */
export interface KeptRecord<Content> {
  readonly id: string;
  /** counts its changes, for the guard of the next one */
  readonly version: number;
  readonly content: Content;
}

/** Records in the order of their ids. */
export interface RecordPage<Content> {
  readonly items: readonly KeptRecord<Content>[];
  /** the id beyond which more follow; undefined where these are the last */
  readonly next: string | undefined;
}

/** Where plain documents beside aggregates are kept, each guarded by its version. */
export interface RecordStore<Content extends object> {
  /** @returns false where the id is taken: of many writers one inserts */
  insert(id: string, content: Content): Promise<boolean>;
  /** Inserts many in one round trip; those that are there stay as they are. @returns the ids that were inserted */
  insertAll(entries: readonly { readonly id: string; readonly content: Content }[]): Promise<ReadonlySet<string>>;
  read(id: string): Promise<KeptRecord<Content> | undefined>;
  /** Those of many that are there, in any order. */
  readAll(ids: readonly string[]): Promise<readonly KeptRecord<Content>[]>;
  /** @returns false where it is not in this version any more */
  replace(id: string, version: number, content: Content): Promise<boolean>;
  remove(id: string): Promise<void>;
  removeAll(ids: readonly string[]): Promise<void>;
  /** The one with the highest id. */
  last(): Promise<KeptRecord<Content> | undefined>;
  /** In the order of their ids, beyond `after`; `where` is a field that was declared as sought. */
  page(asked: {
    readonly after?: string | undefined;
    readonly limit: number;
    readonly where?: { readonly field: string; readonly value: string | number };
  }): Promise<RecordPage<Content>>;
  /** How many have a value in a field that was declared as sought. */
  count(where: { readonly field: string; readonly value: string | number }): Promise<number>;
}

/** What a change leaves, and what whoever asked for it is told. */
export interface Changed<Content, Answer> {
  /** the content of before changes nothing, and so does none where there was none */
  readonly content: Content | undefined;
  readonly answer: Answer;
}

/** Plain documents beside aggregates: keys, chains, ledgers, what is under way. */
export interface Records<Content extends object> extends RecordStore<Content> {
  /**
   * Changes one, or makes it, by what it holds: again and again where another one was faster. Those of a process do it one
   * after the other.
   * @throws {TransientFailure} others were faster for six seconds
   */
  change<Answer>(
    id: string,
    next: (content: Content | undefined) => Changed<Content, Answer> | Promise<Changed<Content, Answer>>,
  ): Promise<Answer>;
}
