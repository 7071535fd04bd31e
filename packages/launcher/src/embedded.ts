// The process of the embedded servers: it alone holds the data folder's lock.
import { closedOnSignal, operatorSentence, startEmbedded } from '@tributary/embedded';

const [folder = '', mongoPort, kafkaPort, issuerPort] = process.argv.slice(2);

try {
  const servers = await startEmbedded({
    folder,
    mongoPort: Number(mongoPort),
    kafkaPort: Number(kafkaPort),
    issuerPort: Number(issuerPort),
    log: (sentence) => void process.stderr.write(`${sentence}\n`),
  });
  await closedOnSignal(() => servers.close());
  process.exit(0);
} catch (error) {
  process.stderr.write(`${operatorSentence(error) ?? (error instanceof Error ? error.stack : String(error))}\n`);
  process.exit(1);
}
