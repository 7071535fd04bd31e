// The verifier on a service's own database, for the command line: it needs no running process of that service.
import { type EventDescription, eventByType, type ServiceName } from '@tributary/contracts';
import { viewsGroup } from './consume/consumers.ts';
import { mongoCheckpoints } from './mongo/checkpoints.ts';
import { connectMongo } from './mongo/connection.ts';
import { mongoParkedMarkers } from './mongo/parked.ts';
import { mongoRows } from './mongo/rows.ts';
import type { FeedClient } from './ports/journal.ts';
import { type Comparison, compareRows } from './verify.ts';

function contractOf(type: string): EventDescription {
  const contract = eventByType(type);
  if (contract === undefined) throw new Error(`this release does not know ${type}, which the rows hold`);
  return contract;
}

/**
 * Compares the rows of every view version of `service` with the journals they were filled from.
 * @returns one comparison per consumer group; none where the service has no views
 * @throws when a store or an owner does not answer: then nothing is known
 */
export async function verifyService(
  service: ServiceName,
  mongoUrl: string,
  feeds: FeedClient,
): Promise<ReadonlyMap<string, Comparison>> {
  const connection = await connectMongo(mongoUrl, `tributary_${service}`);
  try {
    const checkpoints = mongoCheckpoints(connection);
    const parked = mongoParkedMarkers(connection);
    const compared = new Map<string, Comparison>();
    for (const { group, folded, terminal } of await checkpoints.declared()) {
      const rows = mongoRows(connection, group.slice(viewsGroup(service, '').length));
      const keeping = {
        folded: new Map(folded.map((type) => [type, contractOf(type)])),
        terminal: new Set(terminal),
      };
      compared.set(group, await compareRows({ group, keeping, feeds, rows, checkpoints, parked }));
    }
    return compared;
  } finally {
    await connection.close();
  }
}
