// Serves an aggregate from its contract: the ceremony around its decisions, and its reads.
import {
  type AggregateContract,
  type ChangeDecision,
  type Claim,
  type CommandContract,
  type CorrectDecision,
  type CorrectionBody,
  type CorrectionContract,
  type CreateDecision,
  type Decision,
  type Given,
  isRejection,
  type Known,
  keyText,
  type PutDecision,
  type Rejection,
} from '@tributary/contracts';
import {
  type AggregateStore,
  type CommandContext,
  definitionOf,
  type Eventing,
  type Kept,
  naturalId,
  type Outcome,
  type ReservingKind,
  type Stored,
} from '@tributary/eventing';
import type { z } from 'zod';
import { commandOf } from './command.ts';
import { type AskedCorrection, corrected } from './correction.ts';
import type { DerivedHandler, Fields, RequestOfAny } from './derived.ts';
import { claimsGained, claimsOf, keptWith, namingHolder, stateOf } from './held.ts';
import { ownershipIn } from './ownership.ts';
import { type DerivedReads, readsOf, type Shows } from './reads.ts';
import type { ReadOfOne } from './shown.ts';

/** What a decision needs beside its state and what its service knows at once. */
export interface Needs<Contract extends CommandContract, State, More> {
  /** what is read, or written beside it, before it is decided; `id` is of the aggregate, also of a new one */
  readonly reads?: (command: Given<Contract>, id: string) => Promise<More>;
  /** the ministry whose callers may, where the route asks for the responsible one */
  readonly responsible?: (state: State, read: More) => string;
  /** refuses who may not, before versions and earlier answers are looked at */
  readonly authorise?: (state: State, command: Given<Contract>, known: Known) => Rejection | undefined;
  /** the ministry that owns what an applicant enters; undefined where the decision refuses it */
  readonly owner?: (command: Given<Contract>, read: More) => string | undefined;
  /** the ministry that owns what anybody enters, where that is not the caller's own; undefined where the decision refuses it */
  readonly ownedBy?: (command: Given<Contract>, read: More) => string | undefined;
}

export interface ServedAggregate<State extends z.ZodObject, Upstream> {
  readonly store: AggregateStore<Kept<State>>;
  /** Answers a command that enters a new one: of the caller's ministry unless told; an applicant is kept with theirs. */
  creates<Contract extends CommandContract<'create', State>, More extends object = object>(
    decision: CreateDecision<Contract, Upstream & More>,
    needs?: Pick<Needs<Contract, z.output<State>, More>, 'reads' | 'owner' | 'ownedBy'>,
  ): DerivedHandler;
  /** Answers a command that changes one; where the route asks for it, one of the caller's own ministry. */
  changes<Contract extends CommandContract<'change', State>, More extends object = object>(
    decision: ChangeDecision<Contract, Upstream & More>,
    needs?: Needs<Contract, z.output<State>, More>,
  ): DerivedHandler;
  /**
   * Changes one on the way of another command, or for a job: what it holds is kept with it, as after a command of its own.
   * Whether the caller may was looked at before; `ministry` owns it at that moment.
   */
  alters(
    id: string,
    context: CommandContext,
    decide: (state: z.output<State>, ministry: string) => Decision<z.output<State>> | 'unchanged',
  ): Promise<Outcome>;
  /** Answers a correction: of one of the caller's own ministry, where the route asks for it. */
  corrects<Contract extends CorrectionContract<State>>(decision: CorrectDecision<Contract, Upstream>): DerivedHandler;
  /**
   * Answers a command on what its path names, whether it is there or not. Where the route is for the own ministry, that
   * is the one which the path names.
   */
  puts<Contract extends CommandContract<'put', State>, More extends object = object>(
    decision: PutDecision<Contract, Upstream & More>,
    needs?: Pick<Needs<Contract, z.output<State>, More>, 'reads'>,
  ): DerivedHandler;
  /**
   * Answers its list and its read, with the fields that the contract of the read shows, of the rows alone that the
   * caller may see.
   * @param shows what is shown beside the fields of the state
   */
  reads(read: ReadOfOne, shows?: Shows<z.output<State>>): DerivedReads;
}

/**
 * Declares the aggregate of a contract on eventing, and serves it.
 * @param upstream what its decisions may know of other services
 * @param owners the kinds that reserve parts of a limit that it has
 */
export function serveAggregate<State extends z.ZodObject, Upstream extends object>(
  eventing: Eventing,
  contract: AggregateContract<State>,
  upstream: Upstream,
  owners?: () => readonly ReservingKind[],
): ServedAggregate<State, Upstream> {
  type Fold = z.output<State>;
  const store = eventing.aggregate(definitionOf(contract), owners);
  const { key } = contract;
  const { mayNotTouch, mayNotPut } = ownershipIn(contract);
  const readAt = (id: string) => `/${contract.service}${contract.path}/${id}`;
  const idOf = (params: Fields) => (key === undefined ? String(params['id']) : naturalId(keyText(key, params)));

  type Reading = (command: Fields, id: string) => Promise<object>;

  /** What a decision is given beside the state: the command, what may be known, what refuses it before. */
  async function given(contractOf: CommandContract, asked: RequestOfAny, id: string, reads: Reading | undefined) {
    const { context } = asked;
    const { now, today, newId, actor } = context;
    const { command, refused } = commandOf(contractOf, asked);
    const read = (await reads?.(command, id)) ?? {};
    return { context, command, refused, read, known: { now, today, newId, by: actor.sub, ...upstream, ...read } };
  }

  return {
    store,
    creates: (decision, needs) => {
      type Owning = (command: Fields, read: object) => string | undefined;
      const { reads, owner, ownedBy } = (needs ?? {}) as unknown as {
        reads?: Reading;
        owner?: Owning;
        ownedBy?: Owning;
      };
      const decide = decision as unknown as (command: Fields, known: object) => Decision<Fold>;
      const { path, access } = decision.contract;
      if (access.self.length > 0 && owner === undefined) {
        throw new TypeError(`${path} is for applicants: say which ministry owns what they enter`);
      }
      return async (asked) => {
        const request = asked as RequestOfAny;
        const id = key === undefined ? store.idFor(request.context) : '';
        const { context, command, refused, read, known } = await given(decision.contract, request, id, reads);
        const applicant = request.applicant();
        const named = applicant === undefined ? ownedBy?.(command, read) : (owner?.(command, read) ?? '');
        const ministry = named ?? context.actor.ministry;
        let claims: readonly Claim[] = [];
        const outcome = await store.create(
          context,
          () => {
            const decided = refused ?? decide(command, known);
            if (!isRejection(decided)) claims = claimsOf(contract, decided.state, ministry);
            return keptWith(contract, decided, { ministry, applicantId: applicant });
          },
          {
            ...(key === undefined ? { id } : { naturalKey: keyText(key, command) }),
            ...(named !== undefined && { ministry: named }),
          },
        );
        return { outcome: await namingHolder(outcome, store, claims, readAt, applicant) };
      };
    },
    changes: (decision, needs) => {
      const { reads, responsible, authorise } = (needs ?? {}) as unknown as {
        reads?: Reading;
        responsible?: (state: Fold, read: object) => string;
        authorise?: (state: Fold, command: Fields, known: object) => Rejection | undefined;
      };
      const decide = decision as unknown as (state: Fold, command: Fields, known: object) => Decision<Fold>;
      const { ministry: whose } = decision.contract.access;
      if (whose === 'responsible' && responsible === undefined) {
        throw new TypeError(`${decision.contract.path} is for the responsible ministry: say which that is`);
      }
      return async (asked) => {
        const request = asked as RequestOfAny;
        const { params } = request;
        const { context, command, refused, read, known } = await given(decision.contract, request, idOf(params), reads);
        const mayNot = ({ ministry, state: kept }: Stored<Kept<State>>) => {
          const state = stateOf<Fold>(kept);
          const owner = whose === 'responsible' ? responsible?.(state, read) : ministry;
          return mayNotTouch(request, owner ?? '', kept) ?? authorise?.(state, command, known);
        };
        let gained: readonly Claim[] = [];
        const outcome = await store.change(
          idOf(params),
          context,
          ({ state, ministry }) => {
            const before = stateOf<Fold>(state);
            const decided = refused ?? decide(before, command, known);
            if (!isRejection(decided)) gained = claimsGained(contract, before, decided.state, ministry);
            return keptWith(contract, decided, { ministry, applicantId: state.applicantId });
          },
          { authorise: mayNot },
        );
        return { outcome: await namingHolder(outcome, store, gained, readAt, request.applicant()) };
      };
    },
    alters: (id, context, decide) =>
      store.change(id, context, ({ state, ministry }) => {
        const decided = decide(stateOf<Fold>(state), ministry);
        const { applicantId } = state;
        return decided === 'unchanged' ? decided : keptWith(contract, decided, { ministry, applicantId });
      }),
    corrects: (decision) => {
      const { contract: route } = decision as unknown as { readonly contract: CorrectionContract };
      return async (asked) => {
        const request = asked as RequestOfAny;
        const { params, query, body, language } = request;
        const { context, known } = await given(route, request, idOf(params), undefined);
        const { lang: _lang, ...options } = query ?? {};
        const asks: AskedCorrection = { body: body as unknown as CorrectionBody, options, known, language };
        let gained: readonly Claim[] = [];
        const outcome = await store.change(
          idOf(params),
          context,
          ({ state, ministry }) => {
            const before = stateOf<Fold>(state);
            const decided = corrected(
              route,
              decision as unknown as CorrectDecision<CorrectionContract, unknown>,
              before,
              asks,
            );
            if (decided === 'unchanged' || isRejection(decided)) return decided;
            gained = claimsGained(contract, before, decided.state, ministry);
            return keptWith(contract, decided, { ministry, applicantId: state.applicantId });
          },
          { authorise: ({ ministry, state }) => mayNotTouch(request, ministry, state) },
        );
        return { outcome: await namingHolder(outcome, store, gained, readAt, request.applicant()) };
      };
    },
    puts: (decision, needs) => {
      const decide = decision as unknown as (state: Fold | undefined, command: Fields, known: object) => Decision<Fold>;
      if (key === undefined) throw new TypeError(`${contract.name} has no key under which it is put`);
      if (decision.contract.access.self.length > 0) {
        throw new TypeError(`${decision.contract.path} is for what is there and for what is not: no applicant puts it`);
      }
      const refuse = mayNotPut(decision.contract);
      const reads = needs?.reads as Reading | undefined;
      return async (asked) => {
        const request = asked as RequestOfAny;
        const mayNot = refuse(request);
        if (mayNot !== undefined) return { outcome: { kind: 'rejected', rejection: mayNot } };
        const { context, command, refused, known } = await given(
          decision.contract,
          request,
          idOf(request.params),
          reads,
        );
        const outcome = await store.put(keyText(key, command), context, (stored) =>
          keptWith(contract, refused ?? decide(stored && stateOf<Fold>(stored.state), command, known), {
            ministry: stored?.ministry ?? context.actor.ministry,
            applicantId: stored?.state.applicantId,
          }),
        );
        return { outcome };
      };
    },
    reads: (read, shows) => readsOf({ store, contract, idOf }, read, shows),
  };
}
