// Persons over HTTP: what goes into the vault before it is decided, and what is recorded before an answer leaves.
import {
  correctPerson,
  type ErasureReceipt,
  FOUND_LIMIT,
  type Given,
  IdParams,
  mergePatch,
  type Person,
  type PersonLook,
  person,
  type Rejection,
  type registerPerson,
  reject,
  type ShownPerson,
  type SoughtPerson,
  type VaultContent,
  vaultFieldNames,
} from '@tributary/contracts';
import type { CommandContext, Eventing, Stored } from '@tributary/eventing';
import { canonicalText, currentKey, type KeyRing, pairwiseId } from '@tributary/privacy';
import { type Answer, type CheckedRequest, found } from '@tributary/service-kit';
import { serveAggregate } from '@tributary/service-kit/compose';
import { close, confirm, correctWith, type InVault, move, register, verify } from './person/decisions.ts';
import { maskedVault, masksOf, openedFor, ownMasks, searchMasks, shownIn } from './person/masking.ts';
import { tokensOf, tokensSought } from './person/tokens.ts';
import { auditOf } from './vault/audit.ts';
import { erasuresOf } from './vault/erasures.ts';
import { proveKeys } from './vault/keys.ts';
import { vaultOf, vaultPartOf } from './vault/vault.ts';

type Asked<Query = unknown, Body = unknown> = CheckedRequest<unknown, Query, Body>;
type StoredPerson = Stored<Person & { readonly applicantId?: string }>;

/** Persons who are read at once while they are looked through. */
const PAGE = 100;

export interface PersonsGround {
  readonly keys: KeyRing;
  /** owns what persons enter themselves */
  readonly registrarMinistry: string;
}

const purposeWanted = [{ pointer: '/query/purpose', code: 'REQUIRED' }] as const;
const refused = (rejection: Rejection): Answer<never> => ({ outcome: { kind: 'rejected', rejection } });

/** The persons of the registry, and the handlers of their routes. */
export function personsOf(eventing: Eventing, { keys, registrarMinistry }: PersonsGround) {
  const persons = serveAggregate(eventing, person, {});
  const { store } = persons;
  const vault = vaultOf(eventing, keys, async (id) => (await store.load(id))?.state.vault);
  const audit = auditOf(eventing, keys);
  const erasures = erasuresOf(eventing, vault, () => store);
  const blindingOf = (ministry: string) => ({ key: currentKey(keys.index), ministry });

  const pairwise = (id: string, { ministry, client }: { readonly ministry: string; readonly client: string }) =>
    pairwiseId(currentKey(keys.pairwise), id, `${ministry} ${client}`);

  /** A person whom the caller may touch; any other is as if it were not there. */
  async function known({ params, mayTouch }: Asked): Promise<StoredPerson | undefined> {
    const stored = await store.load(IdParams.parse(params).id);
    return stored !== undefined && mayTouch(stored.ministry, stored.state.applicantId) ? stored : undefined;
  }

  async function putInto(
    owner: { readonly person: string; readonly ministry: string },
    content: VaultContent,
    country: string,
    context: CommandContext,
  ): Promise<InVault | Rejection<'GONE'>> {
    const version = await vault.keep(owner, content, context);
    if (typeof version !== 'string') return version;
    return { vault: version, tokens: tokensOf(content, country, blindingOf(owner.ministry)) };
  }

  /** Records that a refusal told of a record which holds the same already. */
  async function recordHolder(answer: Answer<never>, { actor, context }: Asked): Promise<Answer<never>> {
    if (!('outcome' in answer) || answer.outcome.kind !== 'rejected') return answer;
    const holder = answer.outcome.rejection.links?.['holder'];
    if (holder === undefined) return answer;
    const persons = [holder.slice(holder.lastIndexOf('/') + 1)];
    await audit.record({ persons, actor, at: context.now, purpose: 'DUPLICATE_CHECK', what: 'duplicate', fields: {} });
    return answer;
  }

  return {
    store,
    pairwise,
    begin: () => proveKeys(vault),
    handlers: {
      registerPerson: async (asked: Asked) => {
        const bySelf = asked.applicant() !== undefined;
        const ministry = bySelf ? registrarMinistry : (asked.actor?.ministry ?? '');
        const reads = async (command: Given<typeof registerPerson>, id: string) => {
          const owner = { person: id, ministry };
          return { bySelf, kept: await putInto(owner, vaultPartOf(command), command.residence.country, asked.context) };
        };
        return recordHolder(await persons.creates(register, { reads, owner: () => registrarMinistry })(asked), asked);
      },

      correctPerson: async (asked: Asked) => {
        const stored = await known(asked);
        const kept = stored && (await corrected(stored, asked));
        const refusing = { kept: reject('GONE'), contract: correctPerson };
        const { kept: inVault, contract } = kept ?? refusing;
        return recordHolder(await persons.corrects(correctWith(inVault, contract))(asked), asked);
      },

      movePerson: persons.changes(move),
      verifyPerson: persons.changes(verify),
      confirmPerson: persons.changes(confirm),
      closePerson: (asked: Asked) =>
        persons.changes(close, { reads: async () => ({ bySelf: asked.applicant() !== undefined }) })(asked),

      getPerson: async (asked: Asked<{ purpose?: string | undefined } | undefined>): Promise<Answer<ShownPerson>> => {
        const stored = await known(asked);
        if (stored === undefined) return found<ShownPerson>(undefined);
        const isOwn = asked.applicant() !== undefined;
        const purpose = asked.query?.purpose ?? (isOwn ? 'OWN_RECORD' : undefined);
        if (purpose === undefined) return refused(reject('PURPOSE_REQUIRED', {}, purposeWanted));
        const { id, seq, ministry, at, state } = stored;
        const {
          vault: version,
          tokens: _tokens,
          holds: _holds,
          applicantId,
          ...coarse
        } = state as typeof state & {
          readonly holds?: unknown;
        };
        const masks = isOwn ? ownMasks : masksOf(asked.actor?.roles ?? []);
        const opened = version && (await vault.open({ person: id, ministry }, version, openedFor(masks)));
        if (opened === undefined || opened === '') return refused(reject('GONE'));
        const shown = maskedVault(opened, masks);
        const look = { persons: [id], actor: asked.actor, at: asked.context.now, purpose, what: 'read' };
        await audit.record({ ...look, fields: shownIn(shown) });
        const named = asked.actor && !isOwn ? { pairwiseId: pairwise(id, asked.actor) } : {};
        const own = isOwn && applicantId !== undefined ? { applicantId } : named;
        return { reply: { body: { id, seq, ministry, updatedAt: at.toISOString(), ...own, ...coarse, vault: shown } } };
      },

      searchPersons: async (asked: Asked<unknown, SoughtPerson>) => {
        const { ministry = '' } = asked.rows();
        const tokens = tokensSought(asked.body, blindingOf(ministry));
        const all = await holdersOf(tokens, ministry);
        const hits = all.slice(0, FOUND_LIMIT);
        const shown = await Promise.all(hits.map(foundPerson));
        const there = shown.filter((one) => one !== undefined);
        const fields = Object.fromEntries(openedFor(searchMasks).map((field) => [field, searchMasks[field]]));
        const look = { persons: there.map(({ id }) => id), actor: asked.actor, at: asked.context.now };
        await audit.record({ ...look, purpose: asked.body.purpose, what: 'search', fields });
        return { reply: { body: { items: there, more: all.length > FOUND_LIMIT } } };
      },

      listPersonReads: async (asked: Asked<{ limit: number; after?: string | undefined } | undefined>) => {
        const stored = await known(asked);
        if (stored === undefined) return found<never>(undefined);
        const { limit = 50, after } = asked.query ?? {};
        const links = await audit.of(stored.id, { limit: limit + 1, after });
        const shown = links.slice(0, limit);
        const items = shown.map(({ no, entry }): PersonLook => {
          const { at, ministry, roles, purpose, what, fields } = entry;
          return { at, ministry, roles, purpose, what, fields, entry: no };
        });
        return { reply: { body: { items, next: links.length > limit ? String(shown.at(-1)?.no) : null } } };
      },

      erasePerson: async (asked: Asked<unknown, { reasonCode: string; erasedOn?: string | undefined }>) => {
        const stored = await known(asked);
        const { actor, context, body } = asked;
        if (stored === undefined || actor === undefined) return found<ErasureReceipt>(undefined);
        const { today, now } = context;
        const { reasonCode, erasedOn = today } = body;
        if (erasedOn > today) return refused(reject('FUTURE_DATE', { date: erasedOn, today }));
        await audit.record({ persons: [stored.id], actor, at: now, purpose: reasonCode, what: 'erasure', fields: {} });
        const { id: personId, ministry } = stored;
        const receipt = await erasures.erase({ personId, ministry, reasonCode, erasedOn, actor }, context);
        return { reply: { body: receipt } };
      },
    },
  };

  /** Persons who have all of the tokens, as many as can be shown and one more. @param tokens the rarest first */
  async function holdersOf(tokens: readonly string[], ministry: string): Promise<readonly StoredPerson[]> {
    const [rarest = ''] = tokens;
    const holders: StoredPerson[] = [];
    let after: string | undefined;
    do {
      const { items, next } = await store.page({ tokens: rarest, ministry }, { limit: PAGE, after });
      holders.push(...items.filter(({ state }) => tokens.every((token) => state.tokens.includes(token))));
      after = next;
    } while (after !== undefined && holders.length <= FOUND_LIMIT);
    return holders.slice(0, FOUND_LIMIT + 1);
  }

  async function foundPerson({ id, ministry, state: { vault: version, status } }: StoredPerson) {
    const opened = version && (await vault.open({ person: id, ministry }, version, openedFor(searchMasks)));
    return opened ? { id, status, vault: maskedVault(opened, searchMasks) } : undefined;
  }

  /**
   * What the vault has of a person after a patch, and the contract that merges the patch with what it had. A patch that
   * does not hold, or one on another version, is left to the contract to refuse.
   */
  async function corrected({ id, ministry, seq, state }: StoredPerson, { body, actor, context }: Asked) {
    const owner = { person: id, ministry };
    const before = state.vault && (await vault.open(owner, state.vault, vaultFieldNames));
    if (!before || state.vault === undefined) return undefined;
    const { reasonCode, ...patch } = body as { readonly reasonCode: string };
    await audit.record({ persons: [id], actor, at: context.now, purpose: reasonCode, what: 'correction', fields: {} });
    const contract = { ...correctPerson, givenOf: (of: Person) => ({ ...correctPerson.givenOf(of), ...before }) };
    const parsed = correctPerson.fields.safeParse(mergePatch(contract.givenOf(state), patch));
    const stays: InVault = { vault: state.vault, tokens: state.tokens };
    if (!parsed.success || context.ifMatch !== seq) return { kept: stays, contract };
    const after = vaultPartOf(parsed.data);
    const { country } = parsed.data.residence;
    if (canonicalText(after) !== canonicalText(before))
      return { kept: await putInto(owner, after, country, context), contract };
    return { kept: { ...stays, tokens: tokensOf(after, country, blindingOf(ministry)) }, contract };
  }
}
