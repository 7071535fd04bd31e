// The peer: emmett on PostgreSQL behind bare Fastify, without token, key, broker or read model.
import { randomUUID } from 'node:crypto';
import { type Event, STREAM_DOES_NOT_EXIST } from '@event-driven-io/emmett';
import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import fastify from 'fastify';

type Registered = Event<'InitiativeRegistered', Record<string, unknown>>;

const [connection = ''] = process.argv.slice(2);
const store = getPostgreSQLEventStore(connection);
const app = fastify();
app.post('/things', async (request, reply) => {
  const id = randomUUID();
  const event: Registered = { type: 'InitiativeRegistered', data: request.body as Registered['data'] };
  await store.appendToStream(`initiative-${id}`, [event], { expectedStreamVersion: STREAM_DOES_NOT_EXIST });
  return reply.code(201).send({ id });
});
process.stdout.write(`${await app.listen({ port: 0, host: '127.0.0.1' })}\n`);
