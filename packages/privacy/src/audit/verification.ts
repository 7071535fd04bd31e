// Holds a chain against its hashes and its checkpoints, a link at a time, in memory that does not grow with what is signed.
import { breakIn, GENESIS, type Link } from './chain.ts';
import { CHECKPOINT_ENTRIES, type Checkpoint, isSigned } from './checkpoint.ts';
import { rootOf } from './merkle.ts';

/** What was found of a chain. */
export interface Verified {
  /** links that were seen and hold */
  readonly entries: number;
  /** those of them that a checkpoint covers */
  readonly signed: number;
  readonly checkpoints: number;
  /** of the last of them, as somebody may note it to hold a later chain against it */
  readonly last: { readonly no: number; readonly hash: string };
  /** the first thing that is wrong, in one sentence; undefined where nothing is */
  readonly fault: string | undefined;
}

/** A place of a chain that somebody noted earlier. */
export type Known = Pick<Link<unknown>, 'no' | 'hash'>;

export interface Verification {
  /** Links in their order, from the first on. */
  link(link: Link<unknown>): void;
  /** Checkpoints in their order, each before or after the links that it covers. */
  checkpoint(checkpoint: Checkpoint): void;
  /** What was found, once all links and checkpoints were told. */
  result(): Verified;
}

/**
 * Begins a verification. After the first fault nothing more is looked at.
 * @param publicKeys in PEM, by version
 * @param known what the chain held when it was noted: it must be there still
 */
export function verification(publicKeys: ReadonlyMap<number, string>, known?: Known): Verification {
  let last: Known = { no: 0, hash: GENESIS };
  let [signed, toldUpTo, checkpoints] = [0, 0, 0];
  let unsigned: string[] = [];
  const pending: Checkpoint[] = [];
  let fault: string | undefined;

  function faultOf(checkpoint: Checkpoint): string | undefined {
    const { upTo, key } = checkpoint;
    const publicKey = publicKeys.get(key);
    if (publicKey === undefined) return `the checkpoint up to ${upTo} is signed by key ${key}, which is not known`;
    if (!isSigned(checkpoint, publicKey)) return `the checkpoint up to ${upTo} is not signed by key ${key}`;
    const covers = upTo - checkpoint.after;
    if (checkpoint.after !== toldUpTo || covers < 1 || covers > CHECKPOINT_ENTRIES)
      return `the checkpoint up to ${upTo} does not follow the one before`;
    return undefined;
  }

  /** Holds the checkpoints whose links are all there against them. */
  function settle(): void {
    for (let [next] = pending; next !== undefined && fault === undefined && last.no >= next.upTo; [next] = pending) {
      const covered = unsigned.slice(0, next.upTo - signed);
      if (covered.at(-1) !== next.hash || rootOf(covered) !== next.root) {
        fault = `entries up to ${next.upTo} are not those that were signed`;
        return;
      }
      unsigned = unsigned.slice(covered.length);
      signed = next.upTo;
      checkpoints += 1;
      pending.shift();
    }
  }

  return {
    link(link) {
      if (fault !== undefined) return;
      const broken = breakIn([link], last);
      if (broken !== undefined) fault = `entry ${broken.no}: ${broken.why}`;
      else if (link.no === known?.no && link.hash !== known.hash)
        fault = `entry ${link.no}: not the one that was noted`;
      if (fault !== undefined) return;
      last = { no: link.no, hash: link.hash };
      unsigned.push(link.hash);
      settle();
    },
    checkpoint(checkpoint) {
      fault ??= faultOf(checkpoint);
      if (fault !== undefined) return;
      toldUpTo = checkpoint.upTo;
      pending.push(checkpoint);
      settle();
    },
    result() {
      const [missing] = pending.slice(-1);
      fault ??= missing && `entries up to ${missing.upTo} were signed, and are not there`;
      if (known !== undefined && last.no < known.no) fault ??= `entry ${known.no} was noted, and is not there`;
      return { entries: last.no, signed, checkpoints, last, fault };
    },
  };
}
