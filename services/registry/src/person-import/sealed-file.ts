// The files of imports as they come in: pieces of them, each sealed under the key of its file, beside the aggregates. What of
// a piece is there is what the record of its file names; a file is destroyed by its key first.
import { randomBytes } from 'node:crypto';
import type { Moment } from '@tributary/contracts';
import type { Actor, Eventing, KeptRecord, RecordPage } from '@tributary/eventing';
import { type KeyRing, type WrappedKey, wrappingWith } from '@tributary/privacy';
import { open, seal } from '@tributary/privacy/cipher';

/** The record of a file; without a key it is destroyed. */
interface FileRecord {
  readonly key?: WrappedKey;
  /** who sends it, and in whose name its persons are made */
  readonly by: Actor;
  /** its pieces in their order */
  readonly pieces: readonly string[];
  readonly offset: number;
  /** once all of it is there */
  readonly encoding?: string;
  /** until it is destroyed with all of its pieces */
  readonly kept?: 'yes';
}

interface Piece {
  readonly sealed: string;
}

/** A file that is not destroyed. */
export interface FileState extends Pick<FileRecord, 'offset' | 'by'> {
  readonly encoding: string | undefined;
}

export interface SealedFiles {
  /** Makes the record of a file of which nothing is there yet; again, it changes nothing. */
  begin(id: string, by: Actor): Promise<void>;
  /** How much of it is there; undefined where it is destroyed, or never began. */
  state(id: string): Promise<FileState | undefined>;
  /**
   * Adds bytes where the file has come to. @returns how many bytes are there then; false where others have added or
   * destroyed meanwhile: nothing was added
   */
  append(id: string, offset: number, bytes: Buffer, moment: Pick<Moment, 'newId'>): Promise<number | false>;
  /** All of it is there, and this is how it reads. */
  complete(id: string, encoding: string): Promise<void>;
  /** Begins again with nothing: what came was not the file that was told. */
  empty(id: string): Promise<void>;
  /** Its bytes from the beginning. @throws it is destroyed */
  read(id: string): AsyncIterable<Buffer>;
  /** Destroys it for good. Again and again has the same effect. */
  destroy(id: string): Promise<void>;
  /** Files that are kept, in the order of their ids. */
  page(after: string | undefined, limit: number): Promise<RecordPage<FileRecord>>;
}

/** Pieces of one file: with more of them its record would grow without an end. */
const PIECES_LIMIT = 20_000;
/** Pieces that are removed at once. */
const PAGE = 20;

const aad = (id: string, piece: string) => `person-import|${id}|${piece}`;

/** Declares the files of imports. */
export function sealedFilesOf(eventing: Eventing, { kek }: Pick<KeyRing, 'kek'>): SealedFiles {
  const files = eventing.beside<FileRecord>('person_import_files', ['kept']);
  const pieces = eventing.beside<Piece>('person_import_pieces');
  const wrapping = wrappingWith(kek);
  const bound = (id: string) => `person-import|${id}`;

  const keyOf = async ({ id, content }: KeptRecord<FileRecord>): Promise<Buffer | undefined> =>
    content.key && wrapping.unwrap(content.key, bound(id));

  const change = (id: string, to: (content: FileRecord) => FileRecord): Promise<void> =>
    files.change(id, (content) => ({ content: content && to(content), answer: undefined }));

  /** Also those that a process wrote which ended before the record named them. */
  async function removePieces(id: string): Promise<void> {
    for (;;) {
      const { items } = await pieces.page({ after: `${id}|`, limit: PAGE });
      const own = items.map((one) => one.id).filter((one) => one.startsWith(`${id}|`));
      if (own.length === 0) return;
      await pieces.removeAll(own);
    }
  }

  return {
    async begin(id, by) {
      if ((await files.read(id)) !== undefined) return;
      await files.insert(id, {
        key: await wrapping.wrap(randomBytes(32), bound(id)),
        pieces: [],
        by,
        offset: 0,
        kept: 'yes',
      });
    },
    async state(id) {
      const content = (await files.read(id))?.content;
      return content?.key && { offset: content.offset, encoding: content.encoding, by: content.by };
    },
    async append(id, offset, bytes, { newId }) {
      const there = await files.read(id);
      const key = there && (await keyOf(there));
      if (there === undefined || key === undefined || there.content.offset !== offset) return false;
      if (there.content.pieces.length >= PIECES_LIMIT) return false;
      const piece = `${id}|${newId()}`;
      await pieces.insert(piece, { sealed: seal(bytes, key, aad(id, piece)) });
      const next = { ...there.content, offset: offset + bytes.length, pieces: [...there.content.pieces, piece] };
      if (await files.replace(id, there.version, next)) return next.offset;
      await pieces.remove(piece);
      return false;
    },
    async complete(id, encoding) {
      await change(id, (content) => ({ ...content, encoding }));
    },
    async empty(id) {
      await change(id, ({ encoding: _known, ...content }) => ({ ...content, pieces: [], offset: 0 }));
      await removePieces(id);
    },
    async *read(id) {
      const there = await files.read(id);
      const key = there && (await keyOf(there));
      if (there === undefined || key === undefined) throw new Error(`the file of import ${id} is destroyed`);
      for (const piece of there.content.pieces) {
        const found = await pieces.read(piece);
        if (found === undefined) throw new Error(`a piece of the file of import ${id} is missing`);
        yield open(found.content.sealed, key, aad(id, piece));
      }
    },
    async destroy(id) {
      await change(id, ({ key: _destroyed, ...content }) => content);
      await removePieces(id);
      await change(id, ({ kept: _kept, ...content }) => ({ ...content, pieces: [] }));
    },
    page: (after, limit) => files.page({ after, limit, where: { field: 'kept', value: 'yes' } }),
  };
}
