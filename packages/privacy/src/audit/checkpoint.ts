// A checkpoint is a signed word on where the chain stood: from then on nobody who lacks the key can write another history,
// not even who can write to the database. It is made each minute in which something was written, or after 1,000 entries.
import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { breakIn, canonicalText, type Link } from './chain.ts';
import { pathOf, rootBy, rootOf, type Step } from './merkle.ts';

/** Entries after which a checkpoint is made at once. */
export const CHECKPOINT_ENTRIES = 1000;
/** Milliseconds after which one is made where there is something new. */
export const CHECKPOINT_MS = 60_000;

/** What is signed. */
export interface CheckpointBody {
  /** the last entry of the checkpoint before; 0 for the first */
  readonly after: number;
  /** the last entry that it covers */
  readonly upTo: number;
  /** of that entry */
  readonly hash: string;
  /** the root over the hashes of the entries that it covers */
  readonly root: string;
  readonly at: string;
  /** the version of the key that signed it */
  readonly key: number;
}
export interface Checkpoint extends CheckpointBody {
  /** Ed25519 over the canonical text of the rest, base64url */
  readonly signature: string;
}

/** RFC 8410: what stands before the 32 bytes of a private key of Ed25519. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The signing key that 32 bytes are the seed of. */
export const signingKey = (seed: Buffer): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });

/** The public key of a seed, to be handed to whoever verifies, in PEM. */
export const publicKeyOf = (seed: Buffer): string =>
  createPublicKey(signingKey(seed)).export({ format: 'pem', type: 'spki' }).toString();

const signed = ({ after, upTo, hash, root, at, key }: CheckpointBody) =>
  Buffer.from(canonicalText({ after, upTo, hash, root, at, key }), 'utf8');

/** Signs what was written since the last checkpoint. @param links at least one, without gaps */
export function checkpointOf(
  links: readonly Pick<Link<unknown>, 'no' | 'hash'>[],
  { key, seed, at }: { readonly key: number; readonly seed: Buffer; readonly at: Date },
): Checkpoint {
  const [first, last] = [links[0], links.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError('a checkpoint covers at least one entry');
  const root = rootOf(links.map(({ hash }) => hash));
  const body = { after: first.no - 1, upTo: last.no, hash: last.hash, root, at: at.toISOString(), key };
  return { ...body, signature: sign(null, signed(body), signingKey(seed)).toString('base64url') };
}

/** Whether the holder of the key signed this checkpoint. @param publicKey in PEM */
export const isSigned = (checkpoint: Checkpoint, publicKey: string): boolean =>
  verify(null, signed(checkpoint), createPublicKey(publicKey), Buffer.from(checkpoint.signature, 'base64url'));

/** That one entry was in the chain, for somebody who sees no other entry. */
export interface InclusionProof<Entry> {
  readonly link: Link<Entry>;
  readonly path: readonly Step[];
  readonly checkpoint: Checkpoint;
}

/** @param links those that the checkpoint covers, all of them */
export function proofOf<Entry>(
  links: readonly Link<Entry>[],
  no: number,
  checkpoint: Checkpoint,
): InclusionProof<Entry> {
  const index = links.findIndex((link) => link.no === no);
  const link = links[index];
  if (link === undefined) throw new RangeError(`entry ${no} is not among those of the checkpoint`);
  const hashes = links.map(({ hash }) => hash);
  return { link, path: pathOf(hashes, index), checkpoint };
}

/** Whether a proof holds, by the public key alone. */
export function isProven({ link, path, checkpoint }: InclusionProof<unknown>, publicKey: string): boolean {
  if (!isSigned(checkpoint, publicKey)) return false;
  if (link.no <= checkpoint.after || link.no > checkpoint.upTo) return false;
  const whole = breakIn([link], { no: link.no - 1, hash: link.prev }) === undefined;
  return whole && rootBy(link.hash, path) === checkpoint.root;
}
