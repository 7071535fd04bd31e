// The process of the embedded servers: it alone holds the data folder's lock.
import { startEmbedded } from '@tributary/embedded';

const [folder = '', mongoPort, kafkaPort, issuerPort] = process.argv.slice(2);

try {
  const servers = await startEmbedded({
    folder,
    mongoPort: Number(mongoPort),
    kafkaPort: Number(kafkaPort),
    issuerPort: Number(issuerPort),
    log: (sentence) => void process.stderr.write(`${sentence}\n`),
  });
  const end = () => void servers.close().finally(() => process.exit(0));
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
