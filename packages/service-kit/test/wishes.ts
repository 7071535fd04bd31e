// An aggregate that applicants enter, for tests of whose it is: one wish, kept in memory.
import {
  accept,
  allow,
  decideChange,
  decideCorrection,
  decideNew,
  defineAggregate,
  defineRoute,
  given,
  IdParams,
  isRejection,
  reject,
  Text,
  toldAs,
} from '@tributary/contracts';
import type { AggregateStore, CommandContext, Eventing, Filter, Outcome, Stored } from '@tributary/eventing';
import { z } from 'zod';
import { serveAggregate } from '../src/aggregate/aggregate.ts';
import { type BoundRoute, bound, handle } from '../src/index.ts';
import { NOTE_ID } from './fixture.ts';

export const Wish = z.strictObject({ text: Text });
export const wish = defineAggregate('strategy.wish', Wish.extend({ status: z.enum(['made', 'granted']) }), {
  path: '/v1/wishes',
  called: ['a wish', 'wishes'],
  filters: ['status', 'ministry'],
  status: ({ status }) => status,
  applicants: { shownTo: ['registrar'] },
  claims: ({ text }) => [{ identifier: text, pointer: '/text' }],
});
export const wishMade = wish.event('made.v1', 'A wish was made', Wish);
const wishGranted = wish.event('granted.v1', 'A wish was granted', z.strictObject({}));
const wishCorrected = wish.corrected(toldAs(Wish, {}));
/** For the registrar, and for associations of what is their own. */
export const own = allow('registrar', { self: ['association'] });
export const routes = {
  make: wish.create({ summary: 'Make a wish', by: own, body: given(Wish) }),
  grant: wish.change('grant', { summary: 'Grant a wish', by: own, body: z.strictObject({}) }),
  correct: wish.correct({
    summary: 'Correct a wish',
    by: own,
    fields: given(Wish),
    event: wishCorrected,
    frozen: () => [],
  }),
  ...wish.reads({ by: allow('analyst', { self: ['association'] }) }),
};
const forgetful = defineRoute({
  ...routes.get,
  path: '/v1/forgotten/{id}',
  params: IdParams,
  reply: { 200: z.strictObject({ text: z.string() }) },
});
const careless = defineRoute({ ...routes.make, path: '/v1/careless', reply: routes.make.reply });

export type Kept = z.output<typeof wish.state> & { readonly applicantId?: string };
/** The id of a wish that nobody made. */
export const ABSENT = '01932f5e-7a00-7000-8000-000000000002';

/** The one wish that is kept, and what became of the last command. */
export const wishes: {
  kept: Stored<Kept>;
  made: { readonly state: Kept; readonly ministry: string | undefined } | undefined;
  /** whether its text is taken already */
  taken: boolean;
  /** filters of the lists that were asked for */
  pages: Filter[];
} = { kept: wishOf('a-1'), made: undefined, taken: false, pages: [] };

/** A wish of a ministry, for which a subject applied. */
export function wishOf(applicantId: string | undefined): Stored<Kept> {
  return {
    id: NOTE_ID,
    ministry: 'MFOR',
    seq: 1,
    at: new Date('2026-03-31T12:00:00.000Z'),
    state: { text: 'a well', status: 'made', ...(applicantId !== undefined && { applicantId }) },
    reserved: 0n,
  };
}

const acknowledged = (created: boolean): Outcome => ({
  kind: 'acknowledged',
  created,
  repeated: false,
  reply: { id: NOTE_ID, seq: 2, status: 'made', links: { self: `/strategy/v1/wishes/${NOTE_ID}` } },
});
const refused = (rejection: Parameters<typeof isRejection>[0]): Outcome => {
  if (!isRejection(rejection)) throw new Error('that is no refusal');
  return { kind: 'rejected', rejection };
};

/** Keeps one wish, in the order of steps of the real store. */
const store = {
  idFor: () => NOTE_ID,
  load: async (id: string) => (id === NOTE_ID ? wishes.kept : undefined),
  page: async (filter: Filter) => {
    wishes.pages.push(filter);
    const isMeant = filter['applicantId'] === undefined || filter['applicantId'] === wishes.kept.state.applicantId;
    return { items: isMeant ? [wishes.kept] : [], next: undefined };
  },
  create: async (_context: CommandContext, decide: () => { state: Kept }, options: { ministry?: string }) => {
    const decided = decide();
    if (wishes.taken) return refused(reject('ALREADY_EXISTS', { what: 'wish' }));
    wishes.made = { state: decided.state, ministry: options.ministry };
    return acknowledged(true);
  },
  change: async (
    id: string,
    { ifMatch, preconditionMissing }: CommandContext,
    decide: (stored: Stored<Kept>) => { state: Kept },
    { authorise }: { authorise: (stored: Stored<Kept>) => Parameters<typeof refused>[0] | undefined },
  ) => {
    const before = await store.load(id);
    if (before === undefined) return refused(reject('NOT_FOUND'));
    const denial = authorise(before as Stored<Kept>);
    if (denial !== undefined) return refused(denial);
    if (preconditionMissing) return refused(reject('PRECONDITION_REQUIRED'));
    if (ifMatch !== undefined && ifMatch !== 1) return refused(reject('STALE', { given: ifMatch, current: 1 }));
    wishes.made = { state: decide(before as Stored<Kept>).state, ministry: undefined };
    return acknowledged(false);
  },
};

/** The wishes, served by the kit. */
export const served = () =>
  serveAggregate(
    { aggregate: () => store as unknown as AggregateStore<Kept> } as unknown as Eventing,
    wish,
    {} as object,
  );

/** The routes of wishes, and two that forget to ask whose they are. */
export function wishRoutes(): readonly BoundRoute[] {
  const aggregate = served();
  const { list, get } = aggregate.reads(routes.get);
  return [
    ...bound(routes, {
      // decisions that forget all but what they mean, so that nothing but the kit keeps the applicant
      make: aggregate.creates(
        decideNew(routes.make, ({ text }) => accept({ text, status: 'made' as const }, wishMade({ text }))),
        { owner: () => 'MFOR' },
      ),
      grant: aggregate.changes(
        decideChange(routes.grant, ({ text }) => accept({ text, status: 'granted' as const }, wishGranted({}))),
      ),
      correct: aggregate.corrects(decideCorrection(routes.correct, (_wish, fields) => fields)),
      list,
      get,
    }),
    handle(forgetful, async () => ({ reply: { body: { text: 'of another subject' } } })),
    handle(careless, async () => ({ outcome: acknowledged(true) })),
  ];
}
