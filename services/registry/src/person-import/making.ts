// Rows become persons, many in a round trip, each as POST /v1/persons makes one: vault, queue of comparison, record with its
// event. What identifies a row gives the id of its person, so that whoever makes it again makes nobody.

import { type Moment, person, type RowOutcome } from '@tributary/contracts';
import { type Actor, type AggregateStore, type Kept, ownCommand } from '@tributary/eventing';
import { keptWith } from '@tributary/service-kit/compose';
import type { ComparisonQueue } from '../comparing.ts';
import { register } from '../person/decisions.ts';
import type { Audit } from '../vault/audit.ts';
import type { Vault } from '../vault/vault.ts';
import { decidedAgainst, type RawRow, type RowProblem } from './form/person-row.ts';
import type { Candidate, ReadyRows } from './ready.ts';
import type { RowResult } from './results.ts';

export interface MakingGround {
  readonly store: Pick<AggregateStore<Kept<typeof person.state>>, 'loadAll' | 'page' | 'createEach'>;
  readonly vault: Pick<Vault, 'keepAll'>;
  readonly comparison: Pick<ComparisonQueue, 'addAll' | 'removeAll'>;
  readonly audit: Pick<Audit, 'record'>;
}

/** What a pass has seen of its file before, in the memory of this process: what it finds again is no new person. */
export interface Seen {
  /** the row by what it holds: its key, its documents, its addresses */
  readonly persons: Map<string, string>;
}

export interface BatchAsked {
  readonly ready: ReadyRows;
  readonly ministry: string;
  readonly actor: Actor;
  readonly dryRun: boolean;
  readonly seen: Seen;
  /** notes whom the batch makes; gives whom an earlier attempt at it was to make */
  readonly begin: (making: readonly string[]) => Promise<ReadonlySet<string>>;
}

/** Persons that one look for what others hold may find. */
const HOLDERS = 4_000;
/** Persons of one round trip, and round trips that go side by side: while the store has some, others are sealed. */
const WRITTEN = 250;
const SIDE_BY_SIDE = 2;

const bornAmong = (tokens: readonly string[]) => tokens.filter((token) => token.startsWith('birth:'));

export type MakeBatch = (asked: BatchAsked, moment: Moment) => Promise<readonly RowResult[]>;

/** Makes the persons of rows. */
export function makingOf({ store, vault, comparison, audit }: MakingGround): MakeBatch {
  async function holdersOf(field: 'holds' | 'tokens', tokens: readonly string[], ministry: string) {
    const holders = new Map<string, string>();
    if (tokens.length === 0) return holders;
    const wanted = new Set(tokens);
    const { items } = await store.page({ [field]: { $in: [...wanted] }, ministry }, { limit: HOLDERS });
    for (const { id, state } of items) for (const token of state.tokens) if (wanted.has(token)) holders.set(token, id);
    return holders;
  }

  return async ({ ready, ministry, actor, dryRun, seen, begin }, moment) => {
    const { rows, candidates } = ready;
    const results = new Map<RawRow, Omit<RowResult, 'row' | 'key'>>();
    const refuse = (raw: RawRow, problems: readonly RowProblem[]) => results.set(raw, { outcome: 'refused', problems });
    for (const [raw, problems] of ready.refused) refuse(raw, problems);

    const [known, holders, namesakes] = await Promise.all([
      store.loadAll([...new Set(candidates.map(({ id }) => id))]),
      holdersOf(
        'holds',
        candidates.flatMap(({ held }) => held),
        ministry,
      ),
      holdersOf(
        'tokens',
        candidates.flatMap(({ tokens }) => bornAmong(tokens)),
        ministry,
      ),
    ]);
    const there = new Map(known.map((one) => [one.id, one.state.status]));

    const makes: (Candidate & { readonly version: string; readonly state: ReturnType<typeof decided> })[] = [];
    const outcomeOf = (status: string | undefined): RowOutcome => (status === 'erased' ? 'erased' : 'there');
    const looked = new Set<string>();

    function decided(one: Candidate, version: string) {
      const kept = { vault: version, tokens: one.tokens };
      const { registeredOn = moment.today, ...rest } = one.command;
      const { now, today, newId } = moment;
      return keptWith<typeof person.state>(
        person,
        register({ ...rest, registeredOn }, { kept, bySelf: false, now, today, newId, by: actor.sub }),
        { ministry, applicantId: undefined },
      );
    }

    for (const one of candidates) {
      const status = there.get(one.id);
      const earlier = seen.persons.get(one.id);
      const holder = one.held.flatMap((token) => holders.get(token) ?? seen.persons.get(token) ?? []).at(0);
      if (status !== undefined && earlier === undefined)
        results.set(one.raw, { outcome: outcomeOf(status), personId: one.id });
      else if (earlier !== undefined) results.set(one.raw, { outcome: 'there', personId: earlier });
      else if (holder !== undefined) {
        looked.add(holder);
        results.set(one.raw, { outcome: 'there', personId: holder });
      } else {
        const version = moment.newId();
        const state = decided(one, version);
        if ('rejected' in state) {
          const [told] = state.errors;
          const fault = told === undefined || 'detail' in told ? { pointer: '/key', code: state.rejected } : told;
          refuse(one.raw, [decidedAgainst(one.raw, fault)]);
          continue;
        }
        const isLikely = bornAmong(one.tokens).some((token) => namesakes.has(token) || seen.persons.has(token));
        for (const token of [one.id, ...one.held, ...bornAmong(one.tokens)]) seen.persons.set(token, one.id);
        makes.push({ ...one, version, state });
        results.set(one.raw, { outcome: 'made', personId: one.id, ...(isLikely && { likely: true }) });
      }
    }

    // who holds the same is told to the registrar: that is a look at them
    if (looked.size > 0) {
      const look = {
        persons: [...looked],
        actor,
        at: moment.now,
        purpose: 'DUPLICATE_CHECK',
        what: 'duplicate',
        fields: {},
      };
      await audit.record(look);
    }
    const before = dryRun ? new Set<string>() : await begin(makes.map(({ id }) => id));
    // made by an attempt at this very batch that was cut short
    const again = new Set(before);
    for (const { raw, id } of candidates) {
      const { outcome, personId } = results.get(raw) ?? {};
      if (outcome === 'there' && personId === id && again.delete(id)) results.set(raw, { outcome: 'made', personId });
    }
    if (!dryRun) await write();
    return rows.flatMap((raw) => {
      const result = results.get(raw);
      const key = raw.cells.get('key');
      return result === undefined ? [] : [{ row: raw.row, ...(key !== undefined && { key }), ...result }];
    });

    /** All of them, some at a time; what is under way is waited for, even where some cannot be written. */
    async function write(): Promise<void> {
      const waiting = chunksOf(makes).values();
      const writer = async () => {
        for (const some of waiting) await writeSome(some);
      };
      const ended = await Promise.allSettled(Array.from({ length: SIDE_BY_SIDE }, writer));
      for (const one of ended) if (one.status === 'rejected') throw one.reason;
    }

    /** Key, vault, queue, record: in the order in which one person is written. */
    async function writeSome(some: typeof makes): Promise<void> {
      const vaults = some.map(({ id, version, content }) => ({ person: id, ministry, version, content }));
      const erased = await vault.keepAll(vaults, moment);
      const left = some.filter(({ id }) => !erased.has(id));
      for (const { raw, id } of some) if (erased.has(id)) results.set(raw, { outcome: 'erased', personId: id });
      await comparison.addAll(
        left.map(({ id, version }) => ({ person: id, vault: version })),
        moment,
      );
      const route = 'POST /v1/person-imports/{id}/start';
      const command = ownCommand(moment, { actor, route, target: '/v1/person-imports' });
      const accepted = left.flatMap(({ id, state }) =>
        'rejected' in state ? [] : [{ id, ministry, accepted: state }],
      );
      const created = await store.createEach(command, accepted);
      if ('rejected' in created) throw new Error(`a batch of rows is made later: ${created.rejected}`);
      const lost: string[] = [];
      for (const [at, { raw, id, held, version }] of left.entries()) {
        if (created[at] === 'made') continue;
        lost.push(version);
        const status = (await store.loadAll([id]))[0]?.state.status;
        const holder = (await holdersOf('holds', held, ministry)).values().next().value;
        const personId = created[at] === 'there' ? id : (holder ?? id);
        results.set(raw, { outcome: created[at] === 'there' && before.has(id) ? 'made' : outcomeOf(status), personId });
      }
      await comparison.removeAll(lost);
    }
  };
}

const chunksOf = <Item>(items: readonly Item[]): Item[][] =>
  Array.from({ length: Math.ceil(items.length / WRITTEN) }, (_, at) => items.slice(at * WRITTEN, (at + 1) * WRITTEN));
