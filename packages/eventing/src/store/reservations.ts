// A limit across aggregates is reserved in the document that owns the limit, before the owner of the amount is written.
// Confirmed, an amount is noted beside the limit under its owner and counts in one total. What nobody confirms is settled
// by what its owner says; one that never came is barred first, so that a late owner fails.
import { randomUUID } from 'node:crypto';
import { type Rejection, reject } from '@tributary/contracts';
import { TransientFailure } from '../consume/failure.ts';
import type { AggregateStore, Stored } from '../ports/aggregates.ts';
import type { CommandContext } from '../ports/commands.ts';
import type { ReservationOwner, ReservingKind } from '../ports/reservations.ts';
import { type AggregateDocument, type Reservation, reservedOf, toStored } from './documents.ts';
import { settle } from './settle.ts';
import { deadlineOf, type Instant, type Turns, untilAnswered } from './turns.ts';
import type { StoreParts } from './writer.ts';

const PAGE = 100;

type Reserving<State extends object> = Pick<
  AggregateStore<State>,
  'reserve' | 'resize' | 'confirm' | 'release' | 'reserveId' | 'releaseOrphans'
>;

type Decide<State extends object> = (stored: Stored<State>, others: bigint) => bigint | Rejection;

const without = <Value>(record: Readonly<Record<string, Value>>, key: string): Readonly<Record<string, Value>> =>
  Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));

export function createReservations<State extends object>(
  { documents, definition }: StoreParts<State>,
  turns: Turns,
): Reserving<State> {
  const inTurn = <Answer>(id: string, deadline: Instant, attempt: () => Promise<Answer | undefined>) =>
    turns.take(id, deadline, () => untilAnswered(deadline, attempt));

  /** One guarded write of what is reserved for `owner`. */
  async function write(
    limit: AggregateDocument<State>,
    owner: string,
    reservation: Reservation | undefined,
    reserved: string = limit.reserved,
  ): Promise<boolean> {
    const token = randomUUID();
    const reserving = reservation !== undefined || Object.keys(without(limit.reservations, owner)).length > 0;
    const saved = await settle(
      () => documents().reserve(limit.id, limit, { owner, reservation, reserved, token, reserving }),
      async () => (await documents().find(limit.id))?.token === token,
    );
    return saved === 'saved';
  }

  async function open(
    id: string,
    owner: ReservationOwner,
    context: Pick<CommandContext, 'now' | 'until'>,
    decide: Decide<State>,
    isNew: boolean,
  ): Promise<'reserved' | Rejection> {
    const deadline = deadlineOf(context);
    const answer = await inTurn<'reserved' | Rejection>(id, deadline, async () => {
      const limit = await documents().find(id);
      if (limit === undefined) return reject('NOT_FOUND');
      if (limit.erased) return reject('GONE');
      const standing = limit.reservations[owner.id];
      if (isNew && standing !== undefined) return 'reserved';
      // after the limit: what was confirmed until then is found here
      const holding = await documents().holding(id, owner.id);
      if (isNew && holding !== undefined) return 'reserved';
      const held = standing?.held ?? holding?.amount ?? '0';
      const others = reservedOf({ ...limit, reservations: without(limit.reservations, owner.id) }) - BigInt(held);
      const amount = decide(toStored(limit), others);
      if (typeof amount === 'object') return amount;
      const revision = standing?.revision ?? (holding?.revision ?? 0) + 1;
      const reservation = { kind: owner.kind, amount: String(amount), held, revision, at: context.now };
      return (await write(limit, owner.id, reservation)) ? 'reserved' : undefined;
    });
    return answer ?? reject('UNAVAILABLE', { seconds: 1 });
  }

  /** Folds what is reserved for an owner into the total, at the amount that it turned out to hold. */
  async function fold(id: string, owner: string, actual?: bigint): Promise<void> {
    const folded = await inTurn(id, deadlineOf({}), async () => {
      const limit = await documents().find(id);
      const reservation = limit?.reservations[owner];
      if (limit === undefined || reservation === undefined) return true;
      const { revision, held } = reservation;
      // of two who fold at once the first one's amount is noted, and counts
      const holding = await documents().hold(id, owner, { amount: String(actual ?? reservation.amount), revision });
      const reserved = BigInt(limit.reserved) + BigInt(holding.amount) - BigInt(held);
      return (await write(limit, owner, undefined, String(reserved))) ? true : undefined;
    });
    if (folded === undefined) throw busy(id);
  }

  /** Removes what was reserved and never confirmed; what the owner held before stays. */
  async function drop(id: string, owner: string): Promise<void> {
    const dropped = await inTurn(id, deadlineOf({}), async () => {
      const limit = await documents().find(id);
      if (limit?.reservations[owner] === undefined) return true;
      return (await write(limit, owner, undefined)) ? true : undefined;
    });
    if (dropped === undefined) throw busy(id);
  }

  const busy = (id: string) => new TransientFailure(`${definition.name} ${id} is changed all the time`);

  /** @returns whether the reservation was released */
  async function settleOrphan(limit: string, owner: string, kind: ReservingKind): Promise<boolean> {
    if (await kind.reserveId(owner)) {
      await drop(limit, owner);
      return true;
    }
    await fold(limit, owner, await kind.holds(owner));
    return false;
  }

  return {
    reserve: (id, owner, context, decide) => open(id, owner, context, decide, true),
    resize: (id, owner, context, decide) => open(id, owner, context, decide, false),
    confirm: (id, owner) => fold(id, owner),

    async release(id, owner, context) {
      if ((await documents().holding(id, owner.id)) === undefined) return drop(id, owner.id);
      const released = await open(id, owner, context, () => 0n, false);
      if (released !== 'reserved') throw busy(id);
      await fold(id, owner.id);
    },

    async reserveId(id) {
      const inserted = await settle(
        () => documents().insertVoid(id),
        async () => false,
      );
      // what is taken and cannot be read is void already
      return inserted === 'saved' || (await documents().find(id)) === undefined;
    },

    async releaseOrphans(owners, before, after) {
      const kinds = new Map(owners.map((owner) => [owner.kind, owner]));
      let released = 0;
      const limits = await documents().withReservations(after, PAGE);
      for (const limit of limits) {
        for (const [owner, { kind, at }] of Object.entries(limit.reservations)) {
          const known = kinds.get(kind);
          if (at >= before || known === undefined) continue;
          if (await settleOrphan(limit.id, owner, known)) released += 1;
        }
      }
      return { next: limits.length < PAGE ? undefined : limits.at(-1)?.id, changed: released };
    },
  };
}
