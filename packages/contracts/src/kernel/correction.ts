// Corrections: what was entered wrongly is put right by `PATCH`, and told by one event that names what changed alone.
import { z } from 'zod';
import { LocalDate } from '../values/date.ts';
import { described } from '../values/described.ts';
import { given, openCode } from '../values/kept-and-given.ts';
import { patchFields } from '../values/merge-patch.ts';
import { Text } from '../values/text.ts';
import type { Access } from './access.ts';
import type { CommandContract } from './command.ts';
import type { EventContract } from './event.ts';
import type { ProblemCode, RuleFault } from './problem.ts';

/** Known reasons of a correction; an open list. */
export const correctionReasons = ['TYPING_ERROR', 'WRONG_IDENTIFIER', 'WRONG_ENTRY', 'CHANGED_AT_SOURCE'] as const;

/** What every event of a correction tells. */
export interface Corrected<Fields> {
  /** the fields that changed, each with its whole new value; one that was removed is null */
  readonly changed: { readonly [Field in keyof Fields]?: Fields[Field] | null | undefined };
  readonly reasonCode: string;
  readonly correctedOn: LocalDate;
}

/** Fields of a state as events tell them: `toldAs` makes it. */
export interface Telling<State extends z.ZodObject, Told extends z.ZodObject> {
  readonly schema: Told;
  readonly of: (state: z.output<State>) => object;
}

/** The event of the corrections of one aggregate. */
export interface CorrectedEvent<State extends z.ZodObject, Told extends z.ZodObject>
  extends EventContract<Corrected<z.output<Told>>> {
  /** the fields of a state that it may tell */
  readonly toldOf: (state: z.output<State>) => Readonly<Record<string, unknown>>;
}

/** @param told every field that can be corrected, as events tell it */
export function correctedSchema<Told extends z.ZodObject>(told: Told): z.ZodType<Corrected<z.output<Told>>> {
  const fields = Object.entries(told.shape).map(([name, field]) => [name, changeable(field as z.ZodType)] as const);
  const changed = z
    .strictObject(Object.fromEntries(fields))
    .describe('the fields that changed, each with its whole new value; one that was removed is null');
  const schema = z.strictObject({ changed, reasonCode: openCode(correctionReasons), correctedOn: LocalDate });
  return schema as unknown as z.ZodType<Corrected<z.output<Told>>>;
}

const changeable = (field: z.ZodType): z.ZodType =>
  field instanceof z.ZodOptional ? (field.unwrap() as z.ZodType).nullable().optional() : field.optional();

/** The fields that a schema has, of a record that has more. */
export const fieldsAmong = ({ shape }: z.ZodObject, record: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(record).filter(([name]) => Object.hasOwn(shape, name)));

/** Names the sentence that says what leans on a field and what to do instead. */
export type FrozenBy = Extract<RuleFault['code'], `FROZEN_${string}`>;

/** Fields that stay as they are. */
export interface Frozen<Field extends string = string> {
  readonly fields: readonly Field[];
  readonly by: FrozenBy;
}

/** What an aggregate says of its corrections. */
export interface Correction<
  State extends z.ZodObject,
  Fields extends z.ZodObject,
  Query extends z.ZodType,
  Code extends ProblemCode,
> {
  readonly summary: string;
  readonly by: Access;
  readonly query?: Query;
  /** the fields that can be corrected, as callers give them */
  readonly fields: Fields;
  /** those fields of a state, in the form in which callers give them; as the state has them unless told */
  readonly givenOf?: (state: z.output<State>) => object;
  readonly event: CorrectedEvent<State, z.ZodObject>;
  /** the fields on which money or a decision leans while it stands as it does; of rules for one field the first is told */
  readonly frozen: (state: z.output<State>) => readonly Frozen<keyof z.output<Fields> & string>[];
  /** where a state stands, in a word; its status unless told */
  readonly stateNamed?: (state: z.output<State>) => string;
  /** the codes with which its decision may refuse, beside VALIDATION */
  readonly refuses?: readonly Code[];
  /** It is about a person: no refusal repeats a value, and no reason is taken in free words, which would be kept for good. */
  readonly personal?: true;
}

/** A correction of one aggregate, as a route. */
export interface CorrectionContract<
  State extends z.ZodObject = z.ZodObject,
  Fields extends z.ZodObject = z.ZodObject,
  Query extends z.ZodType = z.ZodType,
  Code extends ProblemCode = ProblemCode,
  Keyed extends string = never,
> extends CommandContract<'correct', State, Query, z.ZodType<CorrectionBody>, Code, string, z.ZodRawShape, Keyed>,
    Pick<Correction<State, Fields, Query, Code>, 'fields' | 'event' | 'frozen'> {
  readonly givenOf: (state: z.output<State>) => Readonly<Record<string, unknown>>;
  readonly stateNamed: (state: z.output<State>) => string;
}

/** A patch with why; what else it has are fields of the aggregate. */
export interface CorrectionBody {
  readonly reasonCode: string;
  readonly reason?: string | undefined;
}

/**
 * Why in free words. Nobody knows what people write there, and it may name a person: it is kept beside the actor in the
 * journal, and no state, event, topic, feed, answer or log has it.
 */
const reason = given(Text).optional().describe('why, in free words; kept in the journal and told to nobody');

/** The body of a correction. */
export function correctionBody(fields: z.ZodObject, personal?: true): z.ZodType<CorrectionBody> {
  const reasonCode = given(openCode(correctionReasons));
  const body = z.strictObject({ ...patchFields(fields.shape), reasonCode, ...(personal ? {} : { reason }) });
  described.add(body, {
    description: 'A JSON Merge Patch (RFC 7396): a field that is left out stays, null removes it',
  });
  return body as unknown as z.ZodType<CorrectionBody>;
}

/** What a correction's body may be sent as. */
export const patchTypes = ['application/merge-patch+json', 'application/json'] as const;
