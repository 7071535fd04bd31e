// Receipts: a repeated request gets the bytes of its first answer; another request under the same key is refused.
import { reject } from '@tributary/contracts';
import { requestDigest } from '../ids.ts';
import type { AggregateDefinition } from '../ports/aggregates.ts';
import type { Acknowledgement, CommandContext, Outcome } from '../ports/commands.ts';
import type { AggregateDocument, MovedReceipts, Receipt } from './documents.ts';

/** How long a receipt is kept, in milliseconds; never forgotten early. */
export const RECEIPT_LIFE_MS = 72 * 3600 * 1000;
/** Bytes of receipts in one aggregate's document, roughly; beyond, they move to a collection of their own. */
export const RECEIPTS_BYTES = 64 * 1024;
/** Bytes of a receipt beside its reply: key, fingerprint, names of fields. */
const RECEIPT_FRAME = 180;
const REPLY_LIMIT = 512;

/** A request as receipts know it. */
export interface Request {
  readonly digest: Buffer;
  readonly key: string;
  readonly fingerprint: string;
  /** it came with a key of its own: only then it is remembered */
  readonly remembered: boolean;
}

export function requestOf(installationKey: Buffer, context: CommandContext): Request {
  const digest = requestDigest(installationKey, context);
  return { digest, key: digest.toString('base64url'), fingerprint: context.fingerprint, remembered: context.keyGiven };
}

/** The answer to a request that was acknowledged before, or its refusal; undefined for a new one. */
export async function answerAgain(
  request: Request,
  { id, created, receipts, receiptsMovedAt }: AggregateDocument<object>,
  moved: MovedReceipts['moved'],
): Promise<Outcome | undefined> {
  if (!request.remembered) return undefined;
  const kept = [created, ...receipts].find((receipt) => receipt?.key === request.key);
  const receipt = kept ?? (receiptsMovedAt && (await moved(id, request.key)));
  if (receipt === undefined) return undefined;
  if (receipt.fingerprint !== request.fingerprint) {
    return { kind: 'rejected', rejection: reject('IDEMPOTENCY_KEY_REUSED') };
  }
  return acknowledged(receipt, true);
}

/** The outcome that a receipt stands for. */
export const acknowledged = ({ status, reply }: Receipt, repeated: boolean): Outcome => ({
  kind: 'acknowledged',
  created: status === 201,
  repeated,
  reply: JSON.parse(reply) as Acknowledgement,
});

/** Whether receipts fit into their aggregate's document. */
export const fit = (receipts: readonly Receipt[]): boolean =>
  receipts.reduce((bytes, { reply }) => bytes + RECEIPT_FRAME + Buffer.byteLength(reply), 0) <= RECEIPTS_BYTES;

/**
 * Writes receipts for one request.
 * @throws the reply is larger than a stored one may be
 */
export function receiptWriter<State extends object>(
  definition: AggregateDefinition<State>,
  request: Request,
  status: Receipt['status'],
  id: string,
  now: Date,
): (seq: number, state: State) => Receipt {
  return (seq, state) => {
    const self = `/${definition.service}${definition.self(id, state)}`;
    const reply = JSON.stringify({ id, seq, status: definition.status(state), links: { self } });
    if (Buffer.byteLength(reply) > REPLY_LIMIT)
      throw new TypeError(`the reply of ${self} is over ${REPLY_LIMIT} bytes`);
    return { key: request.key, fingerprint: request.fingerprint, status, reply, at: now };
  };
}
