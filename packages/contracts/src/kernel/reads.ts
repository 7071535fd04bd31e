// How aggregates of one kind are read: one by its id, or page by page, narrowed and sorted. Both routes are made of the
// state's fields.
import { z } from 'zod';
import { Count } from '../values/count.ts';
import { Instant } from '../values/date.ts';
import { componentNames } from '../values/described.ts';
import { MinistryCode, SubjectId } from '../values/identity.ts';
import type { Language } from '../values/language.ts';
import type { Access } from './access.ts';
import { type AggregateContract, type Applicants, checkApplicants } from './aggregate-contract.ts';
import { listQuery, listRules } from './lists.ts';
import { placed, placeOf } from './place.ts';
import { IdentifierQuery, LangQuery, PageQuery, pageOf, wholeIdentifier } from './requests.ts';
import { defineRoute, type RouteContract } from './route.ts';

/** An aggregate as it is read. */
export type ReadShape<
  State extends z.ZodObject,
  Hidden extends keyof z.output<State> = never,
  More extends z.ZodRawShape = Record<never, never>,
> = { readonly id: string; readonly seq: number; readonly ministry: string; readonly updatedAt: string } & Omit<
  z.output<State>,
  Hidden
> &
  z.output<z.ZodObject<More>>;

/** What a list is asked for: a page, and some fields. */
export interface ListQuery {
  readonly limit: number;
  readonly after?: string | undefined;
  readonly [field: string]: string | number | undefined;
}

/** The two reads of an aggregate, as routes. */
export interface ReadContracts<Shown, Keyed extends string = string> {
  readonly list: RouteContract<
    never,
    z.ZodType<ListQuery, Partial<ListQuery>>,
    never,
    never,
    never,
    { readonly 200: z.ZodType<{ readonly items: readonly Shown[]; readonly next: string | null }> }
  >;
  readonly get: RouteContract<
    z.ZodType<Readonly<Record<Keyed, string>>, Readonly<Record<Keyed, string>>>,
    z.ZodType<{ lang?: Language | undefined }, { lang?: Language | undefined }>,
    never,
    never,
    never,
    { readonly 200: z.ZodType<Shown> }
  > & {
    /** fields of the state that are never shown as they are kept, also where the answer has a field of that name */
    readonly hides: readonly string[];
  };
}

/** The reads of an aggregate, yet to be said who may. */
export const readsOf =
  <State extends z.ZodObject, Keyed extends string>(aggregate: AggregateContract<State>) =>
  /**
   * Declares its list and its read.
   * @param hides fields that are kept and not shown
   * @param shows what is shown beside its fields; the service says how it is made
   * @param byIdentifier whether its list can be narrowed to one identifier of a register
   * @param summary of the read, where there is more to say than that it is read
   */
  <const Hidden extends keyof z.output<State> & string = never, More extends z.ZodRawShape = Record<never, never>>({
    by,
    hides = [],
    shows,
    byIdentifier = false,
    summary,
  }: {
    readonly by: Access;
    readonly hides?: readonly Hidden[];
    readonly shows?: More;
    readonly byIdentifier?: boolean;
    readonly summary?: string;
  }): ReadContracts<ReadShape<State, Hidden, More>, Keyed> => {
    const { service, path, called, state, applicants } = aggregate;
    checkApplicants(aggregate, by);
    const place = placeOf(aggregate);
    const asked = { ...PageQuery, ...listQuery(aggregate, state.shape) };
    const shown = z.strictObject({
      id: z.string(),
      seq: Count,
      ministry: MinistryCode,
      updatedAt: Instant,
      ...(applicants && { applicantId: applicantRead(applicants) }),
      ...Object.fromEntries(Object.entries(state.shape).filter(([name]) => !hides.some((hidden) => hidden === name))),
      ...shows,
    });
    const query = (
      byIdentifier ? z.strictObject({ ...asked, ...IdentifierQuery }).check(wholeIdentifier) : z.strictObject(asked)
    ).check(listRules(aggregate));
    const page = pageOf(shown);
    componentNames.add(shown, { name: componentOf(aggregate.name) });
    componentNames.add(page, { name: `${componentOf(aggregate.name)}Page` });
    const common = { service, method: 'GET', access: by } as const;
    return {
      list: defineRoute({ ...common, path, summary: `List ${called[1]}`, query, reply: { 200: page } }),
      get: {
        ...defineRoute({
          ...common,
          path: place.path,
          summary: summary ?? `Read ${called[0]}`,
          params: placed(place.params),
          query: z.strictObject(LangQuery),
          reply: { 200: shown },
        }),
        hides,
      },
    } as unknown as ReadContracts<ReadShape<State, Hidden, More>, Keyed>;
  };

const applicantRead = ({ shownTo }: Applicants) =>
  SubjectId.optional().describe(
    `the subject (claim subject_id) that applied for it; shown to ${['itself', ...shownTo].join(' and to the role ')} alone`,
  );

/** `plan-node` → `PlanNode`. */
const componentOf = (name: string): string => name.replace(/(?:^|-)(\w)/g, (_, first: string) => first.toUpperCase());
