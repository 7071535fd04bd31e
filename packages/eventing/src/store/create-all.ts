// Many new aggregates of one request, a chunk in one round trip: each is a document of its own with its own events.
import { isRejection, type Rejection, reject } from '@tributary/contracts';
import { naturalId } from '../ids.ts';
import type { AggregateStore, NewDocument } from '../ports/aggregates.ts';
import type { CommandContext } from '../ports/commands.ts';
import { receiptWriter, requestOf } from './receipts.ts';
import type { StoreParts, Writer } from './writer.ts';

/** Aggregates of one round trip: few enough that planning them holds nobody up for long. */
const CHUNK = 100;
/** Chunks under way at the same time: one is planned while the other is written. */
const WIDTH = 2;

export function createAllOf<State extends object>(
  { definition, documents, installationKey }: StoreParts<State>,
  writer: Writer<State>,
): AggregateStore<State>['createAll'] {
  /** @returns why one of the chunk is not there */
  async function makeChunk(
    newDocuments: readonly NewDocument<State>[],
    context: CommandContext,
    request: ReturnType<typeof requestOf>,
  ): Promise<Rejection | undefined> {
    const changes = [];
    for (const { naturalKey, ministry, decide } of newDocuments) {
      const id = naturalId(naturalKey);
      const decision = decide(id);
      if (isRejection(decision)) return decision;
      const receipt = receiptWriter(definition, request, 201, id, context.now);
      changes.push({
        id,
        ministry: ministry ?? context.actor.ministry,
        accepted: decision,
        receipt: request.remembered ? receipt : undefined,
      });
    }
    const written = await writer.createAll(changes, { ...context, by: context.actor, hops: 0 });
    if ('rejected' in written) return written;
    if (written.keysTaken.length > 0) return reject('ALREADY_EXISTS', { what: definition.name });
    for (const id of written.idsTaken) {
      // only a void document is taken and cannot be read: a job has given up on this id
      if ((await documents().find(id)) === undefined) return reject('CONFLICT');
    }
    return undefined;
  }

  return async (context, newDocuments) => {
    const request = requestOf(installationKey, context);
    const waiting = chunksOf(newDocuments).values();
    let refused: Rejection | undefined;
    const worker = async () => {
      for (const chunk of waiting) {
        if (refused !== undefined) return;
        const refusal = await makeChunk(chunk, context, request);
        // asked only now: another chunk may have been refused while this one was written
        refused ??= refusal;
      }
    };
    await Promise.all(Array.from({ length: WIDTH }, worker));
    return refused;
  };
}

/** Makes many, each by itself and without a receipt: whoever does it again names the same ids. */
export const createEachOf =
  <State extends object>(writer: Writer<State>): AggregateStore<State>['createEach'] =>
  async (context, newOnes) => {
    if (newOnes.length === 0) return [];
    const all = newOnes.map((one) => ({ ...one, receipt: undefined }));
    const written = await writer.createAll(all, { ...context, by: context.actor, hops: 0 });
    if ('rejected' in written) return written;
    const { idsTaken, keysTaken } = written;
    return newOnes.map(({ id }) => (idsTaken.includes(id) ? 'there' : keysTaken.includes(id) ? 'taken' : 'made'));
  };

const chunksOf = <Item>(items: readonly Item[]): (readonly Item[])[] =>
  Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, at) => items.slice(at * CHUNK, (at + 1) * CHUNK));
