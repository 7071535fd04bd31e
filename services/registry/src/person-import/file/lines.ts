// NDJSON: a person on each line, as POST /v1/persons takes it or by the names of columns.
import { FileFault } from '../form/file-fault.ts';
import { ROW_LIMIT } from './csv.ts';

/** A line, and what it says; `undefined` where it is no JSON object. */
export interface JsonLine {
  readonly row: number;
  readonly said: Readonly<Record<string, unknown>> | undefined;
}

function saidBy(line: string): JsonLine['said'] {
  try {
    const said: unknown = JSON.parse(line);
    return typeof said === 'object' && said !== null && !Array.isArray(said)
      ? (said as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The lines of a file that hold something.
 * @throws {FileFault} it is one list, or a line is too long
 */
export async function* jsonLines(text: AsyncIterable<string>): AsyncGenerator<JsonLine> {
  let rest = '';
  let row = 0;
  let isFirst = true;
  const lineOf = (line: string): JsonLine | undefined => {
    row += 1;
    if (line.length > ROW_LIMIT) throw new FileFault('ROW_TOO_LONG', { row, limit: ROW_LIMIT });
    if (line.trim() === '') return undefined;
    if (isFirst && line.trimStart().startsWith('[')) throw new FileFault('ONE_JSON_LIST');
    isFirst = false;
    return { row, said: saidBy(line) };
  };
  for await (const piece of text) {
    const lines = (rest + piece).split(/\r?\n/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const read = lineOf(line);
      if (read !== undefined) yield read;
    }
    if (rest.length > ROW_LIMIT) {
      throw rest.trimStart().startsWith('[') && isFirst
        ? new FileFault('ONE_JSON_LIST')
        : new FileFault('ROW_TOO_LONG', { row: row + 1, limit: ROW_LIMIT });
    }
  }
  const last = lineOf(rest);
  if (last !== undefined) yield last;
}
