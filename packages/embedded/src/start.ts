/** Where the embedded servers listen and keep their data. A port of 0 lets the system choose one. */
export interface EmbeddedOptions {
  /** The data folder; it is created when it is not there. One process at a time may hold it. */
  folder: string;
  mongoPort: number;
  kafkaPort: number;
  /** Left out: no token issuer is started (`tributary embedded` runs the two servers alone). */
  issuerPort?: number;
}

/** Running embedded servers. All addresses are on 127.0.0.1. */
export interface Embedded {
  /** e.g. `mongodb://127.0.0.1:8087` */
  mongoUrl: string;
  /** e.g. `127.0.0.1:8088` */
  kafkaBroker: string;
  /** e.g. `http://127.0.0.1:8086`, or undefined without an issuer. */
  issuerUrl: string | undefined;
  /** Ends the servers after everything acknowledged is on disk, and gives the folder free. */
  close(): Promise<void>;
}

/**
 * Starts the MongoDB-protocol server, the Kafka-protocol broker and, where asked, the token issuer on one data folder.
 * @throws {FolderInUseError} another process holds the folder
 * @throws {PortInUseError} an address is taken; the message names the port
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  throw new Error(`the embedded servers cannot start on ${options.folder} yet`);
}
