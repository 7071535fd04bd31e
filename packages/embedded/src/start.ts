// The embedded servers together on one data folder, on 127.0.0.1 unless others are to reach them by a name.
import { join } from 'node:path';
import { takeFolderFormat } from './folder/format.ts';
import { prepareFolder } from './folder/keys.ts';
import { lockFolder } from './folder/lock.ts';
import { readSampleMark } from './folder/sample-mark.ts';
import { startIssuer } from './issuer/server.ts';
import { startKafka } from './kafka/server.ts';
import { PortInUseError } from './listen.ts';
import { startMongo } from './mongo/server.ts';
import { removeForgotten, removeSnapshots, type Snapshot, takeSnapshot } from './snapshot/snapshot.ts';

/** Where the embedded servers listen and keep their data. A port of 0 lets the system choose one. */
export interface EmbeddedOptions {
  /** The data folder; it is created when it is not there. One process at a time may hold it. */
  readonly folder: string;
  readonly mongoPort: number;
  readonly kafkaPort: number;
  /** Left out: no token issuer is started (`tributary embedded` runs the two servers alone). */
  readonly issuerPort?: number;
  /** The name under which other machines reach the servers, which then listen on every address; left out: 127.0.0.1 alone. */
  readonly name?: string | undefined;
  /** Told in a sentence what a client asked that is not supported, and what else did not go well. */
  readonly log?: (sentence: string) => void;
}

/** Running embedded servers. */
export interface Embedded {
  /** e.g. `mongodb://127.0.0.1:8087` */
  readonly mongoUrl: string;
  /** e.g. `127.0.0.1:8088` */
  readonly kafkaBroker: string;
  /** e.g. `http://127.0.0.1:8086`, or undefined without an issuer */
  readonly issuerUrl: string | undefined;
  /** Keeps the files of both servers still as they are on disk at one moment, for a backup. */
  snapshot(): Promise<Snapshot>;
  /** Ends the servers after everything acknowledged is on disk, and gives the folder free. */
  close(): Promise<void>;
}

/**
 * Starts the MongoDB-protocol server, the Kafka-protocol broker and, where asked, the token issuer on one data folder.
 * @throws {FolderInUseError} another process holds the folder
 * @throws {OperatorError} a later release has written the folder
 * @throws {PortInUseError} an address is taken; the message names the port
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { folder, mongoPort, kafkaPort, issuerPort, name, log = () => undefined } = options;
  const undo: (() => Promise<void>)[] = [await lockFolder(folder)];
  const close = async () => {
    for (const step of undo.reverse().splice(0)) await step();
  };
  const start = async <Started extends { close(): Promise<void> }>(
    what: string,
    port: number,
    starting: Promise<Started>,
  ) => {
    const started = await starting.catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'EADDRINUSE' ? new PortInUseError(port, what) : error;
    });
    undo.push(() => started.close());
    return started;
  };
  try {
    await takeFolderFormat(folder);
    await removeSnapshots(folder);
    const mongo = await start(
      'the MongoDB server',
      mongoPort,
      startMongo({ folder: join(folder, 'mongo'), port: mongoPort, name }),
    );
    const kafka = await start(
      'the Kafka broker',
      kafkaPort,
      startKafka({ folder: join(folder, 'kafka'), port: kafkaPort, name, log }),
    );
    async function snapshot(): Promise<Snapshot> {
      await removeForgotten(folder);
      return takeSnapshot(folder, [...mongo.files(), ...kafka.files()]);
    }
    const issuer =
      issuerPort === undefined
        ? undefined
        : await start(
            'the token issuer',
            issuerPort,
            startIssuer({
              port: issuerPort,
              keys: await prepareFolder(folder),
              name,
              snapshot,
              sample: () => readSampleMark(folder),
            }),
          );
    return { mongoUrl: mongo.url, kafkaBroker: kafka.broker, issuerUrl: issuer?.url, snapshot, close };
  } catch (error) {
    await close();
    throw error;
  }
}
