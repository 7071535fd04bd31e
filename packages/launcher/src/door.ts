// The front door as a process of its own, for an installation whose parts run on several machines or in containers.
import { setTimeout as pause } from 'node:timers/promises';
import { onSignals, operatorSentence } from '@tributary/embedded';
import { ConfigError, type DoorSettings, readDoor, usualLimits } from '@tributary/service-kit';
import fastify, { type FastifyInstance } from 'fastify';
import { closeFrontDoor, createFrontDoor } from './front-door.ts';

/** Whether it takes new work, as those who send requests to it ask; apart from its public address. */
function healthOf(draining: () => boolean): FastifyInstance {
  const app = fastify({ logger: false, forceCloseConnections: 'idle' });
  app.get('/health/live', async () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) =>
    draining() ? reply.code(503).send({ status: 'draining' }) : { status: 'ready' },
  );
  return app;
}

async function open({ host, port, internalPort, upstreams, issuer, trustedProxies }: DoorSettings): Promise<void> {
  let draining = false;
  const door = await createFrontDoor({ upstreams, issuer, trustedProxies, draining: () => draining });
  const health = healthOf(() => draining);
  // Whoever asks for it is told to come no more before the door closes: no connection ends under a request.
  async function end(): Promise<void> {
    draining = true;
    await pause(usualLimits.drainMs);
    await closeFrontDoor(door);
    await health.close();
    process.exit(0);
  }
  onSignals(
    () => void end(),
    () => process.exit(1),
  );
  const address = await door.listen({ host, port });
  await health.listen({ host, port: internalPort });
  process.stdout.write(`The front door is at ${address}\n`);
}

try {
  await open(readDoor(process.env));
} catch (error) {
  const known = error instanceof ConfigError ? error.message : operatorSentence(error);
  process.stderr.write(
    `The front door cannot start. ${known ?? (error instanceof Error ? error.stack : String(error))}\n`,
  );
  process.exit(1);
}
