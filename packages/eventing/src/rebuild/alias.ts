// Which version of the views is shown, which is being filled beside it, and which is kept from before: one document,
// changed by compare-and-set. Pure: each change gives the next document, or says why it may not be.
import type { Compared } from '../ports/rebuild.ts';

/** A version that is being filled beside the one that is shown. */
export interface Next {
  readonly version: string;
  /** it is to be shown as soon as it was compared and nothing differs */
  readonly flips: boolean;
  /** undefined until it has reached the one that is shown */
  readonly compared: Compared | undefined;
}

/** A version that was dropped; what it left is removed, and once more later, should somebody have written meanwhile. */
export interface Gone {
  readonly version: string;
  readonly at: string;
}

export interface Alias {
  /** raised with every change: the next one is guarded by it */
  readonly rev: number;
  /** of the views that a release declares; its first rows have the same name */
  readonly viewsVersion: string;
  /** 1 for the first release here, and one more for each after it whose views keep other facts */
  readonly release: number;
  readonly live: string;
  readonly next: Next | undefined;
  /** shown before the last flip; never there together with `next` */
  readonly kept: string | undefined;
  readonly gone: readonly Gone[];
  /** how many rebuilds there were: no name is given twice */
  readonly made: number;
  /** what the first version of this release came to beside that of the release before it; undefined until compared */
  readonly upgrade: Compared | undefined;
}

/** Why a change may not be: another version is kept still, this one is live, or there is no such version. */
export interface Refused {
  readonly refused: 'kept' | 'live' | 'unknown';
  readonly version: string;
}

export type Change = (alias: Alias) => Alias | Refused;

export const firstAlias = (viewsVersion: string, release: number): Alias => ({
  rev: 0,
  viewsVersion,
  release,
  live: viewsVersion,
  next: undefined,
  kept: undefined,
  gone: [],
  made: 0,
  upgrade: undefined,
});

/** The versions that are followed. */
export const followed = ({ live, next, kept }: Alias): readonly string[] =>
  [live, next?.version, kept].filter((version) => version !== undefined);

/** Begins a rebuild. One that is under way goes on; one that was compared and differs is compared again. */
export const begun =
  (flips: boolean): Change =>
  (alias) => {
    const { next, kept, viewsVersion, made } = alias;
    if (kept !== undefined) return { refused: 'kept', version: kept };
    if (next === undefined) {
      const version = `${viewsVersion}r${made + 1}`;
      return { ...alias, next: { version, flips, compared: undefined }, made: made + 1 };
    }
    const again = next.compared !== undefined && next.compared.different > 0;
    if (!again && (next.flips || !flips)) return alias;
    return { ...alias, next: { ...next, flips: next.flips || flips, compared: again ? undefined : next.compared } };
  };

/** Notes what the comparison of a version came to, or that it is to be compared, unless it is being filled no more. */
export const compared =
  (version: string, found: Compared | undefined): Change =>
  (alias) =>
    alias.next?.version === version ? { ...alias, next: { ...alias.next, compared: found } } : alias;

/** Shows another version: the one that is being filled, or the one that is kept. What was shown is kept. */
export const flipped =
  (version: string): Change =>
  (alias) => {
    if (version === alias.live) return alias;
    if (version !== alias.next?.version && version !== alias.kept) return { refused: 'unknown', version };
    return { ...alias, live: version, next: undefined, kept: alias.live };
  };

/** Gives up a version that is not shown. */
export const dropped =
  (version: string, at: string): Change =>
  (alias) => {
    if (version === alias.live) return { refused: 'live', version };
    if (alias.gone.some((one) => one.version === version)) return alias;
    if (!followed(alias).includes(version)) return { refused: 'unknown', version };
    const { next, kept, gone } = alias;
    return {
      ...alias,
      next: next?.version === version ? undefined : next,
      kept: kept === version ? undefined : kept,
      gone: [...gone, { version, at }],
    };
  };

/** Notes what the upgrade from the release before came to. */
export const upgraded =
  (found: Compared): Change =>
  (alias) => ({ ...alias, upgrade: found });

/** Nothing of this version is left. */
export const removed =
  (version: string): Change =>
  (alias) => ({ ...alias, gone: alias.gone.filter((one) => one.version !== version) });

/** Where the document is kept. */
export interface Aliases {
  /** Reads it; made where there is none. */
  read(): Promise<Alias>;
  /** Puts it in place of the one whose `rev` it has. @returns false when that is no longer there */
  replace(next: Alias): Promise<boolean>;
  /** Those of other releases, the earliest first. */
  others(): Promise<readonly Alias[]>;
}

/** Changes the document by compare-and-set, as often as others are first. @returns what is there then */
export async function change(aliases: Aliases, by: Change): Promise<Alias | Refused> {
  for (;;) {
    const before = await aliases.read();
    const after = by(before);
    if ('refused' in after || after === before) return after;
    if (await aliases.replace(after)) return { ...after, rev: after.rev + 1 };
  }
}
