// Where files of evidence are kept, as a port: each under the application that it belongs to and the SHA-256 of its bytes.
import type { Readable, Transform } from 'node:stream';

/** Where a file lies. */
export interface EvidencePlace {
  readonly applicationId: string;
  readonly sha256: string;
}

/** A file as it comes in. */
export interface Incoming {
  readonly content: Readable;
  /** how many bytes it says to have; undefined where it does not say */
  readonly bytes: number | undefined;
}

/** Files that nothing changes once they are there. */
export interface EvidenceStore {
  /**
   * Keeps a file, whole or not at all; one that is there already stays.
   * @param through looks at the bytes on their way, and fails where they are not to be kept
   */
  keep(place: EvidencePlace, file: Incoming, through: Transform): Promise<void>;
  /** undefined where there is none */
  read(place: EvidencePlace): Promise<Buffer | undefined>;
}
