// Whatever made or changed a record, it is compared with those that share a block with it: by a job, since only a worker may
// open vaults for that. Each batch is in the audit before its vaults are open.
import { type Moment, type VaultContent, type VaultField, vaultFieldNames } from '@tributary/contracts';
import { type Eventing, serviceActor } from '@tributary/eventing';
import { CannotOpen } from '@tributary/privacy';
import { comparedOf } from './duplicate/compared.ts';
import { compare } from './duplicate/comparison.ts';
import { type Score, scoreOf } from './duplicate/score.ts';
import type { DuplicateRules } from './duplicate/weights.ts';
import { blockTokensIn } from './person/tokens.ts';
import type { PersonStore, StoredPerson } from './person-group.ts';
import type { Audit } from './vault/audit.ts';
import type { Vault } from './vault/vault.ts';

/** A version of a vault that is to be compared once its record points at it. */
interface Waiting {
  readonly person: string;
  readonly vault: string;
  readonly since: string;
}

export interface ComparisonQueue {
  /** Has a record compared once it points at this version of its vault; written before the record is. */
  add(waiting: { readonly person: string; readonly vault: string }, moment: Pick<Moment, 'now'>): Promise<void>;
  /** The same for many, in one round trip. */
  addAll(
    all: readonly { readonly person: string; readonly vault: string }[],
    moment: Pick<Moment, 'now'>,
  ): Promise<void>;
  /** The record will never point at it. */
  remove(vault: string): Promise<void>;
  removeAll(vaults: readonly string[]): Promise<void>;
  /** Since when the one that has waited longest waits; undefined where none does. */
  waitingSince(): Promise<string | undefined>;
}

export interface ComparingGround {
  readonly persons: Pick<PersonStore, 'load' | 'page'>;
  readonly vault: Pick<Vault, 'open'>;
  readonly audit: Pick<Audit, 'record'>;
  readonly rulesOf: (ministry: string) => Promise<DuplicateRules>;
  readonly propose: (one: StoredPerson, other: StoredPerson, score: Score, moment: Moment) => Promise<void>;
}

const EVERY_MS = 10_000;
/** Records that one step takes up, and other records whose vaults it opens for them: other jobs wait for it. */
const PAGE = 20;
const OPENED = 200;
/** Vaults that are opened at once. */
const AT_ONCE = 25;
/** Between what waits and the other record up to which it has been compared. */
const parted = '|';
const HOUR_MS = 3_600_000;
/** What more records than this share says nothing of any two of them. */
const BLOCK_LIMIT = 200;

/** Records that are compared: those that stand for themselves. */
const stands = ({ state }: StoredPerson) => state.vault !== undefined && !['merged', 'erased'].includes(state.status);

const allFields = Object.fromEntries(vaultFieldNames.map((field) => [field, 'full'])) as Record<VaultField, 'full'>;

/**
 * What the vault has of a person, for a worker that goes through many; undefined where it cannot be opened any more:
 * whoever reads that record is told, and the work on all others goes on.
 */
export async function openedFor(
  vault: Pick<Vault, 'open'>,
  { id, ministry, state }: StoredPerson,
): Promise<Partial<VaultContent> | undefined> {
  if (state.vault === undefined) return undefined;
  try {
    return await vault.open({ person: id, ministry }, state.vault, vaultFieldNames);
  } catch (error) {
    if (error instanceof CannotOpen) return undefined;
    throw error;
  }
}

/** Declares what waits to be compared, and the job that compares it. */
export function comparisonQueue(eventing: Eventing, ground: () => ComparingGround): ComparisonQueue {
  const queue = eventing.beside<Waiting>('to_compare');

  async function sharing(one: StoredPerson): Promise<readonly StoredPerson[]> {
    const { persons } = ground();
    const found = new Map<string, StoredPerson>();
    for (const tokens of blockTokensIn(one.state.tokens)) {
      const { items, next } = await persons.page({ tokens, ministry: one.ministry }, { limit: BLOCK_LIMIT });
      if (next !== undefined) continue;
      for (const other of items) if (other.id !== one.id && stands(other)) found.set(other.id, other);
    }
    return [...found.values()].sort((other, another) => (other.id < another.id ? -1 : 1));
  }

  /**
   * Compares a record with as many others as may be opened, in the order of their ids.
   * @param beyond the other record that was the last one before
   * @returns how many it was, and the last one where there are more
   */
  async function compareOne(one: StoredPerson, beyond: string, most: number, moment: Moment) {
    const { audit, vault, rulesOf, propose } = ground();
    const left = (await sharing(one)).filter(({ id }) => id > beyond);
    const others = left.slice(0, most);
    const done = { opened: others.length, more: left.length > most ? others.at(-1)?.id : undefined };
    if (others.length === 0) return done;
    const actor = serviceActor('registry', one.ministry);
    const persons = [one.id, ...others.map(({ id }) => id)];
    const look = { persons, actor, at: moment.now, purpose: 'DUPLICATE_CHECK', what: 'comparison' };
    await audit.record({ ...look, fields: allFields });
    const content = await openedFor(vault, one);
    if (content === undefined) return { opened: 1, more: undefined };
    const compared = comparedOf(content, one.state);
    const { weights, proposeFrom } = await rulesOf(one.ministry);
    for (let from = 0; from < others.length; from += AT_ONCE) {
      const some = others.slice(from, from + AT_ONCE);
      const contents = await Promise.all(some.map((other) => openedFor(vault, other)));
      for (const [at, other] of some.entries()) {
        const of = contents[at];
        if (of === undefined) continue;
        const score = scoreOf(compare(compared, comparedOf(of, other.state)), weights);
        if (score.score >= proposeFrom) await propose(one, other, score, moment);
      }
    }
    return done;
  }

  /** What waits from a place on; of the one that a step stopped in the midst of, that one first. */
  async function waitingFrom(at: string | undefined, isPartly: boolean) {
    const partly = at !== undefined && isPartly ? await queue.read(at) : undefined;
    const { items, next } = await queue.page({ after: at, limit: PAGE });
    return { found: partly === undefined ? items : [partly, ...items], isLast: next === undefined };
  }

  eventing.job<Record<string, never>>({
    name: 'duplicates.compare',
    everyMs: EVERY_MS,
    async step(_input, after, moment) {
      const [at, stoppedAt = ''] = after?.split(parted) ?? [];
      const { found, isLast } = await waitingFrom(at, stoppedAt !== '');
      let [changed, opened, last] = [0, 0, at];
      for (const { id, content } of found) {
        if (opened >= OPENED) return { next: last, changed };
        last = id;
        const stored = await ground().persons.load(content.person);
        const points = stored?.state.vault === content.vault;
        // a command that is still under way, or one that was refused
        if (!points && moment.now.getTime() - Date.parse(content.since) < HOUR_MS) continue;
        if (stored !== undefined && points && stands(stored)) {
          const done = await compareOne(stored, id === at ? stoppedAt : '', OPENED - opened, moment);
          opened += done.opened;
          if (done.more !== undefined) return { next: id + parted + done.more, changed };
        }
        await queue.remove(id);
        changed += 1;
      }
      return { next: isLast ? undefined : last, changed };
    },
  });

  return {
    async add({ person, vault }, { now }) {
      await queue.insert(vault, { person, vault, since: now.toISOString() });
    },
    async addAll(all, { now }) {
      const since = now.toISOString();
      await queue.insertAll(all.map(({ person, vault }) => ({ id: vault, content: { person, vault, since } })));
    },
    remove: queue.remove,
    removeAll: queue.removeAll,
    async waitingSince() {
      // versions of a vault are in the order in which they were made
      return (await queue.page({ limit: 1 })).items[0]?.content.since;
    },
  };
}
