// What is to be done about the sample in a folder, before anything is written to it.
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OperatorError, writeSampleMark } from '@tributary/embedded';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleStanding } from '../src/sample.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sample-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('the sample in a folder', () => {
  it('is loaded where nothing was ever kept, and again where the start after that was cut', async () => {
    expect(await sampleStanding(folder)).toBe('to load');
    await mkdir(join(folder, 'keys'));
    expect(await sampleStanding(folder)).toBe('to load');
  });

  it('is loaded to its end where its load was cut', async () => {
    await writeSampleMark(folder, { QM: { name: 'Istmara', isWhole: false } });
    expect(await sampleStanding(folder)).toBe('to load');
  });

  it('is not loaded again where it is whole', async () => {
    await writeSampleMark(folder, { QM: { name: 'Istmara', isWhole: true } });
    expect(await sampleStanding(folder)).toBe('loaded');
  });

  it('never comes into a folder with data of its own, which gets no mark', async () => {
    await mkdir(join(folder, 'keys'));
    expect(await sampleStanding(folder)).toBe('own data');
    expect(await readdir(folder)).toEqual(['keys']);
  });

  it.each(['', 'null', '{"QM":'])('is not guessed where the mark is damaged: %j', async (text) => {
    await writeFile(join(folder, 'sample.json'), text);
    await expect(sampleStanding(folder)).rejects.toThrow(OperatorError);
  });
});
