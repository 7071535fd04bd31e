// Receipts: a repeated request gets the bytes of its first answer; another request under the same key is refused.
import { reject } from '@tributary/contracts';
import { requestDigest } from '../ids.ts';
import type { Acknowledgement, AggregateDefinition, CommandContext, Outcome } from '../ports.ts';
import type { AggregateDocument, Receipt } from './documents.ts';

/** How long a receipt is kept, in milliseconds; never forgotten early. */
export const RECEIPT_LIFE_MS = 72 * 3600 * 1000;
/** Receipts that one aggregate keeps; one more within their life is refused. */
export const RECEIPTS_LIMIT = 256;
const REPLY_LIMIT = 512;

/** A request as receipts know it. */
export interface Request {
  readonly digest: Buffer;
  readonly key: string;
  readonly fingerprint: string;
}

export function requestOf(installationKey: Buffer, context: CommandContext): Request {
  const digest = requestDigest(installationKey, context);
  return { digest, key: digest.toString('base64url'), fingerprint: context.fingerprint };
}

/** The answer to a request that was acknowledged before, or its refusal; undefined for a new one. */
export function answerAgain(
  request: Request,
  document: Pick<AggregateDocument<object>, 'created' | 'receipts'>,
): Outcome | undefined {
  const receipt = [document.created, ...document.receipts].find((kept) => kept?.key === request.key);
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

/** Seconds until this aggregate takes another command, or undefined when it takes one now. */
export function secondsToWait(receipts: readonly Receipt[], now: Date): number | undefined {
  const alive = receipts.map(({ at }) => at.getTime() + RECEIPT_LIFE_MS - now.getTime()).filter((left) => left > 0);
  return alive.length < RECEIPTS_LIMIT ? undefined : Math.ceil(Math.min(...alive) / 1000);
}

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
