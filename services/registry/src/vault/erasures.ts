// Erasing a person: the ledger first, then the key and the rows, then the person's document. Whoever is cut short in
// between is finished by a job from the ledger; each step has the same effect when it is made again.
import type { ErasureReceipt, Moment, Person } from '@tributary/contracts';
import { type Actor, type AggregateStore, type Eventing, type Outcome, ownCommand } from '@tributary/eventing';
import { erased } from '../person/decisions.ts';
import type { Vault } from './vault.ts';

/** What the ledger keeps of an erasure: no personal data. */
interface LedgerEntry extends ErasureReceipt {
  readonly actor: Actor;
  /** until the person's document is empty; then it is left out */
  readonly pending?: 'yes';
}

export interface Erasures {
  /** Erases persons, all or none: all are in the ledger before the first is erased. Asked again, it gives the first receipts. */
  erase(
    asked: readonly (Omit<ErasureReceipt, 'receiptId'> & { readonly actor: Actor })[],
    moment: Moment,
  ): Promise<readonly ErasureReceipt[]>;
}

const SWEEP_MS = 60_000;
const PAGE = 100;

/** A command of the service itself on behalf of who asked for the erasure. */
const commandFor = ({ actor, personId, receiptId }: LedgerEntry, moment: Moment) =>
  ownCommand(moment, {
    actor,
    route: 'POST /v1/persons/{id}/erasure',
    target: `/v1/persons/${personId}/erasure`,
    key: receiptId,
  });

const isDone = (outcome: Outcome): boolean =>
  outcome.kind === 'acknowledged' ||
  outcome.rejection.rejected === 'GONE' ||
  outcome.rejection.rejected === 'NOT_FOUND';

/** The person's document as it is kept. */
type Store = Pick<AggregateStore<Person & { readonly applicantId?: string }>, 'change'>;

export interface ErasuresGround {
  readonly store: () => Store;
  /** empties what else names a person; again and again it has the same effect */
  readonly alsoErased: (person: string, actor: Actor, moment: Moment) => Promise<void>;
}

export function erasuresOf(eventing: Eventing, vault: Vault, { store, alsoErased }: ErasuresGround): Erasures {
  const ledger = eventing.beside<LedgerEntry>('erasure_ledger', ['pending']);

  async function finish(entry: LedgerEntry, moment: Moment): Promise<void> {
    const { personId, ministry, receiptId, erasedOn } = entry;
    await eventing.tombstones.bury(personId, moment);
    await vault.destroy({ person: personId, ministry }, moment.now);
    const outcome = await store().change(personId, commandFor(entry, moment), ({ state }) =>
      erased(state, receiptId, erasedOn),
    );
    if (!isDone(outcome)) throw new Error(`the erasure of ${personId} goes on later`);
    await alsoErased(personId, entry.actor, moment);
    const there = await ledger.read(personId);
    if (there?.content.pending === undefined) return;
    const { pending: _done, ...done } = there.content;
    await ledger.replace(personId, there.version, done);
  }

  eventing.job<Record<string, never>>({
    name: 'erasures',
    everyMs: SWEEP_MS,
    async step(_input, after, moment) {
      const found = await ledger.page({ after, limit: PAGE, where: { field: 'pending', value: 'yes' } });
      for (const { content } of found) await finish(content, moment);
      return { next: found.length < PAGE ? undefined : found.at(-1)?.id, changed: found.length };
    },
  });

  return {
    async erase(asked, moment) {
      const entries: LedgerEntry[] = [];
      for (const { actor, ...one } of asked) {
        const entry: LedgerEntry = { ...one, receiptId: moment.newId(), actor, pending: 'yes' };
        await ledger.insert(one.personId, entry);
        entries.push((await ledger.read(one.personId))?.content ?? entry);
      }
      for (const entry of entries) await finish(entry, moment);
      return entries.map(({ receiptId, personId, ministry, reasonCode, erasedOn }) => ({
        receiptId,
        personId,
        ministry,
        reasonCode,
        erasedOn,
      }));
    },
  };
}
