// Binds a pure decision to the command that it decides: what it is given and what it may refuse follow from the contract.
import type { z } from 'zod';
import type { LocalDate } from '../values/date.ts';
import type { AggregateContract } from './aggregate-contract.ts';
import type { CommandContract } from './command.ts';
import type { CorrectionContract } from './correction.ts';
import type { Decision, Rejection } from './decision.ts';

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
    infer Place,
    infer _Keyed
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

/** Decides what is kept under a key, where there may be one already. */
export interface PutDecision<Contract extends CommandContract<'put'>, Upstream> {
  (state: StateOf<Contract> | undefined, command: Given<Contract>, known: Known<Upstream>): Decided<Contract>;
  readonly contract: Contract;
}

/** The fields of a state that can be corrected, in the form in which it holds them. */
type CorrectedFields<Contract extends CorrectionContract> = {
  [Field in keyof StateOf<Contract> as Field extends keyof z.output<Contract['fields']>
    ? Field
    : never]: StateOf<Contract>[Field];
};

/** What a correction is given: every field that can be corrected, as it stands after the patch, and the query. */
export type GivenCorrection<Contract extends CorrectionContract> = Flat<
  z.output<Contract['fields']> & Omit<Output<NonNullable<Contract['query']>>, 'lang'>
>;

/** Decides what the fields become that are corrected, or refuses. */
export interface CorrectDecision<Contract extends CorrectionContract, Upstream> {
  (
    state: StateOf<Contract>,
    command: GivenCorrection<Contract>,
    known: Known<Upstream>,
  ): CorrectedFields<Contract> | Rejection<Contract['problems'][number] | 'VALIDATION'>;
  readonly contract: Contract;
}

/**
 * Binds the decision of a correction. It gives the fields alone: what of them has changed, whether that is frozen, and
 * the event that tells it, follow from the contract.
 */
export const decideCorrection = <Contract extends CorrectionContract, Upstream = unknown>(
  contract: Contract,
  decision: (
    state: StateOf<Contract>,
    command: GivenCorrection<Contract>,
    known: Known<Upstream>,
  ) => CorrectedFields<Contract> | Rejection<Contract['problems'][number] | 'VALIDATION'>,
): CorrectDecision<Contract, Upstream> => Object.assign(decision.bind(undefined), { contract });

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

/** Binds the decision of a command that enters or changes what its path names; refusals as above. */
export const decidePut = <Contract extends CommandContract<'put'>, Upstream = unknown>(
  contract: Contract,
  decision: (
    state: StateOf<Contract> | undefined,
    command: Given<Contract>,
    known: Known<Upstream>,
  ) => Decided<Contract>,
): PutDecision<Contract, Upstream> => Object.assign(decision.bind(undefined), { contract });
