// A limit across aggregates is reserved in the document that owns the limit, before the owner of the amount is written.
// A reservation whose owner never came is released only after the owner's id is barred, so that a late owner fails.
import { randomUUID } from 'node:crypto';
import { type Rejection, reject } from '@tributary/contracts';
import { TransientFailure } from '../consume/failure.ts';
import type { AggregateStore } from '../ports.ts';
import { toStored } from './documents.ts';
import { settle } from './settle.ts';
import { deadlineOf, type Turns, untilAnswered } from './turns.ts';
import type { StoreParts } from './writer.ts';

const PAGE = 100;

export function createReservations<State extends object>(
  { documents, definition }: StoreParts<State>,
  turns: Turns,
): Pick<AggregateStore<State>, 'reserve' | 'bar' | 'releaseOrphans'> {
  const holds = async (id: string, owner: string) => (await documents().find(id))?.reservations[owner];

  async function release(id: string, owner: string): Promise<void> {
    const deadline = deadlineOf({});
    const released = await turns.take(id, deadline, () =>
      untilAnswered(deadline, async () => {
        const limit = await documents().find(id);
        if (limit?.reservations[owner] === undefined) return 'released';
        const token = randomUUID();
        const gone = async () => (await holds(id, owner)) === undefined;
        const saved = await settle(() => documents().reserve(id, limit, owner, undefined, token), gone);
        return saved === 'saved' ? 'released' : undefined;
      }),
    );
    if (released === undefined) throw new TransientFailure(`${definition.name} ${id} is changed all the time`);
  }

  return {
    async reserve(id, owner, context, decide) {
      const deadline = deadlineOf(context);
      const reserved = await turns.take<'reserved' | Rejection>(id, deadline, () =>
        untilAnswered(deadline, async () => {
          const limit = await documents().find(id);
          if (limit === undefined) return reject('NOT_FOUND');
          if (limit.erased) return reject('GONE');
          if (limit.reservations[owner] !== undefined) return 'reserved';
          const others = new Map(Object.entries(limit.reservations).map(([name, { amount }]) => [name, amount]));
          const amount = decide(toStored(limit), others);
          if (typeof amount === 'object') return amount;
          const token = randomUUID();
          const reservation = { amount, at: context.now };
          const there = async () => (await holds(id, owner)) !== undefined;
          const saved = await settle(() => documents().reserve(id, limit, owner, reservation, token), there);
          return saved === 'saved' ? 'reserved' : undefined;
        }),
      );
      return reserved ?? reject('UNAVAILABLE', { seconds: 1 });
    },

    async bar(id) {
      const inserted = await settle(
        () => documents().insertVoid(id),
        async () => false,
      );
      // what is taken and cannot be read is void already
      return inserted === 'saved' || (await documents().find(id)) === undefined;
    },

    async releaseOrphans(owners, before) {
      let released = 0;
      let after: string | undefined;
      do {
        const limits = await documents().withReservations(after, PAGE);
        for (const limit of limits) {
          for (const [owner, { at }] of Object.entries(limit.reservations)) {
            if (at >= before || !(await owners.bar(owner))) continue;
            await release(limit.id, owner);
            released += 1;
          }
        }
        after = limits.length < PAGE ? undefined : limits.at(-1)?.id;
      } while (after !== undefined);
      return released;
    },
  };
}
