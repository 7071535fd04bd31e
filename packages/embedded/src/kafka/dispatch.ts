// One request frame becomes one reply frame: header, codec, handler, codec.
import { errors } from './errors.ts';
import * as cluster from './handlers/cluster.ts';
import { fetch } from './handlers/fetch.ts';
import * as groups from './handlers/groups.ts';
import type { Broker, Caller, Handler } from './handlers/handler.ts';
import * as offsets from './handlers/offsets.ts';
import { produce } from './handlers/produce.ts';
import * as topics from './handlers/topics.ts';
import { codecsOf } from './messages/messages.ts';
import { type ApiName, refused, surface } from './surface.ts';
import { nullableString } from './wire/codec.ts';
import { Reader } from './wire/reader.ts';
import { Writer } from './wire/writer.ts';

/** Something that this broker does not speak: the connection is closed, as Kafka does. */
export class RefusedRequestError extends Error {}

const handlers: { readonly [A in ApiName]: Handler<A> } = {
  Produce: produce,
  Fetch: fetch,
  ListOffsets: offsets.listOffsets,
  OffsetCommit: offsets.offsetCommit,
  OffsetFetch: offsets.offsetFetch,
  ApiVersions: cluster.apiVersions,
  Metadata: cluster.metadata,
  FindCoordinator: cluster.findCoordinator,
  CreateTopics: topics.createTopics,
  DeleteTopics: topics.deleteTopics,
  DescribeConfigs: topics.describeConfigs,
  JoinGroup: groups.joinGroup,
  SyncGroup: groups.syncGroup,
  Heartbeat: groups.heartbeat,
  LeaveGroup: groups.leaveGroup,
  DescribeGroups: groups.describeGroups,
  ListGroups: groups.listGroups,
  DeleteGroups: groups.deleteGroups,
};

const nameOf = new Map<number, ApiName>(
  (Object.keys(surface) as ApiName[]).map((name) => [surface[name].key, name] as const),
);

export type Connection = Pick<Caller, 'host' | 'gone'>;

/**
 * @returns the reply frame, or undefined where the client wants none
 * @throws {RefusedRequestError | MalformedFrameError} the connection must be closed
 */
export async function answer(frame: Buffer, broker: Broker, connection: Connection): Promise<Buffer | undefined> {
  const from = new Reader(frame);
  const key = from.int16();
  const version = from.int16();
  const correlationId = from.int32();
  const api = nameOf.get(key);
  if (api === undefined) throw new RefusedRequestError(`${refused[key] ?? `API ${key}`} is not supported`);
  const { min, max } = surface[api];
  if (version < min || version > max) {
    if (api === 'ApiVersions') return versionsOnly(correlationId);
    throw new RefusedRequestError(`${api} version ${version} is not supported: it is from ${min} to ${max}`);
  }
  const clientId = nullableString.read(from, version) ?? '';
  return handle(api, from, correlationId, broker, { ...connection, version, clientId });
}

async function handle<A extends ApiName>(
  api: A,
  from: Reader,
  correlationId: number,
  broker: Broker,
  caller: Caller,
): Promise<Buffer | undefined> {
  const { request, response } = codecsOf(api);
  const reply = await handlers[api](request.read(from, caller.version), broker, caller);
  if (reply === undefined) return undefined;
  // Reads wait too: what they tell must not be lost by a crash after they told it.
  await broker.durable();
  const to = new Writer();
  to.int32(correlationId);
  response.write(to, reply, caller.version);
  return to.frame();
}

/** A client that asks for versions in a version too new learns from this reply, always in version 0, which to ask in. */
function versionsOnly(correlationId: number): Buffer {
  const to = new Writer();
  to.int32(correlationId);
  const reply = { error: errors.UNSUPPORTED_VERSION, apis: cluster.apis, throttleMs: 0 };
  codecsOf('ApiVersions').response.write(to, reply, 0);
  return to.frame();
}
