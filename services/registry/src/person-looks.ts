// Looks at persons over HTTP: each is recorded before its answer leaves, and a record that was merged into another one is
// answered with that one.
import {
  FOUND_LIMIT,
  IdParams,
  type listPersonReads,
  type MaskedVault,
  type PersonLook,
  type Rejection,
  reject,
  type ShownPerson,
  type SoughtPerson,
} from '@tributary/contracts';
import { type Answer, type BodyOf, type CheckedRequest, found } from '@tributary/service-kit';
import type { Freshness } from './freshness/freshness.ts';
import { type AskedPerson, type LookRightsGround, lookRights } from './look-right.ts';
import { coarseOf } from './person/coarse.ts';
import { type Masks, maskedVault, openedFor, searchMasks, shownIn } from './person/masking.ts';
import { type Blinding, tokensSought } from './person/tokens.ts';
import type { PersonGroup, PersonStore, StoredPerson } from './person-group.ts';
import { type Audit, toldOf } from './vault/audit.ts';
import type { Vault } from './vault/vault.ts';

type Asked<Query = unknown, Body = unknown> = CheckedRequest<unknown, Query, Body>;

/** Persons who are read at once while they are looked through. */
const PAGE = 100;

const refused = (rejection: Rejection): Answer<never> => ({ outcome: { kind: 'rejected', rejection } });

export interface LooksGround extends LookRightsGround {
  readonly store: Pick<PersonStore, 'page'>;
  readonly group: PersonGroup;
  readonly vault: Pick<Vault, 'open'>;
  readonly audit: Pick<Audit, 'record' | 'of'>;
  readonly freshness: Pick<Freshness, 'of'>;
  /** a person whom the caller may touch; any other is as if it were not there */
  readonly known: (asked: Asked) => Promise<StoredPerson | undefined>;
  readonly blindingOf: (ministry: string) => Blinding;
  readonly pairwise: (id: string, client: { readonly ministry: string; readonly client: string }) => string;
}

/** The handlers of the routes that look at persons and change nothing. */
export function personLooks(ground: LooksGround) {
  const { store, group, vault, audit, freshness, known, blindingOf, pairwise } = ground;
  const rightOf = lookRights(ground);

  async function vaultOf({ id, ministry, state }: StoredPerson, masks: Masks): Promise<MaskedVault | undefined> {
    if (state.vault === undefined) return undefined;
    const opened = await vault.open({ person: id, ministry }, state.vault, openedFor(masks));
    return opened && maskedVault(opened, masks);
  }

  /** Persons who have one token at least of each list, as many as can be shown and one more; merged ones as the one that goes on. */
  async function holdersOf(lists: readonly (readonly string[])[], ministry: string): Promise<readonly StoredPerson[]> {
    const [rarest = []] = lists;
    const holders = new Map<string, StoredPerson>();
    let after: string | undefined;
    do {
      const { items, next } = await store.page({ tokens: { $in: rarest }, ministry }, { limit: PAGE, after });
      for (const one of items) {
        if (!lists.every((list) => list.some((token) => one.state.tokens.includes(token)))) continue;
        const standing = one.state.mergedInto === undefined ? one : await group.survivorOf(one.id);
        if (standing?.ministry === ministry) holders.set(standing.id, standing);
      }
      after = next;
    } while (after !== undefined && holders.size <= FOUND_LIMIT);
    return [...holders.values()].slice(0, FOUND_LIMIT + 1);
  }

  return {
    getPerson: async (asked: AskedPerson): Promise<Answer<ShownPerson>> => {
      const named = await known(asked);
      if (named === undefined) return found<ShownPerson>(undefined);
      const [stored, ...into] = await group.recordsOf(named);
      const { id, seq, ministry, at, state } = stored;
      if (state.vault === undefined) return refused(reject('GONE'));
      const { actor, context } = asked;
      const right = await rightOf(asked, stored, into);
      if ('rejected' in right) return refused(right);
      const { purpose, masks, entry, refuseEnded } = right;
      const shown = await vaultOf(stored, masks);
      if (shown === undefined) return refused(reject('GONE'));
      const merged = await Promise.all(
        into.map(async (one) => {
          const of = (await vaultOf(one, masks)) ?? {};
          return { id: one.id, vault: of, ...(one.state.consents && { consents: one.state.consents }) };
        }),
      );
      const fields = Object.assign({}, ...merged.map(({ vault: of }) => shownIn(of)), shownIn(shown));
      const persons = [id, ...merged.map(({ id: of }) => of)];
      const fresh = await freshness.of(stored, context.today);
      await audit.record({ persons, actor, at: context.now, purpose, fields, ...entry });
      // no look is answered whose entry came after the end
      const ended = await refuseEnded?.();
      if (ended !== undefined) return refused(ended);
      const applicantId = asked.applicant();
      const isOwn = applicantId !== undefined;
      const own = isOwn && !asked.guardian ? { applicantId } : {};
      const pairwiseId = actor && !isOwn ? { pairwiseId: pairwise(id, actor) } : {};
      const mergedFrom = merged.length === 0 ? {} : { mergedFrom: merged };
      const told = { id, seq, ministry, updatedAt: at.toISOString(), ...own, ...pairwiseId };
      const { boundOn } = into.find(({ state: { boundOn: on } }) => on !== undefined)?.state ?? {};
      const bound = boundOn === undefined ? {} : { boundOn };
      return { reply: { body: { ...told, ...bound, ...coarseOf(state), ...fresh, vault: shown, ...mergedFrom } } };
    },

    searchPersons: async (asked: Asked<unknown, SoughtPerson>) => {
      const { ministry = '' } = asked.rows();
      const all = await holdersOf(tokensSought(asked.body, blindingOf(ministry)), ministry);
      const shown = await Promise.all(
        all.slice(0, FOUND_LIMIT).map(async (one) => {
          const vault = await vaultOf(one, searchMasks);
          return vault && { id: one.id, status: one.state.status, vault };
        }),
      );
      const there = shown.filter((one) => one !== undefined);
      const fields = Object.fromEntries(openedFor(searchMasks).map((field) => [field, searchMasks[field]]));
      const look = { persons: there.map(({ id }) => id), actor: asked.actor, at: asked.context.now };
      await audit.record({ ...look, purpose: asked.body.purpose, what: 'search', fields });
      return { reply: { body: { items: there, more: all.length > FOUND_LIMIT } } };
    },

    listPersonReads: async (
      asked: Asked<{ limit: number; after?: string | undefined } | undefined>,
    ): Promise<Answer<BodyOf<typeof listPersonReads>>> => {
      const stored = await known(asked);
      if (stored === undefined) return found<never>(undefined);
      const { limit = 50, after } = asked.query ?? {};
      const { items: links, next } = await audit.of(IdParams.parse(asked.params).id, { limit, after });
      const items = links.map(({ no, entry }): PersonLook => ({ ...toldOf(entry), entry: no }));
      return { reply: { body: { items, next: next ?? null } } };
    },
  };
}
