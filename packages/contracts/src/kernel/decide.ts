// Binds a pure decision to the command that it decides: what it is given and what it may refuse follow from the contract.
import type { z } from 'zod';
import type { LocalDate } from '../values/date.ts';
import type { CommandContract } from './aggregate.ts';
import type { AggregateContract } from './aggregate-contract.ts';
import type { Decision } from './decision.ts';

/** What a decision may know of the moment: no decision reads a clock, makes an id or asks a store. */
export interface Moment {
  readonly now: Date;
  /** the calendar day of `now` in the installation's time zone */
  readonly today: LocalDate;
  readonly newId: () => string;
}

type Output<Schema> = [Schema] extends [never] ? unknown : Schema extends z.ZodType ? z.output<Schema> : unknown;

type Flat<T> = { readonly [Key in keyof T]: T[Key] };

/** What a decision is given: the body with its business date, what the path names, and the query but for the language. */
export type Given<Contract> =
  Contract extends CommandContract<
    infer _Kind,
    infer _State,
    infer Query,
    infer Body,
    infer _Code,
    infer Dated,
    infer Place
  >
    ? Flat<
        Omit<Output<Body>, Dated> &
          Record<Dated, string> &
          Omit<Output<Query>, 'lang'> & { [Name in keyof Place]: z.output<Place[Name]> }
      >
    : never;

type StateOf<Contract> = Contract extends { readonly aggregate: AggregateContract<infer State> }
  ? z.output<State>
  : never;

/** The refusals that a route names, and VALIDATION, which every route has. */
type Decided<Contract extends CommandContract> = Decision<
  StateOf<Contract>,
  Contract['problems'][number] | 'VALIDATION'
>;

/** What every decision may know; `Upstream` is what its service knows of others. */
export type Known<Upstream = unknown> = Moment & {
  /** who asks: the subject of the token */
  readonly by: string;
} & Upstream;

/** Decides whether a new aggregate is entered, and as what. */
export interface CreateDecision<Contract extends CommandContract<'create'>, Upstream> {
  (command: Given<Contract>, known: Known<Upstream>): Decided<Contract>;
  readonly contract: Contract;
}

/** Decides what becomes of an aggregate. */
export interface ChangeDecision<Contract extends CommandContract<'change'>, Upstream> {
  (state: StateOf<Contract>, command: Given<Contract>, known: Known<Upstream>): Decided<Contract>;
  readonly contract: Contract;
}

/**
 * Binds the decision of a command that enters a new aggregate; a refusal that its route does not name does not compile.
 * @example decideNew(registerPartner, (body, { organisation }: Known<Upstream>) => accept(body, partnerRegistered(body)))
 */
export const decideNew = <Contract extends CommandContract<'create'>, Upstream = unknown>(
  contract: Contract,
  decision: (command: Given<Contract>, known: Known<Upstream>) => Decided<Contract>,
): CreateDecision<Contract, Upstream> => Object.assign(decision.bind(undefined), { contract });

/** Binds the decision of a command that changes an aggregate; a refusal that its route does not name does not compile. */
export const decideChange = <Contract extends CommandContract<'change'>, Upstream = unknown>(
  contract: Contract,
  decision: (state: StateOf<Contract>, command: Given<Contract>, known: Known<Upstream>) => Decided<Contract>,
): ChangeDecision<Contract, Upstream> => Object.assign(decision.bind(undefined), { contract });
