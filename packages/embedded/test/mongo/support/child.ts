// Started with a data folder, and with the sizes of segments and garbage where they should be small; prints its port.
import { startMongo } from '../../../src/mongo/server.ts';

const [folder = '', ...sizes] = process.argv.slice(2);
const [segmentBytes, garbageBytes] = sizes.map(Number);
const { port } = await startMongo({ folder, port: 0, segmentBytes, garbageBytes });
process.stdout.write(`${port}\n`);
