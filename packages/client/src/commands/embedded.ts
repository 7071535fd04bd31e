// `tributary embedded`: the two servers alone, for any client of MongoDB or Kafka.
import { resolve } from 'node:path';
import { closedOnSignal } from '@tributary/embedded';
import { Port } from '@tributary/service-kit';
import { CommandError, defineCommand } from '../command.ts';
import { startServers } from '../running-servers.ts';

function portOf(text: string | undefined, option: string): number {
  const { data: port } = Port.safeParse(text);
  if (port === undefined) {
    throw new CommandError(`${option} is "${text}": it must be a port from 0 to 65535; 0 lets the system choose.`, 2);
  }
  return port;
}

const port = (of: string) => ({ value: 'PORT', meaning: `port of ${of}; 0 lets the system choose`, required: true });

export const embedded = defineCommand(
  'embedded',
  'run the embedded MongoDB- and Kafka-protocol servers until Ctrl-C',
  {
    data: { value: 'DIR', meaning: 'the data folder; it is made when it is not there', required: true },
    mongo: port('the MongoDB protocol'),
    kafka: port('the Kafka protocol'),
  },
  async ({ data = '', mongo, kafka }) => {
    const folder = resolve(data);
    const options = { folder, mongoPort: portOf(mongo, '--mongo'), kafkaPort: portOf(kafka, '--kafka') };
    const servers = await startServers(options);
    process.stdout.write(
      `MongoDB protocol: ${servers.mongoUrl}\nKafka protocol:   ${servers.kafkaBroker}\nData:             ${folder}\n`,
    );
    await closedOnSignal(() => servers.close());
    return 0;
  },
);
