// Enters cases of good practice through the public API. A case that is there already stays as it is, whoever entered it and
// whatever was told of it since.
import { getGoodPractice, goodPractice, setGoodPractice } from '@tributary/contracts';
import { z } from 'zod';
import { CommandError } from '../command.ts';
import type { Desk, Person } from '../sample/desk.ts';

/** Cases as they stand in a file. */
export const Cases = z.strictObject({ cases: z.array(goodPractice.state).min(1) });
export type Cases = z.infer<typeof Cases>;

export interface Loaded {
  readonly entered: number;
  readonly kept: number;
}

/** @param tell told with each case: how many are there, of how many @throws {CommandError} a case is refused */
export async function loadCases(
  desk: Pick<Desk, 'once' | 'read'>,
  { cases }: Cases,
  planner: Person,
  tell: (done: number, of: number) => void,
): Promise<Loaded> {
  let entered = 0;
  for (const [at, one] of cases.entries()) {
    if (await enterCase(desk, one, planner)) entered += 1;
    tell(at + 1, cases.length);
  }
  return { entered, kept: cases.length - entered };
}

/** @returns false where it was there already */
async function enterCase(
  desk: Pick<Desk, 'once' | 'read'>,
  { code, ...body }: Cases['cases'][number],
  planner: Person,
): Promise<boolean> {
  const isThere = async () => (await desk.read(planner, getGoodPractice, { params: { code } })) !== undefined;
  if (await isThere()) return false;
  try {
    await desk.once(`case ${code}`, planner, setGoodPractice, { params: { code }, body, ifNoneMatch: '*' });
    return true;
  } catch (error) {
    // another planner may have entered it meanwhile
    if (error instanceof CommandError && (await isThere())) return false;
    throw error;
  }
}
