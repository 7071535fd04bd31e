// What a rule of the alignment score gives, and why.
import { type KeyOf, type Language, scoreMessages } from '@tributary/contracts';

/** A sentence that says why, before it is said in a language. */
export interface Because {
  readonly key: KeyOf<typeof scoreMessages>;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** One rule: its points of so many. */
export interface Scored {
  readonly rule: string;
  readonly points: number;
  readonly of: number;
  readonly because: Because;
}

/** A rule that gives all of its points or none. */
export const allOrNone = (rule: string, of: number, isMet: boolean, because: Because): Scored => ({
  rule,
  points: isMet ? of : 0,
  of,
  because,
});

export const sayBecause = (language: Language, { key, values }: Because): string =>
  scoreMessages.sayWith(language, key, (argument) => values?.[argument]);
