// `tributary transfer`: the databases of a data folder at rest to a MongoDB, compared document by document.
import { resolve } from 'node:path';
import { services } from '@tributary/contracts';
import { databaseOf, TransferRefused, transferDatabase } from '@tributary/eventing';
import { CommandError, data, defineCommand } from '../command.ts';
import { chooseFolder } from '../folder.ts';
import { progressOn } from '../progress.ts';
import { startServers } from '../running-servers.ts';

const notes = [
  `The platform must have ended: nothing may be written on either side meanwhile. The folder stays as it is. A copy that
was cut short begins again; a database that holds data of its own is never touched. Topics need no copy, and indexes are
made by the services at their start.`,
];

export const transfer = defineCommand(
  'transfer',
  'copy the databases of a data folder, whose platform has ended, to an empty MongoDB, and compare both',
  {
    data,
    to: { value: 'URL', meaning: 'the MongoDB that takes them, as mongodb://HOST:PORT', required: true },
  },
  async ({ data: named, to = '' }) => {
    if (!/^mongodb(\+srv)?:\/\/./.test(to))
      throw new CommandError(`--to is "${to}": it must be an address like mongodb://HOST:PORT.`, 2);
    const folder = resolve(await chooseFolder(named));
    const servers = await startServers({ folder, mongoPort: 0, kafkaPort: 0 });
    const progress = progressOn(process.stderr);
    let [databases, collections, documents] = [0, 0, 0];
    try {
      for (const service of services) {
        const database = databaseOf(service);
        const addresses = { from: servers.mongoUrl, to };
        const done = await transferDatabase(database, addresses, (count) =>
          progress.show(database, count, null, 'documents'),
        );
        databases += 1;
        collections += done.collections;
        documents += done.documents;
      }
    } catch (error) {
      if (error instanceof TransferRefused) throw new CommandError(error.message, 1);
      throw new CommandError(`It was cut short: ${error instanceof Error ? error.message : String(error)}`, 2);
    } finally {
      progress.end();
      await servers.close();
    }
    process.stdout.write(
      `${databases} databases, ${collections} collections and ${documents} documents are there as they are in ${folder}.\n`,
    );
    return 0;
  },
  { notes },
);
