// Erasing a person: the ledgers first, then the key and the rows, then the person's document. Whoever is cut short in
// between is finished by a job from the ledger; each step has the same effect when it is made again. The ledger outside of
// the database is applied at every start: what a backup brought back is erased before anything opens.
import type { ErasureReceipt, Moment, Person } from '@tributary/contracts';
import {
  type Actor,
  type AggregateStore,
  type Eventing,
  type Outcome,
  ownCommand,
  serviceActor,
} from '@tributary/eventing';
import { ConfigError, Refusal } from '@tributary/service-kit';
import type { LedgerOutside } from '../erasure-ledger/ledger-outside.ts';
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
/** Which ledger outside belongs to this database. */
const PLACE = 'ledger';

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

const receiptOf = ({ receiptId, personId, ministry, reasonCode, erasedOn }: ErasureReceipt): ErasureReceipt => ({
  receiptId,
  personId,
  ministry,
  reasonCode,
  erasedOn,
});

/** The person's document as it is kept. */
type Store = Pick<AggregateStore<Person & { readonly applicantId?: string }>, 'change' | 'load'>;

export interface ErasuresGround {
  readonly store: () => Store;
  /** the ledger outside of the database; undefined where none is configured */
  readonly outside: LedgerOutside | undefined;
  /** empties what else names a person; again and again it has the same effect */
  readonly alsoErased: (person: string, actor: Actor, moment: Moment) => Promise<void>;
}

export function erasuresOf(eventing: Eventing, vault: Vault, ground: ErasuresGround): Erasures {
  const { store, outside, alsoErased } = ground;
  const ledger = eventing.beside<LedgerEntry>('erasure_ledger', ['pending']);
  const places = eventing.beside<{ readonly id: string }>('erasure_ledger_place');

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

  /** The receipt that counts for a person: the one that was noted first, wherever it was. */
  async function noted(receipt: ErasureReceipt): Promise<ErasureReceipt> {
    const known = (await ledger.read(receipt.personId))?.content ?? receipt;
    if (outside === undefined) return known;
    return outside.note(receiptOf(known)).catch((error: unknown) => {
      throw error instanceof ConfigError ? error : new Refusal('UNAVAILABLE');
    });
  }

  /** @throws {ConfigError} another ledger, or none, is where that of this database should be */
  async function provePlace(from: LedgerOutside, { newId }: Moment): Promise<void> {
    const known = await places.read(PLACE);
    const found = await from.id();
    if (known !== undefined && found !== known.content.id) {
      const what = found === undefined ? 'holds no ledger of erasures' : 'holds the ledger of another database';
      throw new ConfigError([
        `TRIBUTARY_ERASURE_LEDGER: ${from.place} ${what}, and this database had one: bring it to that place, whole and as it was last. Without it those who were erased since a backup come back with it. Where it is lost for good, write {"id":"${known.content.id}"} into ledger.json there to begin it anew from the database.`,
      ]);
    }
    if (known === undefined) await places.insert(PLACE, { id: found ?? (await from.begin(newId())) });
  }

  /** Whether something is left of a person who is in the ledger. */
  async function isUndone({ personId }: ErasureReceipt): Promise<boolean> {
    if ((await ledger.read(personId))?.content.pending !== undefined) return true;
    const stored = await store().load(personId);
    return !(await vault.isDestroyed(personId)) || (stored !== undefined && stored.state.status !== 'erased');
  }

  /** Both ledgers hold all erasures from now on, and each of them is made. */
  async function applyAgain(from: LedgerOutside, moment: Moment): Promise<void> {
    await provePlace(from, moment);
    const outsideAlready = new Set<string>();
    for await (const receipt of from.all()) {
      outsideAlready.add(receipt.personId);
      const actor = serviceActor('registry', receipt.ministry);
      const entry: LedgerEntry = { ...receipt, actor, pending: 'yes' };
      await ledger.insert(receipt.personId, entry);
      if (await isUndone(receipt)) await finish(entry, moment);
    }
    let after: string | undefined;
    do {
      const { items, next } = await ledger.page({ after, limit: PAGE });
      for (const { id, content } of items) if (!outsideAlready.has(id)) await from.note(receiptOf(content));
      after = next;
    } while (after !== undefined);
  }

  if (outside !== undefined) eventing.before((moment) => applyAgain(outside, moment));

  eventing.job<Record<string, never>>({
    name: 'erasures',
    everyMs: SWEEP_MS,
    async step(_input, after, moment) {
      const { items, next } = await ledger.page({ after, limit: PAGE, where: { field: 'pending', value: 'yes' } });
      for (const { content } of items) await finish(content, moment);
      return { next, changed: items.length };
    },
  });

  return {
    async erase(asked, moment) {
      const entries: LedgerEntry[] = [];
      for (const { actor, ...one } of asked) {
        const receipt = await noted({ ...one, receiptId: moment.newId() });
        const entry: LedgerEntry = { ...receipt, actor, pending: 'yes' };
        await ledger.insert(one.personId, entry);
        entries.push((await ledger.read(one.personId))?.content ?? entry);
      }
      for (const entry of entries) await finish(entry, moment);
      return entries.map(receiptOf);
    },
  };
}
