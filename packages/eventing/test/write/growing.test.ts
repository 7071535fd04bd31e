// Lists that only grow are appended to, and each part of a long document has a bound of its own.
import { afterEach, describe, expect, test } from 'vitest';
import { uuidv7 } from '../../src/ids.ts';
import type { Outcome } from '../../src/ports/commands.ts';
import { SOURCES_BYTES } from '../../src/store/sources.ts';
import { DOCUMENT_LIMIT, STATE_LIMIT } from '../../src/store/step.ts';
import { annotate, dig, loggedWells, measure, type Well } from '../fixtures/aggregates.ts';
import { answering, request } from '../fixtures/requests.ts';
import { storeOfFile } from '../fixtures/stores.ts';

const opened = storeOfFile(loggedWells);
afterEach(() => opened.through(() => ({})));

const refusal = (outcome: Outcome) => (outcome.kind === 'rejected' ? outcome.rejection.rejected : undefined);
const wellsKept = () => opened.connection.collection(loggedWells.name);
const raw = (id: string) => wellsKept().findOne({ _id: id as never });

async function dug(name: string): Promise<string> {
  const outcome = await opened.store.create(request(), () => dig(name));
  if (outcome.kind !== 'acknowledged') throw new Error('not dug');
  return outcome.reply.id;
}

const add = (id: string, ...levels: readonly number[]) =>
  opened.store.change(id, request(), ({ state }) => measure(state, ...levels));

describe('a list that only grows', () => {
  test('rule 10: is written by what it gains: what it holds is not sent again', async () => {
    const id = await dug('long');
    await wellsKept().updateOne({ _id: id as never }, { $set: { levels: Array.from({ length: 400 }, (_, n) => n) } });
    const sent: unknown[] = [];
    const stored = opened.connection.collection(loggedWells.name);
    const { updateOne } = Object.getPrototypeOf(stored) as typeof stored;
    Object.getPrototypeOf(stored).updateOne = function spied(
      this: typeof stored,
      ...args: Parameters<typeof updateOne>
    ) {
      sent.push(args[1]);
      return Reflect.apply(updateOne, this, args);
    };
    await add(id, 1000, 999);
    Object.getPrototypeOf(stored).updateOne = updateOne;
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ $push: { levels: { $each: [1000, 999] } } });
    expect(Object(sent[0]).$set).not.toHaveProperty('levels');
    const levels = (await opened.store.load(id))?.state.levels ?? [];
    expect([levels.length, levels.at(-2), levels.at(-1)]).toEqual([402, 1000, 999]);
  });

  test('rule 10: that lacks or changes what it held is an error of the program, and nothing is written', async () => {
    const id = await dug('broken');
    await add(id, 1, 2, 3);
    const before = await raw(id);
    for (const levels of [[1, 2], [1, 9, 3, 4], []]) {
      const decide = ({ state }: { readonly state: Well }) => ({
        ...annotate(state, 'x'),
        state: { ...state, levels },
      });
      await expect(opened.store.change(id, request(), decide)).rejects.toThrow(/levels only grows/);
    }
    expect(await raw(id)).toEqual(before);
  });

  test('rule 10: what it gains is looked at as every field is', async () => {
    const id = await dug('checked');
    const decide = ({ state }: { readonly state: Well }) => ({
      ...annotate(state, 'x'),
      state: { ...state, levels: [...state.levels, 'deep' as never] },
    });
    await expect(opened.store.change(id, request(), decide)).rejects.toThrow(/levels/);
  });
});

describe('the parts of a document', () => {
  test('rule 10: a state over its bound is refused; one that waits for the relay beside it asks to wait', async () => {
    const id = await dug('heavy');
    const note = (bytes: number) =>
      opened.store.change(id, request(), ({ state }) => annotate(state, 'x'.repeat(bytes)));
    expect(refusal(await note(STATE_LIMIT))).toBe('TOO_MANY_EVENTS');
    expect(refusal(await note(STATE_LIMIT - 10_000))).toBeUndefined();
    const waits = 'x'.repeat(DOCUMENT_LIMIT - STATE_LIMIT + 20_000);
    await wellsKept().updateOne({ _id: id as never }, { $push: { outbox: { waits } as never } });
    expect(refusal(await add(id, 1))).toBe('UNAVAILABLE');
  });

  test('rule 30, I3: sources that outgrow the document are kept beside it, and each event is still answered once', async () => {
    const id = await dug('popular');
    const first = uuidv7();
    const react = (subject: string, seq: number, level?: number) =>
      opened.store.react({ id }, answering(subject, seq), (well) =>
        well === undefined || level === undefined ? 'unchanged' : measure(well.state, level),
      );
    expect(await react(first, 5, 1)).toBe('applied');
    const many = Object.fromEntries(
      Array.from({ length: 1_400 }, (_, n) => [`sources.subject-${n}-${'x'.repeat(30)}`, 7]),
    );
    await wellsKept().updateOne({ _id: id as never }, { $set: many });
    expect(await react(uuidv7(), 1, 2)).toBe('applied');
    expect(JSON.stringify((await raw(id))?.['sources']).length).toBeLessThan(SOURCES_BYTES / 100);
    expect(await react(first, 5, 3)).toBe('dropped');
    expect(await react(`subject-0-${'x'.repeat(30)}`, 7, 3)).toBe('dropped');
    expect(await react(first, 6, 4)).toBe('applied');
    expect(await react(first, 6, 5)).toBe('dropped');
    await wellsKept().updateOne({ _id: id as never }, { $set: many });
    expect(await react(uuidv7(), 1)).toBe('unchanged');
    expect(JSON.stringify((await raw(id))?.['sources']).length).toBeLessThan(SOURCES_BYTES / 100);
    expect(await react(first, 6, 6)).toBe('dropped');
    expect((await opened.store.load(id))?.state.levels).toEqual([1, 2, 4]);
  });
});
