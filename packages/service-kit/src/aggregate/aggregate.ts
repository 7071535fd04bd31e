// Serves an aggregate from its contract: the ceremony around its decisions, and its reads.
import {
  type AggregateContract,
  type ChangeDecision,
  type Claim,
  type CommandContract,
  type CreateDecision,
  type Decision,
  type Given,
  identifierText,
  isRejection,
  type Known,
  type LocalDate,
  type Rejection,
  type RouteContract,
  reject,
} from '@tributary/contracts';
import {
  type AggregateStore,
  type CommandContext,
  definitionOf,
  type Eventing,
  type Kept,
  type Stored,
} from '@tributary/eventing';
import { z } from 'zod';
import type { Answer, Asked } from '../ports.ts';
import { found, readsOf } from '../reads.ts';
import { claimsOf, namingHolder, withHolds, withoutHolds } from './held.ts';

/** Answers a request that was checked against its contract, with what was made of the same declaration. */
type DerivedHandler = (asked: Asked<unknown, unknown, unknown>) => Promise<Answer<never>>;

type Fields = Readonly<Record<string, unknown>>;
type AskedOfAny = Asked<Fields, Fields, Fields>;

/** What is shown of an aggregate beside its fields. */
type Shows<State> = (stored: Stored<State>, asked: AskedOfAny) => object;

/** What a decision needs beside its state and what its service knows. */
export interface Needs<Contract extends CommandContract, State> {
  /** refuses who may not, before versions and earlier answers are looked at */
  readonly authorise?: (state: State, command: Given<Contract>, known: Known) => Rejection | undefined;
}

export interface ServedAggregate<State extends z.ZodObject, Upstream> {
  readonly store: AggregateStore<Kept<State>>;
  /** Answers a command that enters a new one. */
  creates<Contract extends CommandContract<'create', State>>(
    decision: CreateDecision<Contract, Upstream>,
  ): DerivedHandler;
  /** Answers a command that changes one; where the route asks for it, one of the caller's own ministry. */
  changes<Contract extends CommandContract<'change', State>>(
    decision: ChangeDecision<Contract, Upstream>,
    needs?: Needs<Contract, z.output<State>>,
  ): DerivedHandler;
  /**
   * Answers its list and its read, with the fields that the contract of the read shows.
   * @param shows what is shown beside the fields of the state
   */
  reads(
    read: Pick<RouteContract, 'reply'>,
    shows?: Shows<z.output<State>>,
  ): { readonly list: DerivedHandler; readonly get: DerivedHandler };
}

/**
 * Declares the aggregate of a contract on eventing, and serves it.
 * @param upstream what its decisions may know of other services
 */
export function serveAggregate<State extends z.ZodObject, Upstream extends object>(
  eventing: Eventing,
  contract: AggregateContract<State>,
  upstream: Upstream,
): ServedAggregate<State, Upstream> {
  const store = eventing.aggregate(definitionOf(contract));
  const readAt = (id: string) => `/${contract.service}${contract.path}/${id}`;
  const knownOf = ({ now, today, newId, actor }: CommandContext) =>
    ({ now, today, newId, by: actor.sub, ...upstream }) as Known<Upstream>;

  return {
    store,
    creates: (decision) => async (asked) => {
      const { context } = asked;
      const decide = decision as unknown as (command: Fields, known: Known<Upstream>) => Decision<z.output<State>>;
      const { command, refused } = commandOf(decision.contract, asked);
      let claims: readonly Claim[] = [];
      const outcome = await store.create(context, () => {
        const decided = refused ?? decide(command, knownOf(context));
        if (!isRejection(decided)) claims = claimsOf(contract, decided.state);
        return withHolds(contract, decided);
      });
      return { outcome: await namingHolder(outcome, store, claims, readAt) };
    },
    changes: (decision, needs) => async (asked) => {
      const { context, params, mayTouch } = asked as AskedOfAny;
      const authorise = needs?.authorise as
        | ((state: z.output<State>, command: Fields, known: Known) => Rejection | undefined)
        | undefined;
      const decide = decision as unknown as (
        state: z.output<State>,
        command: Fields,
        known: Known<Upstream>,
      ) => Decision<z.output<State>>;
      const { command, refused } = commandOf(decision.contract, asked);
      const own = decision.contract.access.ministry === 'own';
      const outcome = await store.change(
        String(params['id']),
        context,
        ({ state }) =>
          withHolds(contract, refused ?? decide(withoutHolds<z.output<State>>(state), command, knownOf(context))),
        {
          authorise: ({ ministry, state }) =>
            own && !mayTouch(ministry)
              ? reject('FORBIDDEN')
              : authorise?.(withoutHolds<z.output<State>>(state), command, knownOf(context)),
        },
      );
      return { outcome };
    },
    reads: (read, shows) => {
      const isShown = shownBy(read);
      const stored = readsOf(store, [...contract.filters, 'holds'], (one) => one);
      const shown = (one: Stored<Kept<State>>, asked: AskedOfAny) => {
        const { id, seq, ministry } = one;
        const state = withoutHolds<z.output<State>>(one.state);
        const fields = Object.entries(state).filter(([name]) => isShown(name));
        return { id, seq, ministry, ...Object.fromEntries(fields), ...shows?.({ ...one, state }, asked) };
      };
      return {
        async list(asked) {
          const request = asked as AskedOfAny;
          const { items, next } = await stored.list(byIdentifier(request.query) as never);
          return { reply: { body: { items: items.map((one) => shown(one, request)), next } as never } };
        },
        async get(asked) {
          const request = asked as AskedOfAny;
          const one = await stored.get(String(request.params['id']));
          return found((one && shown(one, request)) as never);
        },
      };
    },
  };
}

/** The command with what its path names and its business date, today unless told; refused where that lies ahead. */
function commandOf(
  { dated, place }: Pick<CommandContract, 'dated' | 'place'>,
  asked: Asked<unknown, unknown, unknown>,
): { readonly command: Fields; readonly refused: Rejection<'FUTURE_DATE'> | undefined } {
  const { params, query, body, context } = asked as AskedOfAny;
  const { lang: _lang, ...options } = query ?? {};
  const named = Object.fromEntries(Object.keys(place).map((name) => [name, params[name]]));
  const command = { ...body, ...options, ...named };
  if (dated === undefined) return { command, refused: undefined };
  const { today } = context;
  const date = (body[dated] as LocalDate | undefined) ?? today;
  const refused = date > today ? reject('FUTURE_DATE', { date, today }) : undefined;
  return { command: { ...command, [dated]: date }, refused };
}

/** Asks a list by what its items hold, where the query names an identifier of a register. */
function byIdentifier({ identifierScheme: scheme, identifierId: id, ...query }: Fields): Fields {
  if (typeof scheme !== 'string' || typeof id !== 'string') return query;
  return { ...query, holds: identifierText({ scheme, id }) };
}

/** Whether the answer of a read has a field. */
function shownBy({ reply }: Pick<RouteContract, 'reply'>): (name: string) => boolean {
  const answer = reply[200];
  if (!(answer instanceof z.ZodObject)) throw new TypeError('a read of an aggregate is answered with an object');
  return (name) => Object.hasOwn(answer.shape, name);
}
