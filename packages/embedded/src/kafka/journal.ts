// What the broker remembers beside records: topics, groups' generations and offsets, as notes in one log.
// The last note on a thing counts; when the log has grown enough, all that counts is written again and the rest dropped.
import { makeFolder } from '../folder/make-folder.ts';
import type { Disk } from '../storage/disk.ts';
import type { DurableFile } from '../storage/durable-file.ts';
import { Log } from '../storage/log.ts';
import type { GivenSettings } from './topic-settings.ts';

export type Note =
  | { kind: 'topic'; name: string; id: number; partitions: number; settings: GivenSettings }
  | { kind: 'topic-gone'; name: string; id: number }
  | { kind: 'group'; group: string; generation: number; protocolType: string }
  | { kind: 'group-gone'; group: string }
  | { kind: 'offset'; group: string; topic: string; partition: number; offset: number; metadata: string };

export interface JournalOptions {
  readonly folder: string;
  /** called for each note at start, oldest first */
  readonly recall: (note: Note) => void;
  /** all that counts now */
  readonly summary: () => Iterable<Note>;
  readonly onFatal: (error: Error) => void;
  readonly disk: Disk;
  /** size at which the log is first written anew */
  readonly compactAt?: number;
}

export interface Journal {
  /** @throws {NoRoomError} it is not noted */
  note(note: Note): void;
  /** Resolves when everything noted so far is on disk. */
  durable(): Promise<void>;
  /** Its files with what is on disk of each. */
  files(): DurableFile[];
  close(): Promise<void>;
}

const COMPACT_AT = 4 * 1024 * 1024;
/** The log may be this many times what counted when it was last written anew. */
const GROWTH = 8;

/** Opens the journal of a folder, which is made when it is not there. @throws {CorruptLogError} */
export async function openJournal(options: JournalOptions): Promise<Journal> {
  const { folder, recall, summary, onFatal, disk, compactAt = COMPACT_AT } = options;
  await makeFolder(folder, disk);
  const log = new Log({ folder, onFatal, disk });
  await log.recover((record) => recall(JSON.parse(record.toString()) as Note));
  const append = (note: Note) => log.append(Buffer.from(JSON.stringify(note)));
  let limit = compactAt;
  let compacting: Promise<void> | undefined;

  async function compact(): Promise<void> {
    const last = log.rotate();
    let size = 0;
    for (const note of summary()) size += append(note).length;
    limit = Math.max(compactAt, size * GROWTH);
    await log.durable();
    await log.dropThrough(last);
  }

  return {
    note: (note) => {
      // before the note: what it tells of has not happened yet, so the summary does not know of it
      if (log.size > limit && compacting === undefined) {
        compacting = compact()
          .catch(() => {
            limit = log.size * 2;
          })
          .finally(() => {
            compacting = undefined;
          });
      }
      append(note);
    },
    durable: () => log.durable(),
    files: () => log.files(),
    close: async () => {
      await compacting;
      await log.close();
    },
  };
}
