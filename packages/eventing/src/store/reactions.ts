// Reactions: what a source's event changes here happens once; `sources` remembers the newest event that was answered.

import { randomUUID } from 'node:crypto';
import { isRejection } from '@tributary/contracts';
import { TransientFailure } from '../consume/failure.ts';
import { naturalId } from '../ids.ts';
import { serviceActor } from '../own-command.ts';
import type { AggregateStore } from '../ports/aggregates.ts';
import type { Actor } from '../ports/commands.ts';
import type { ReactionContext } from '../ports/reactions.ts';
import { type AggregateDocument, type Source, toStored } from './documents.ts';
import { settle } from './settle.ts';
import { crowdedOut, hasSeen } from './sources.ts';
import { deadlineOf, type Turns, untilAnswered } from './turns.ts';
import type { StoreParts, Writer } from './writer.ts';

/** How long an assignment waits for an aggregate that others change all the time, milliseconds. */
const PATIENCE_MS = 2_000;

type React<State extends object> = AggregateStore<State>['react'];
type Reacted = Awaited<ReturnType<React<object>>>;

export function createReact<State extends object>(
  parts: StoreParts<State>,
  writer: Writer<State>,
  turns: Turns,
): React<State> {
  const { definition, documents, log } = parts;

  const originOf = (context: ReactionContext, by: Actor) => ({
    ...context,
    by,
    causationId: context.eventId,
    hops: context.hops + 1,
  });

  const seen = (document: AggregateDocument<State> | undefined, source: Source) =>
    hasSeen(document, source, documents().movedSource);

  async function answer(
    id: string,
    before: AggregateDocument<State> | undefined,
    context: ReactionContext,
    decide: Parameters<React<State>>[2],
  ): Promise<Reacted | undefined> {
    const source = { subject: context.subject, seq: context.seq };
    const decision = decide(before && toStored(before), id);
    if (decision === 'unchanged' || isRejection(decision)) {
      if (decision !== 'unchanged') {
        log.warn({ aggregate: definition.name, id, event: context.eventId, code: decision.rejected }, 'no effect');
      }
      if (before === undefined) return 'unchanged';
      const token = randomUUID();
      const moving = crowdedOut(before.sources, source);
      const alone = Object.keys(moving).length > 0;
      if (alone) await documents().moveSources(id, moving);
      const marked = await settle(
        () => documents().mark(id, before, source, token, alone),
        async () => seen(await documents().find(id), source),
      );
      return marked === 'saved' ? 'unchanged' : undefined;
    }
    const ministry = before?.ministry ?? context.ministry;
    const by = serviceActor(definition.service, ministry);
    const change = { accepted: decision, origin: originOf(context, by), source };
    const written =
      before === undefined ? await writer.create(id, ministry, change) : await writer.advance(before, change);
    if ('rejected' in written && written.rejected === 'UNAVAILABLE') {
      throw new TransientFailure(`the outbox of ${definition.name} ${id} is full`);
    }
    // whom the answer would name was erased meanwhile: there is nobody left to answer for
    if ('rejected' in written && written.rejected === 'GONE') return 'dropped';
    if ('rejected' in written) throw new TypeError(`the answer to ${context.eventId} is refused: ${written.rejected}`);
    if (written.result === 'key-taken') throw new TypeError(`the answer to ${context.eventId} takes a key twice`);
    return written.result === 'saved' ? 'applied' : undefined;
  }

  return async (target, context, decide) => {
    const source = { subject: context.subject, seq: context.seq };
    const id = 'id' in target ? target.id : naturalId(target.naturalKey);
    const deadline = deadlineOf({}, PATIENCE_MS);
    const attempt = async (): Promise<Reacted | undefined> => {
      const before = await documents().find(id);
      if (before === undefined && 'id' in target) return 'missing';
      if (before?.erased || (await seen(before, source))) return 'dropped';
      return answer(id, before, context, decide);
    };
    const reacted = await turns.take(id, deadline, () => untilAnswered(deadline, attempt));
    if (reacted !== undefined) return reacted;
    throw new TransientFailure(`${definition.name} ${id} changes too fast to answer ${context.eventId}`);
  };
}
