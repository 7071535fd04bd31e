// A small service on the kit: notes that can be written, read and listed. Its handlers record what they were asked.
import {
  Acknowledged,
  allow,
  defineRoute,
  governmentRoles,
  IdParams,
  LangQuery,
  open,
  PageQuery,
  pageOf,
  reject,
  Text,
} from '@tributary/contracts';
import type { CommandContext, Outcome } from '@tributary/eventing';
import { offlineConfig } from '@tributary/testkit';
import { z } from 'zod';
import {
  type BoundRoute,
  createService,
  handle,
  type Limits,
  type Service,
  type ServiceConfig,
  type ServiceParts,
} from '../src/index.ts';
import { logOf } from '../src/server/log.ts';
import type { RequestTracing } from '../src/tracing/ports.ts';
import { type FakeEventing, fakeEventing } from './fake-eventing.ts';
import { type Issuer, startIssuer } from './issuer.ts';

export const NOTE_ID = '01932f5e-7a00-7000-8000-000000000001';

const Note = z.strictObject({ id: z.string(), seq: z.int(), text: z.string() });
const service = 'strategy';

export const contracts = {
  writeNote: defineRoute({
    service,
    method: 'POST',
    path: '/v1/notes',
    summary: 'Write a note',
    access: allow('planner'),
    body: z.strictObject({ text: Text, weight: z.number().max(100).multipleOf(0.01).optional() }),
    reply: { 201: Acknowledged },
    problems: ['ALREADY_EXISTS'],
  }),
  payNote: defineRoute({
    service,
    method: 'POST',
    path: '/v1/notes/{id}/payment',
    summary: 'Pay for a note',
    access: allow('finance', { person: true }),
    params: IdParams,
    body: z.strictObject({ amount: z.string() }),
    reply: { 200: Acknowledged },
    idempotency: 'required',
  }),
  changeNote: defineRoute({
    service,
    method: 'PUT',
    path: '/v1/notes/{id}',
    summary: 'Change a note of the own ministry',
    access: allow('planner', { ministry: 'own' }),
    params: IdParams,
    body: z.strictObject({ text: Text }),
    reply: { 200: Acknowledged },
  }),
  setRate: defineRoute({
    service,
    method: 'PUT',
    path: '/v1/rates/{id}',
    summary: 'Set what may not be there yet',
    access: allow('finance'),
    params: IdParams,
    body: z.strictObject({ rate: z.string() }),
    precondition: 'creates',
    reply: { 200: Acknowledged, 201: Acknowledged },
  }),
  getNote: defineRoute({
    service,
    method: 'GET',
    path: '/v1/notes/{id}',
    summary: 'Read a note',
    access: allow(governmentRoles),
    params: IdParams,
    query: z.strictObject(LangQuery),
    reply: { 200: Note },
  }),
  listNotes: defineRoute({
    service,
    method: 'GET',
    path: '/v1/notes',
    summary: 'List notes',
    access: allow(governmentRoles),
    query: z.strictObject(PageQuery),
    reply: { 200: pageOf(Note) },
  }),
  importNotes: defineRoute({
    service,
    method: 'POST',
    path: '/v1/note-imports',
    summary: 'Import notes',
    access: allow('planner'),
    body: z.strictObject({ rows: z.array(z.looseObject({})) }),
    rawBody: { 'text/csv': { summary: 'Rows', charsets: ['utf-8', 'windows-1252'], example: 'a,b' } },
    bodyLimit: 64 * 1024,
    reply: { 200: z.strictObject({ kind: z.string(), charset: z.string().optional() }) },
  }),
  report: defineRoute({
    service,
    method: 'GET',
    path: '/v1/report',
    summary: 'A report that is bytes already',
    access: allow(governmentRoles),
    reply: { 200: z.string() },
    produces: ['text/csv'],
    replyHeaders: ['etag'],
  }),
  page: defineRoute({
    service,
    method: 'GET',
    path: '/v1/page',
    summary: 'A page for everybody',
    access: open,
    reply: { 200: z.string() },
    produces: ['text/html'],
  }),
};

export const REPORT = Buffer.from('code,budget\n1,2.00\n');

export interface Fixture {
  readonly service: Service;
  readonly app: Service['app'];
  readonly internal: Service['internal'];
  readonly config: ServiceConfig;
  readonly issuer: Issuer;
  readonly eventing: FakeEventing;
  readonly contexts: CommandContext[];
  readonly bodies: unknown[];
  readonly logs: string[];
  /** what commands come out as; `usualOutcome` unless told */
  outcome: (context: CommandContext) => Outcome | Promise<Outcome>;
  /** the ministry that owns every note */
  owner: string;
  close(): Promise<void>;
}

/** What is there once the service is composed. */
type Composed = 'service' | 'app' | 'internal';

export interface FixtureOptions {
  readonly limits?: Partial<Limits>;
  readonly config?: Partial<ServiceConfig>;
  readonly routes?: (fixture: Fixture) => readonly BoundRoute[];
  readonly now?: () => Date;
  readonly measures?: ServiceParts['measures'];
  /** whether events of others are consumed; they are not unless told */
  readonly consumes?: boolean;
  readonly tracing?: RequestTracing;
}

export const acknowledged = (created: boolean, seq = 1): Outcome => ({
  kind: 'acknowledged',
  created,
  repeated: false,
  reply: { id: NOTE_ID, seq, status: 'written', links: { self: `/strategy/v1/notes/${NOTE_ID}` } },
});

/** A note of seq 1, where the request names the version that its route asks for. */
export const usualOutcome = ({ route, preconditionMissing }: CommandContext): Outcome =>
  preconditionMissing
    ? { kind: 'rejected', rejection: reject('PRECONDITION_REQUIRED') }
    : acknowledged(!route.startsWith('PUT'));

export async function startFixture({
  limits,
  config,
  routes,
  now,
  measures,
  consumes = false,
  tracing,
}: FixtureOptions = {}): Promise<Fixture> {
  const issuer = await startIssuer(now);
  const eventing = fakeEventing({ consumes });
  const logs: string[] = [];
  const contexts: CommandContext[] = [];
  const bodies: unknown[] = [];
  const settings: ServiceConfig = {
    ...offlineConfig(service),
    logLevel: 'info',
    issuer: issuer.url,
    jwksUrl: issuer.jwksUrl,
    tokenUrl: issuer.tokenUrl,
    installationKey: Buffer.alloc(32, 7),
    ...config,
  };
  const fixture: Omit<Fixture, Composed> & { -readonly [Name in Composed]?: Fixture[Name] } = {
    config: settings,
    issuer,
    eventing,
    contexts,
    bodies,
    logs,
    outcome: usualOutcome,
    owner: 'MPLA',
    close: async () => {
      await fixture.service?.close();
      await issuer.close();
    },
  };
  const command = async (body: unknown, context: CommandContext) => {
    contexts.push(context);
    bodies.push(body);
    return { outcome: await fixture.outcome(context) };
  };
  const note = (id: string) => ({ id, seq: 7, text: 'read' });
  const usual: readonly BoundRoute[] = [
    handle(contracts.writeNote, ({ body, context }) => command(body, context)),
    handle(contracts.payNote, ({ body, context }) => command(body, context)),
    handle(contracts.changeNote, async ({ body, context, mayTouch }) =>
      mayTouch(fixture.owner)
        ? command(body, context)
        : { outcome: { kind: 'rejected', rejection: reject('FORBIDDEN') } },
    ),
    handle(contracts.setRate, ({ body, context }) => command(body, context)),
    handle(contracts.getNote, async ({ params }) => ({ reply: { body: note(params.id) } })),
    handle(contracts.listNotes, async ({ query }) => ({
      reply: { body: { items: [note(query.after ?? 'first')], next: query.after === undefined ? NOTE_ID : null } },
    })),
    handle(contracts.importNotes, async ({ body }) => ({
      reply: {
        body: 'bytes' in body ? { kind: body.bytes.toString('latin1'), charset: body.charset } : { kind: 'rows' },
      },
    })),
    handle(contracts.report, async () => ({ bytes: { bytes: REPORT, mediaType: 'text/csv' } })),
    handle(contracts.page, async () => ({ reply: { body: '<!doctype html><title>Notes</title>' } })),
  ];
  fixture.service = await createService({
    config: settings,
    version: '0.1.0',
    eventing,
    routes: routes?.(fixture as Fixture) ?? usual,
    log: logOf(settings, { write: (line) => logs.push(line) }),
    checkReplies: true,
    tracing,
    limits: { drainMs: 20, ...limits },
    ...(now === undefined ? {} : { now }),
    ...(measures === undefined ? {} : { measures }),
  });
  fixture.app = fixture.service.app;
  fixture.internal = fixture.service.internal;
  await fixture.service.start();
  return fixture as Fixture;
}

/** Headers of a caller, with what a body of JSON needs. */
export async function as(fixture: Fixture, role: string, ministry = 'MPLA'): Promise<Record<string, string>> {
  return { authorization: `Bearer ${await fixture.issuer.token(role, ministry)}` };
}
