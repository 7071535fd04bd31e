// What has been made so far, by the codes of the country: the id of each thing, and the token of its last fact.
import type { Done } from './desk.ts';

export type Kind = 'organisation' | 'agreement' | 'programme' | 'call';

export interface Known {
  keep(kind: Kind, code: string, done: Done): void;
  /** @throws {RangeError} the country names something that it does not have */
  of(kind: Kind, code: string): Done;
}

export function nothingKnown(): Known {
  const things = new Map<string, Done>();
  return {
    keep: (kind, code, done) => void things.set(`${kind} ${code}`, done),
    of(kind, code) {
      const known = things.get(`${kind} ${code}`);
      if (known === undefined) throw new RangeError(`there is no ${kind} ${code} in this country`);
      return known;
    },
  };
}
