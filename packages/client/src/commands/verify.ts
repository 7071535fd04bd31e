// `tributary verify`: folds the journals again and compares with the live read models.
import { join } from 'node:path';
import { type ServiceName, services } from '@tributary/contracts';
import { clientSecret, markOf, operatorSentence, type Run, readRun } from '@tributary/embedded';
import { type Comparison, verifyHistory, verifyService } from '@tributary/eventing';
import { createFeedClient } from '@tributary/service-kit';
import { CommandError, data, defineCommand } from '../command.ts';
import { chooseFolder } from '../folder.ts';
import { mongoUrlOf } from '../running-servers.ts';

/** A verification asks each owner once and rather waits for a busy one than knows nothing. */
const WAIT_MS = 30_000;

/** The owners' feeds, read as the reporting service's worker reads them. */
async function feedsOf(folder: string, { issuerUrl, ports }: Run) {
  const clientId = 'reporting';
  const owners = {
    tokenUrl: `${issuerUrl}/token`,
    clientId,
    clientSecret: await clientSecret(join(folder, 'keys', 'installation.key'), clientId),
    peers: new Map(services.map((service) => [service, `http://127.0.0.1:${ports[`${service}Internal`]}`])),
  };
  return createFeedClient(owners, WAIT_MS);
}

export const verify = defineCommand(
  'verify',
  'fold the journals again and compare with the live read models, and the journals with what they held: 0 clean, 1 different or missing, 2 could not run',
  { data },
  async ({ data: named }) => {
    const folder = await chooseFolder(named);
    const found: [ServiceName, string, Comparison][] = [];
    const missing: string[] = [];
    try {
      const run = await readRun(folder);
      const feeds = await feedsOf(folder, run);
      const mongoUrl = mongoUrlOf(run);
      const kafkaBrokers = [`127.0.0.1:${run.ports['kafka']}`];
      for (const service of services) {
        const lack = await verifyHistory(service, { mongoUrl, kafkaBrokers, markFile: markOf(folder, service) });
        if (lack !== undefined) missing.push(lack);
        const compared = await verifyService(service, mongoUrl, feeds);
        for (const [group, comparison] of compared) found.push([service, group, comparison]);
      }
    } catch (error) {
      const reason = operatorSentence(error) ?? (error instanceof Error ? error.message : String(error));
      throw new CommandError(`Nothing could be verified: ${reason}`, 2);
    }
    return report(found, missing);
  },
);

function report(found: readonly [ServiceName, string, Comparison][], missing: readonly string[]): number {
  let facts = 0;
  let different = 0;
  for (const [service, group, comparison] of found) {
    facts += comparison.facts;
    different += comparison.differences.length;
    for (const { service: owner, id, what } of comparison.differences) {
      process.stdout.write(`different: ${service} ${group}: ${owner} ${id}: ${what}\n`);
    }
  }
  for (const lack of missing) process.stdout.write(`missing: ${lack}\n`);
  process.stdout.write(`${facts} facts compared, ${different} different.\n`);
  return different === 0 && missing.length === 0 ? 0 : 1;
}
