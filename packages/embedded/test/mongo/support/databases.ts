// Databases in a folder of their own, for as long as a file of tests runs.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { Databases } from '../../../src/mongo/databases.ts';

/** @param name of the folder. @returns what gives them, from the first test on */
export function databasesOfFile(name: string): () => Databases {
  let folder: string;
  let databases: Databases;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), `tributary-${name}-`));
    databases = await Databases.open({
      folder,
      onFatal: (error) => {
        throw error;
      },
    });
  });
  afterAll(async () => {
    await databases.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return () => databases;
}
