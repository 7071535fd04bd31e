// The chain of the audit as it is read: from the database of a registry, or from a file that was exported from one. A file
// has a line of JSON for each, `{"checkpoint": …}` or `{"link": …}`, and holds ids of persons and of staff, and no names.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { openRecordReader } from '@tributary/eventing';
import type { Checkpoint, Link } from '@tributary/privacy';
import { CommandError } from '../command.ts';

export type Line = { readonly checkpoint: Checkpoint } | { readonly link: Link<unknown> };

/** Reads all of a chain, checkpoints and entries each in their order. */
export type Trail = () => AsyncGenerator<Line>;

const PAGE = 1_000;

/** The chain in the database of a registry. Checkpoints come first: whatever they cover is there when entries are read. */
export const trailInDatabase = (mongoUrl: string): Trail =>
  async function* () {
    const reader = await openRecordReader('registry', mongoUrl);
    try {
      const [links, checkpoints] = [reader.of<Link<unknown>>('audit'), reader.of<Checkpoint>('audit_checkpoints')];
      let [told, after]: (string | undefined)[] = [];
      for (;;) {
        for (const { id, content } of (await checkpoints.page({ after: told, limit: PAGE })).items) {
          yield { checkpoint: content };
          told = id;
        }
        const { items, next } = await links.page({ after, limit: PAGE });
        for (const { content } of items) yield { link: content };
        if (next === undefined) return;
        after = next;
      }
    } finally {
      await reader.close();
    }
  };

/** The chain in a file. @throws {CommandError} a line is none of a chain */
export const trailInFile = (path: string): Trail =>
  async function* () {
    const file = createReadStream(path, 'utf8');
    let no = 0;
    for await (const text of createInterface({ input: file, crlfDelay: Number.POSITIVE_INFINITY })) {
      no += 1;
      if (text.trim() !== '') yield lineOf(text, `${path}, line ${no}`);
    }
  };

function lineOf(text: string, where: string): Line {
  try {
    const line = Object(JSON.parse(text)) as Partial<Record<'checkpoint' | 'link', unknown>>;
    if (typeof line.checkpoint === 'object' || typeof line.link === 'object') return line as Line;
  } catch {
    // no JSON is no line either
  }
  throw new CommandError(`${where}: it is no line of an exported chain.`, 1);
}
