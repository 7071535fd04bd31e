// What an aggregate says of itself, once; stores, routes, reads and catalogues are made of it.
import type { z } from 'zod';
import type { Access, Role } from './access.ts';
import type { EventContract, OfPersons } from './event.ts';
import type { ServiceName } from './service.ts';

/** An identifier that only one aggregate of a kind may hold at a time, and where its state has it. */
export interface Claim {
  readonly identifier: string;
  /** JSON Pointer into the state, and into the body that gave it */
  readonly pointer: string;
  /** what people are told of it, where the identifier itself says nothing to them */
  readonly called?: string;
}

export type FieldOf<State extends z.ZodObject> = keyof z.output<State> & string;

/** A field of the state, or the ministry that owns the aggregate. */
export type FilterOf<State extends z.ZodObject> = FieldOf<State> | 'ministry';

/** Fields of the state that name one among all: its id follows from them, and its paths carry them instead of it. */
export interface NaturalKey<Field extends string> {
  /** sets its keys apart from those of other kinds in the same service: `rate` */
  readonly of: string;
  readonly fields: readonly [Field, ...Field[]];
}

/** A field that holds text in every state, as a day does that is always there. */
export type DayOf<State extends z.ZodObject> = {
  [Name in keyof z.output<State> & string]: z.output<State>[Name] extends string ? Name : never;
}[keyof z.output<State> & string];

/** What is told of who applied. */
export interface Applicants {
  /** roles that read the subject of the applicant, beside the applicant itself */
  readonly shownTo: readonly Role[];
}

export interface AggregateOptions<State extends z.ZodObject, Keyed extends FieldOf<State> = FieldOf<State>> {
  /** where it is entered and listed */
  readonly path: `/v1/${string}`;
  /** one of them and several, for the catalogue: `['a partner', 'partners']` */
  readonly called: readonly [string, string];
  /** fields by which its list can be narrowed, in whatever order it is asked for */
  readonly filters?: readonly FilterOf<State>[];
  /** fields that name it; by its id alone unless told */
  readonly key?: NaturalKey<Keyed>;
  /** where one is read, with fields of its state in braces; under its path by its key or its id unless told */
  readonly readAt?: string;
  /** false where the lists of its kind are not made of this declaration */
  readonly listed?: boolean;
  /** the order of its list, by fields that never change, equal ones by id; by id alone unless told */
  readonly order?: Readonly<Partial<Record<FieldOf<State>, 1 | -1>>>;
  /** fields by which the service itself looks for it, or its applicant, each list in one index */
  readonly soughtBy?: readonly (readonly (FieldOf<State> | 'applicantId')[])[];
  /** further ones whose values few share, such as a number in a register */
  readonly identifiers?: readonly FilterOf<State>[];
  /** its business dates by which a list can be narrowed and sorted: every state has them */
  readonly days?: readonly DayOf<State>[];
  /** lists of its state that only grow, at their end: a step that changed what one holds is a fault */
  readonly grows?: readonly FieldOf<State>[];
  /** its state in a word or a number, for the reply to commands */
  readonly status: (state: z.output<State>) => string | number;
  /** It and its events are for its own ministry alone: another one is answered as if it were not there. */
  readonly confidential?: true;
  /** It is a natural person: `/v1/changes` tells of it to some roles alone, and names it to each client by another id. */
  readonly ofPersons?: OfPersons;
  /** The fact that ends it for good, such as `erased.v1`: what is remembered of requests about it goes, and later ones answer GONE. */
  readonly erasedBy?: string;
  /** It is entered by applicants too, and each sees and changes its own: by its subject, which no decision and no event has. */
  readonly applicants?: Applicants;
  /** what applicants read of it, whoever entered it: those alone whose field has one of these values */
  readonly published?: { readonly field: FieldOf<State>; readonly values: readonly string[] };
  /** Among whom that is so: two ministries may hold the same of what neither may know of the other. All unless told. */
  readonly claimedWithin?: 'ministry';
  /** what it holds and no other of its kind may */
  readonly claims?: (state: z.output<State>) => readonly Claim[];
}

/** An aggregate as it was declared. */
export interface AggregateContract<State extends z.ZodObject = z.ZodObject> extends AggregateOptions<State> {
  readonly filters: readonly FilterOf<State>[];
  readonly identifiers: readonly FilterOf<State>[];
  readonly days: readonly DayOf<State>[];
  readonly service: ServiceName;
  /** as in its event types: `partner` */
  readonly name: string;
  readonly state: State;
  /** the event of a change that has nothing else to tell */
  readonly revised: EventContract<Record<string, never>>;
}

/**
 * @throws {TypeError} a route lets somebody in for rows of their own, of an aggregate that does not know whose they are, or
 * for what is published of one that publishes nothing
 */
export function checkApplicants(
  { name, applicants, published }: Pick<AggregateContract, 'name' | 'applicants' | 'published'>,
  by: Access,
): void {
  if (by.self.length > 0 && by.reach === 'published') {
    if (published === undefined) throw new TypeError(`${name} does not say which of it is published to applicants`);
    return;
  }
  if (by.self.length > 0 && applicants === undefined) {
    throw new TypeError(`${name} does not know who applied for it, so that nobody can be let in for their own`);
  }
}
