import { readFile } from 'node:fs/promises';
import { CommandError } from './command.ts';

/** What a file of JSON holds. @throws {CommandError} it cannot be read, or holds none */
export async function jsonIn(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(`${file} cannot be read: ${error.code}.`, 2);
  });
  try {
    return JSON.parse(text);
  } catch {
    throw new CommandError(`${file} holds no JSON.`, 2);
  }
}
