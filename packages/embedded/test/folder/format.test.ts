import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { takeFolderFormat } from '../../src/folder/format.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'format-'));
});
afterAll(() => rm(folder, { recursive: true }));

const mark = () => join(folder, 'marks', 'format.json');

it('a folder is marked, goes on with a later release, and one before it then refuses in one sentence', async () => {
  await takeFolderFormat(folder, 1);
  expect(await readFile(mark(), 'utf8')).toBe('1\n');
  await takeFolderFormat(folder, 2);
  await expect(takeFolderFormat(folder, 1)).rejects.toThrow(
    `The data folder ${folder} was written by a later release (format 2; this one reads 1): start that release again, or restore a backup from before it.`,
  );
  await takeFolderFormat(folder, 2);
});

it('a damaged mark is said, with what to write', async () => {
  await writeFile(mark(), 'two');
  await expect(takeFolderFormat(folder)).rejects.toThrow(`${mark()} is damaged: write the format into it`);
});
