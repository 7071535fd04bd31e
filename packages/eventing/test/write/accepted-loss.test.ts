// A start that accepts what its journal lacks: another history begins, and nothing of what was lost comes back.
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { registryOfEachTest, UNHURRIED, WELLS } from '../fixtures/registry-of-each-test.ts';

const registry = registryOfEachTest();
const { begun, held, fill, sent, refusal, cutTail, emptyDatabase, markPath, wellsThere } = registry;

describe('a loss that is accepted', UNHURRIED, () => {
  test('begins another history: nothing that was lost comes back, and the next start asks nothing', async () => {
    await held({ markFile: markPath() });
    await cutTail(7);
    const one = await begun({ acceptLoss: true, markFile: markPath() });
    await fill(one, 3);
    const left = await wellsThere();
    expect(left).toBe(WELLS - 7 + 3);
    await one.end();
    const again = await begun({ markFile: markPath() });
    expect(await wellsThere()).toBe(left);
    await fill(again, 1);
  });

  test('where nothing is left of the database, too', async () => {
    await held({ markFile: markPath() });
    await emptyDatabase();
    const one = await begun({ acceptLoss: true, markFile: markPath() });
    await fill(one, 3);
    await one.end();
    await begun({ markFile: markPath() });
    expect(await wellsThere()).toBe(3);
  });

  test('is noted with what was missing, and the epochs go on', async () => {
    await held({ markFile: markPath() });
    const { epoch } = JSON.parse(await readFile(markPath(), 'utf8'));
    await emptyDatabase();
    const one = await begun({ acceptLoss: true, markFile: markPath() });
    await sent(one);
    expect((await one.eventing.journal.highWatermarks()).epoch).toBeGreaterThan(epoch);
    expect(await registry.database.collection('history').findOne({})).toMatchObject({ givenUp: [{ missing: 42 }] });
  });

  test('is told apart from the database of before: that one, brought back late, is of another history', async () => {
    await held({ markFile: markPath() });
    const all = await Promise.all(
      ['journal', 'well', 'lease', 'cursors', 'history'].map(
        async (name) => [name, await registry.database.collection(name).find({}).toArray()] as const,
      ),
    );
    await emptyDatabase();
    const one = await begun({ acceptLoss: true, markFile: markPath() });
    await fill(one, 1);
    await one.end();
    await emptyDatabase();
    for (const [name, documents] of all) await registry.database.collection(name).insertMany(documents);
    expect(await refusal({ markFile: markPath() })).toMatch(/is of another history/);
  });
});
