// The server as a process of its own: prints its port, and ends by a signal.
import { startMongo } from '../../../src/mongo/server.ts';

const [folder = ''] = process.argv.slice(2);
const { port } = await startMongo({ folder, port: 0, segmentBytes: 20_000, garbageBytes: 40_000 });
process.stdout.write(`${port}\n`);
