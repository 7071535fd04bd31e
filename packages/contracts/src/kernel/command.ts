// The form of a command: a route that changes one aggregate.
import type { z } from 'zod';
import type { AggregateContract } from './aggregate-contract.ts';
import type { ProblemCode } from './problem.ts';
import type { Acknowledged } from './requests.ts';
import type { RouteContract } from './route.ts';

/** Whether a command enters a new aggregate, changes or corrects one, or enters or changes one under the key in its path. */
export type CommandKind = 'create' | 'change' | 'correct' | 'put';

/** What the path of a command names: the aggregate by its id or key, and what else it has a place for. */
export type PathParams<Keyed extends string, Place extends z.ZodRawShape> = z.ZodType<
  NamedInPath<Keyed, Place>,
  NamedInPath<Keyed, Place>
>;

type NamedInPath<Keyed extends string, Place extends z.ZodRawShape> = Readonly<Record<Keyed, string>> & {
  readonly [Name in keyof Place as string extends Name ? never : Name]: z.output<Place[Name]>;
};

/** A command on one aggregate, as a route. */
export interface CommandContract<
  Kind extends CommandKind = CommandKind,
  State extends z.ZodObject = z.ZodObject,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Code extends ProblemCode = ProblemCode,
  Dated extends string = string,
  Place extends z.ZodRawShape = z.ZodRawShape,
  Keyed extends string = never,
> extends RouteContract<
    PathParams<Keyed, Place>,
    Query,
    Body,
    never,
    Code,
    Readonly<Record<number, typeof Acknowledged>>
  > {
  readonly aggregate: AggregateContract<State>;
  readonly kind: Kind;
  /** the field of the body that is the business date: today unless told, and never later */
  readonly dated: Dated | undefined;
  /** what its path names beside the aggregate */
  readonly place: Place;
}
