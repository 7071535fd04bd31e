// Moves records to another ministry. What the vault has is sealed anew for it and the blind tokens are made anew, then one
// guarded write hands the record over: whoever is cut short before leaves a row that nobody points at. A note is written
// before that, by which a job brings along what was merged into the record, and ends the pairs that named it.
import { type Moment, type Person, person, type Rejection, reject, vaultFieldNames } from '@tributary/contracts';
import { type Actor, type CommandContext, type Eventing, type Outcome, ownCommand } from '@tributary/eventing';
import { blindToken } from '@tributary/privacy';
import { namingHolder, type ServedAggregate } from '@tributary/service-kit/compose';
import { type Blinding, tokensOf, withoutClaims } from '../person/tokens.ts';
import type { PersonGroup, PersonStore, StoredPerson } from '../person-group.ts';
import type { Vault } from '../vault/vault.ts';
import { handOver, type Sealed } from './decisions.ts';

/** A record that is being handed over: what belongs to it may not have followed yet. */
interface Unsettled {
  readonly person: string;
  readonly to: string;
  readonly actor: Actor;
  readonly since: string;
}

export interface MovingGround {
  readonly store: PersonStore;
  readonly alters: ServedAggregate<typeof person.state, object>['alters'];
  readonly group: PersonGroup;
  readonly vault: Pick<Vault, 'open' | 'keep'>;
  readonly comparison: {
    add(waiting: { readonly person: string; readonly vault: string }, moment: Pick<Moment, 'now'>): Promise<void>;
    remove(vault: string): Promise<void>;
  };
  readonly blindingOf: (ministry: string) => Blinding;
  /** ends the pairs that name a record, and what its ministry of before had to decide of it */
  readonly forget: (person: string, actor: Actor, moment: Moment) => Promise<void>;
}

export interface Moving {
  /**
   * Hands a record over as it stands at this moment, with all that was merged into it.
   * @param refuses asked once more of the record that is written
   * @param beside a record of the other ministry, by its id, that may hold the same: then it alone is found by that
   * @returns the first refusal; then nothing has changed
   */
  move(
    stored: StoredPerson,
    to: string,
    context: CommandContext,
    refuses: (state: Person) => Rejection | undefined,
    beside: string | undefined,
  ): Promise<Outcome>;
  /** Brings the records along that were merged into one which lies with another ministry than they do. */
  follow(survivorId: string, actor: Actor, moment: Moment): Promise<void>;
}

const SETTLE_MS = 30_000;
const MINUTE_MS = 60_000;
const PAGE = 100;
/** Times that a record is sealed again because it changed meanwhile. */
const ATTEMPTS = 5;

const refused = (rejection: Rejection): Outcome => ({ kind: 'rejected', rejection });

export function movingOf(eventing: Eventing, ground: () => MovingGround): Moving {
  const unsettled = eventing.beside<Unsettled>('unsettled_transfers');

  /** What the record would hold with the other ministry; undefined where it was erased. */
  async function openedAs({ id, ministry, state }: StoredPerson, to: string) {
    const { vault, blindingOf } = ground();
    const { vault: version, residence, identity, applicantId } = state;
    if (version === undefined) return undefined;
    const content = await vault.open({ person: id, ministry }, version, vaultFieldNames);
    if (content?.names === undefined) return undefined;
    const { names, emails = [], phones = [], documents = [], ...more } = content;
    const whole = { ...more, names, emails, phones, documents };
    const blinding = blindingOf(to);
    const bound = identity !== undefined && applicantId !== undefined;
    return {
      content: whole,
      tokens: tokensOf(whole, residence?.country ?? '', blinding),
      identity: bound ? blindToken(blinding.key, to, 'identity', applicantId) : undefined,
    };
  }

  /** That the ministry has a record which holds the same already, with where it is read. */
  async function heldThere(outcome: Outcome, state: Person, held: Omit<Sealed, 'vault'>): Promise<Outcome> {
    const { store } = ground();
    const { tokens, identity } = held;
    const claims = person.claims?.({ ...state, tokens: [...tokens], identity }) ?? [];
    return namingHolder(outcome, store, claims, (id) => `/registry/v1/persons/${id}`, undefined);
  }
  const taken = () => refused(reject('ALREADY_EXISTS', { what: 'person' }));
  const isTaken = (outcome: Outcome) => holderIn(outcome) !== undefined;

  /** One record, and whatever was decided of it meanwhile. @param claims whether it holds what it is found by alone */
  async function moveOne(
    first: StoredPerson,
    to: string,
    context: CommandContext,
    refuses: (state: Person) => Rejection | undefined,
    claims = true,
  ): Promise<Outcome> {
    const { store, alters, vault, comparison } = ground();
    const { id } = first;
    let stored: StoredPerson | undefined = first;
    for (let attempt = 0; attempt < ATTEMPTS && stored !== undefined; attempt += 1) {
      const before: StoredPerson = stored;
      const opened = await openedAs(before, to);
      if (opened === undefined) return refused(reject('GONE'));
      const version = await vault.keep({ person: id, ministry: to }, opened.content, context);
      if (typeof version !== 'string') return refused(version);
      await comparison.add({ person: id, vault: version }, context);
      const tokens = claims ? opened.tokens : withoutClaims(opened.tokens);
      const sealed = { vault: version, tokens, identity: claims ? opened.identity : undefined };
      let overtaken = false;
      const outcome = await alters(id, context, (state, ministry) => {
        if (ministry === to) return 'unchanged';
        overtaken = state.vault !== before.state.vault || ministry !== before.ministry;
        if (overtaken) return reject('UNAVAILABLE', { seconds: 1 });
        return refuses(state) ?? handOver(state, sealed, to, context.today);
      });
      if (outcome.kind === 'acknowledged' && (await store.load(id))?.state.vault === version) return outcome;
      await comparison.remove(version);
      if (outcome.kind === 'acknowledged') return outcome;
      if (!overtaken) return heldThere(outcome, before.state, opened);
      stored = await store.load(id);
    }
    return refused(reject('UNAVAILABLE', { seconds: 1 }));
  }

  const commandFor = (moment: Moment, actor: Actor, id: string) =>
    ownCommand(moment, {
      actor,
      route: 'POST /v1/person-transfers/{id}/acceptance',
      target: `/v1/persons/${id}/transfer`,
    });

  async function follow(survivorId: string, actor: Actor, moment: Moment): Promise<void> {
    const { store, group } = ground();
    const survivor = await store.load(survivorId);
    if (survivor === undefined) return;
    for (const one of await group.mergedInto(survivorId)) {
      if (one.ministry === survivor.ministry) continue;
      const stays = (state: Person) => (state.mergedInto === undefined ? reject('TRANSFER_ENDED') : undefined);
      const command = commandFor(moment, actor, one.id);
      const outcome = await moveOne(one, survivor.ministry, command, stays);
      // entered there meanwhile by somebody else: it comes along, and is found by its names alone
      if (isTaken(outcome)) await moveOne(one, survivor.ministry, command, stays, false);
    }
  }

  /** Lets everything follow a record that was handed over; again and again has the same effect. */
  async function settle({ person: id, to, actor }: Unsettled, moment: Moment): Promise<void> {
    const { store, group, forget } = ground();
    if ((await store.load(id))?.ministry !== to) return;
    await follow(id, actor, moment);
    for (const one of [id, ...(await group.mergedInto(id)).map((merged) => merged.id)]) {
      await forget(one, actor, moment);
    }
  }

  eventing.job<Record<string, never>>({
    name: 'transfers.settle',
    everyMs: SETTLE_MS,
    async step(_input, after, moment) {
      const { items, next } = await unsettled.page({ after, limit: PAGE });
      let changed = 0;
      for (const { id, content } of items) {
        await settle(content, moment);
        // the acceptance itself may still be under way
        if (moment.now.getTime() - Date.parse(content.since) < MINUTE_MS) continue;
        await unsettled.remove(id);
        changed += 1;
      }
      return { next, changed };
    },
  });

  return {
    follow,
    async move(stored, to, context, refuses, beside) {
      const { group } = ground();
      let claims = true;
      for (const one of [stored, ...(await group.mergedInto(stored.id))]) {
        const opened = await openedAs(one, to);
        if (opened === undefined) return refused(reject('GONE'));
        const held = await heldThere(taken(), one.state, opened);
        if (!isTaken(held)) continue;
        if (beside === undefined || holderIn(held) !== beside) return held;
        if (one.id === stored.id) claims = false;
      }
      const note = { person: stored.id, to, actor: context.actor, since: context.now.toISOString() };
      const noted = context.newId();
      await unsettled.insert(noted, note);
      const outcome = await moveOne(stored, to, context, refuses, claims);
      if (outcome.kind === 'acknowledged') await settle(note, context);
      await unsettled.remove(noted);
      return outcome;
    },
  };
}

/** The record that a refusal names as the one that holds the same, by its id. */
export function holderIn(outcome: Outcome): string | undefined {
  const holder = outcome.kind === 'rejected' ? outcome.rejection.links?.['holder'] : undefined;
  return holder?.slice(holder.lastIndexOf('/') + 1);
}
