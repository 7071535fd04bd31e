// `tributary embedded`: the two servers alone, for any client of MongoDB or Kafka.
import { resolve } from 'node:path';
import { startEmbedded } from '@tributary/embedded';
import { type Command, CommandError, readOptions } from '../command.ts';

const usage = 'embedded --data DIR --mongo PORT --kafka PORT';

function portOf(text: string | undefined, option: string): number {
  const port = Number(text);
  if (text === undefined || !Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new CommandError(
      `${option} is a port from 0 to 65535; 0 lets the system choose.\nUsage: tributary ${usage}`,
      2,
    );
  }
  return port;
}

export const embedded: Command = {
  usage,
  summary: 'run the embedded MongoDB- and Kafka-protocol servers until Ctrl-C',
  run: async (args) => {
    const text = { type: 'string' } as const;
    const { data, mongo, kafka } = readOptions(args, { data: text, mongo: text, kafka: text }, usage);
    if (data === undefined) throw new CommandError(`--data names the folder.\nUsage: tributary ${usage}`, 2);
    const folder = resolve(data);
    const servers = await startEmbedded({
      folder,
      mongoPort: portOf(mongo, '--mongo'),
      kafkaPort: portOf(kafka, '--kafka'),
    }).catch((error: Error) => {
      throw new CommandError(error.message, 1);
    });
    process.stdout.write(
      `MongoDB protocol: ${servers.mongoUrl}\nKafka protocol:   ${servers.kafkaBroker}\nData:             ${folder}\n`,
    );
    await new Promise<void>((end) => {
      process.once('SIGINT', end);
      process.once('SIGTERM', end);
    });
    await servers.close();
    return 0;
  },
};
