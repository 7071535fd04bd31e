// The process of the embedded servers: it alone holds the data folder's lock.
import { parseArgs } from 'node:util';
import { closedOnSignal, operatorSentence, startEmbedded } from '@tributary/embedded';

const text = { type: 'string' } as const;

try {
  const { values } = parseArgs({ options: { data: text, mongo: text, kafka: text, issuer: text, name: text } });
  const servers = await startEmbedded({
    folder: values.data ?? '',
    mongoPort: Number(values.mongo),
    kafkaPort: Number(values.kafka),
    issuerPort: Number(values.issuer),
    name: values.name,
    log: (sentence) => void process.stderr.write(`${sentence}\n`),
  });
  await closedOnSignal(() => servers.close());
  process.exit(0);
} catch (error) {
  process.stderr.write(`${operatorSentence(error) ?? (error instanceof Error ? error.stack : String(error))}\n`);
  process.exit(1);
}
