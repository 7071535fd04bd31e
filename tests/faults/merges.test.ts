// kill -9 in the middle of a merge and of its parting, after each of their writes: what the pair says comes true of the
// record all the same, and parted both are again what they were.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectStatus } from '../journeys/steps.ts';
import { eventually } from '../platform/wait.ts';
import { type Fleet, prepareFleet } from './fleet.ts';

/** A job looks twice a minute for what is not settled. */
const aMinute = { timeoutMs: 60_000 };

let fleet: Fleet;
const records: string[] = [];
let pair = '';

const registrar = () => fleet.api('registry', 'registrar', 'MFOR');
const privacy = () => fleet.api('registry', 'privacy', 'MFOR');
const read = async (id: string) => {
  const answer = await (await registrar()).get(`/v1/persons/${id}?purpose=SERVICE`);
  const {
    seq: _seq,
    updatedAt: _at,
    pairwiseId: _pairwise,
    ...record
  } = expectStatus(answer, 200).json<{
    id: string;
    seq: number;
    updatedAt: string;
    pairwiseId: string;
  }>();
  return record;
};

beforeAll(async () => {
  fleet = await prepareFleet();
  await fleet.start('embedded');
  await fleet.start('registry');
  for (const [given, family] of [
    ['Нино', 'Беридзе'],
    ['ნინო', 'ბერიძე'],
  ]) {
    const body = {
      names: [{ given, family }],
      birthDate: '1979-05-31',
      sex: 'female',
      residence: { country: 'FR' },
      channel: 'counter',
      contactable: true,
    };
    const entered = expectStatus(await (await registrar()).post('/v1/persons', body), 201);
    records.push(entered.json<{ id: string }>().id);
  }
  pair = await eventually('the pair that is found', async () => {
    const listed = await (await registrar()).get('/v1/duplicates?status=open');
    return listed.json<{ items: { id: string }[] }>().items[0]?.id;
  });
});
afterAll(() => fleet?.remove());

/** Has the process end after its nth write from now on, asks for something, and starts it again. */
async function cutAt(passage: number, path: string, body: object): Promise<void> {
  await fleet.stop('registry');
  await fleet.start('registry', { TRIBUTARY_TEST_CUT: `after-write-before-reply:${passage}` });
  await expect((await privacy()).post(`/v1/duplicates/${pair}/${path}`, body)).rejects.toThrow();
  expect(await fleet.ended('registry')).toMatch(/SIGKILL|not running/);
  await fleet.start('registry');
}

describe('a process that ends by signal 9', () => {
  it.each([1, 2])('after write %i of a merge, or of its parting, leaves neither half done', async (passage) => {
    const [one = '', other = ''] = records;
    const before = [await read(one), await read(other)];
    await cutAt(passage, 'merge', { survivorId: other });
    const merged = await eventually(
      'the merge to be settled',
      async () => {
        const record = await read(one);
        return record.id === other ? record : undefined;
      },
      aMinute,
    );
    expect(merged).toMatchObject({ id: other, mergedFrom: [{ id: one }] });
    await cutAt(passage, 'unmerge', { reasonCode: 'MISTAKEN' });
    const after = await eventually(
      'the parting to be settled',
      async () => {
        const record = await read(one);
        return record.id === one ? [record, await read(other)] : undefined;
      },
      aMinute,
    );
    expect(JSON.stringify(after)).toBe(JSON.stringify(before));
  });
});
