// A folder that sample data may be loaded into says so, and which countries it holds: own data lies in a folder of its own.
import { join } from 'node:path';
import { OperatorError } from '../operator-error.ts';
import { readIfThere, writeWhole } from './whole-file.ts';

/** The countries of sample data in a folder by their codes, whether each is loaded to its end, and the day of its figures. */
export type SampleMark = Readonly<
  Record<string, { readonly name: string; readonly isWhole: boolean; readonly to?: string }>
>;

const fileOf = (folder: string): string => join(folder, 'sample.json');

/** The mark of a folder; undefined where it is not one for sample data. @throws {OperatorError} the file is damaged */
export async function readSampleMark(folder: string): Promise<SampleMark | undefined> {
  const text = await readIfThere(fileOf(folder));
  if (text === undefined) return undefined;
  const mark = parsed(text);
  if (typeof mark === 'object' && mark !== null) return mark as SampleMark;
  throw new OperatorError(
    `${fileOf(folder)} is damaged: where all of the sample is loaded, write {"QM":{"name":"Istmara","isWhole":true}} into it, and {} otherwise.`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const writeSampleMark = (folder: string, mark: SampleMark): Promise<void> =>
  writeWhole(fileOf(folder), `${JSON.stringify(mark, null, 2)}\n`);

/** The day of the figures of a sample: the latest where there are several countries; undefined where none is named. */
export const dayOfSample = (mark: SampleMark): string | undefined =>
  Object.values(mark)
    .flatMap(({ to }) => (to === undefined ? [] : [to]))
    .sort()
    .at(-1);
