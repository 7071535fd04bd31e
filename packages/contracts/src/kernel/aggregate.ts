// One aggregate is one declaration: its state names every field once, and its events, routes and reads are made of them.
import { z } from 'zod';
import type { Access } from './access.ts';
import { type AggregateContract, type AggregateOptions, checkApplicants, type FieldOf } from './aggregate-contract.ts';
import type { CommandContract, CommandKind, PathParams } from './command.ts';
import {
  type CorrectedEvent,
  type Correction,
  type CorrectionContract,
  correctedSchema,
  correctionBody,
  fieldsAmong,
  patchTypes,
  type Telling,
} from './correction.ts';
import { defineEvent, type EventContract, type EventType } from './event.ts';
import { placed, placeOf } from './place.ts';
import type { ProblemCode } from './problem.ts';
import { readsOf } from './reads.ts';
import { Acknowledged } from './requests.ts';
import { defineRoute, type RouteContract } from './route.ts';
import type { ServiceName } from './service.ts';

interface Command<
  Query extends z.ZodType,
  Body extends z.ZodType,
  Code extends ProblemCode,
  Dated extends string,
  Place extends z.ZodRawShape,
> extends Partial<
    Pick<RouteContract, 'idempotency' | 'precondition' | 'bodyLimit' | 'bodyTypes' | 'upload' | 'answerMs' | 'personal'>
  > {
  readonly summary: string;
  readonly by: Access;
  /** what the action or part names beside the aggregate, by the name of its parameter */
  readonly place?: Place;
  readonly query?: Query;
  readonly body: Body;
  readonly dated?: Dated;
  /** the codes with which its decision may refuse, beside VALIDATION */
  readonly refuses?: readonly Code[];
}

/** What the kit adds to the refusals of a decision by itself. */
export type DerivedCode = 'ALREADY_EXISTS' | 'FUTURE_DATE' | 'FORBIDDEN' | 'FIELDS_FROZEN';

type DateField<T> = Extract<keyof T, string>;

type CommandMaker<
  Kind extends CommandKind,
  State extends z.ZodObject,
  Keyed extends string,
  Place extends readonly unknown[],
> = <
  Body extends z.ZodType,
  Query extends z.ZodType = never,
  const Code extends ProblemCode = never,
  Named extends z.ZodRawShape = Record<never, never>,
  const Dated extends DateField<z.output<Body>> | DateField<Named> = never,
>(
  ...args: [...Place, command: Command<Query, Body, Code, Dated, Named>]
) => CommandContract<Kind, State, Query, Body, Code, Dated, Named, Keyed>;

/** An aggregate, with the makers of its events and routes; `Keyed` names what its paths have of it. */
export interface Aggregate<State extends z.ZodObject, Keyed extends string> extends AggregateContract<State> {
  /**
   * Declares one of its events.
   * @param fact what happened and its version: `registered.v1`
   * @param businessDate the field that says on which day it came true
   */
  event<T>(fact: string, summary: string, schema: z.ZodType<T>, businessDate?: DateField<T>): EventContract<T>;
  /** `POST {path}`: enters a new one. */
  readonly create: CommandMaker<'create', State, never, []>;
  /** `POST {path}/{id}/{action}`: changes one; its key stands for `{id}` where it has one. */
  readonly change: CommandMaker<'change', State, Keyed, [action: string]>;
  /** `PUT {path}/{id}/{part}`: replaces a part of one. */
  readonly replace: CommandMaker<'change', State, Keyed, [part: string]>;
  /** `PUT {path}/{key}`: enters one under its key, or replaces the one that is there; `place` names its key. */
  readonly put: CommandMaker<'put', State, never, []>;
  /** `PUT {path}/{key}/{part}`: as `put`, of a part alone. */
  readonly putPart: CommandMaker<'put', State, never, [part: string]>;
  /**
   * Declares the event of its corrections. It is timeless: what it tells had been so all along, and a report as of a
   * moment before it still shows what was known then.
   */
  corrected<Told extends z.ZodObject>(told: Telling<State, Told>): CorrectedEvent<State, Told>;
  /** `PATCH {path}/{id}`: a JSON Merge Patch of what was entered wrongly, with why. */
  correct<Fields extends z.ZodObject, Query extends z.ZodType = never, const Code extends ProblemCode = never>(
    correction: Correction<State, Fields, Query, Code>,
  ): CorrectionContract<State, Fields, Query, Code, Keyed>;
  readonly reads: ReturnType<typeof readsOf<State, Keyed>>;
}

/** Its key where it has one, else its id. */
type KeyedBy<Key extends string> = [Key] extends [never] ? 'id' : Key;

/**
 * Declares an aggregate.
 * @param name service and name, as in its event types: `partnerships.partner`
 * @param state every field that it has, in the form in which facts hold it
 */
export function defineAggregate<State extends z.ZodObject, const Key extends FieldOf<State> = never>(
  name: `${ServiceName}.${string}`,
  state: State,
  options: AggregateOptions<State, Key>,
): Aggregate<State, KeyedBy<Key>> {
  const [service, aggregate] = name.split('.') as [ServiceName, string];
  const { path, called } = options;
  const { confidential, ofPersons } = options;
  const secrecy = { ...(confidential && { confidential }), ...(ofPersons && { ofPersons }) };
  const event: Aggregate<State, KeyedBy<Key>>['event'] = (fact, ...rest) =>
    Object.assign(defineEvent(`${name}.${fact}` as EventType, ...rest), secrecy);
  const contract: AggregateContract<State> = {
    filters: [],
    identifiers: [],
    days: [],
    ...options,
    service,
    name: aggregate,
    state,
    revised: event('revised.v1', `Something of ${called[0]} changed that has no event of its own`, z.strictObject({})),
  };

  function command<
    Kind extends CommandKind,
    Query extends z.ZodType,
    Body extends z.ZodType,
    Code extends ProblemCode,
    Dated extends string,
    Named extends z.ZodRawShape,
    In extends string,
  >(
    kind: Kind,
    at: Pick<RouteContract, 'method' | 'path'> & { readonly reply: Readonly<Record<number, typeof Acknowledged>> },
    { by, body, dated, place, refuses = [], ...rest }: Command<Query, Body, Code, Dated, Named>,
    derived: readonly DerivedCode[],
  ): CommandContract<Kind, State, Query, Body, Code, Dated, Named, In> {
    checkApplicants(contract, by);
    // a decision names what it refuses by itself, also where the form refuses with the same code
    const problems = [...new Set([...derived, ...(dated === undefined ? [] : ['FUTURE_DATE' as const]), ...refuses])];
    const params = kind === 'put' ? placed(place) : placed(keyed, place);
    const route = defineRoute({
      ...rest,
      ...at,
      service,
      access: by,
      ...(kind !== 'create' && { params: params as unknown as PathParams<In, Named> }),
      body: dated === undefined || dated in (place ?? {}) ? body : withoutNeed(body, dated),
      problems: problems as readonly Code[],
    });
    return { ...route, aggregate: contract, kind, dated, place: (place ?? {}) as Named };
  }

  const isNamed = options.claims !== undefined || options.key !== undefined;
  const { path: one, params: keyed } = placeOf(contract);
  const changed = { 200: Acknowledged };
  const put = { ...changed, 201: Acknowledged };
  return {
    ...contract,
    event,
    create: (of) =>
      command('create', { reply: { 201: Acknowledged }, method: 'POST', path }, of, isNamed ? ['ALREADY_EXISTS'] : []),
    change: (action, of) => command('change', { reply: changed, method: 'POST', path: `${one}/${action}` }, of, []),
    replace: (part, of) => command('change', { reply: changed, method: 'PUT', path: `${one}/${part}` }, of, []),
    put: (of) => command('put', { reply: put, method: 'PUT', path: one }, of, []),
    putPart: (part, of) => command('put', { reply: put, method: 'PUT', path: `${one}/${part}` }, of, []),
    corrected: ({ schema, of }) => {
      const summary = `What was entered wrongly of ${called[0]} was corrected`;
      const corrected = event('corrected.v1', summary, correctedSchema(schema));
      return Object.assign(corrected, { toldOf: (state: z.output<State>) => fieldsAmong(schema, of(state)) });
    },
    correct: ({ fields, givenOf, frozen, stateNamed, event: told, ...of }) => ({
      ...command(
        'correct',
        { reply: changed, method: 'PATCH', path: one },
        { ...of, body: correctionBody(fields, of.personal), bodyTypes: patchTypes },
        options.claims === undefined ? ['FIELDS_FROZEN'] : ['FIELDS_FROZEN', 'ALREADY_EXISTS'],
      ),
      fields,
      frozen,
      event: told,
      givenOf: (state) => fieldsAmong(fields, givenOf?.(state) ?? state),
      stateNamed: stateNamed ?? ((state) => String(options.status(state))),
    }),
    reads: readsOf(contract),
  };
}

/** The body with a field that may be left out, which the kit fills in. */
function withoutNeed<Body extends z.ZodType>(body: Body, field: string): Body {
  if (!(body instanceof z.ZodObject)) throw new TypeError(`the business date ${field} is a field of an object`);
  if (body.shape[field] instanceof z.ZodOptional) return body;
  return body.safeExtend({ [field]: z.optional(body.shape[field]) }) as unknown as Body;
}
