import { expect, test } from 'vitest';
import type { Outcome } from '../../src/ports/commands.ts';
import { DOCUMENT_LIMIT, EVENT_LIMIT, OUTBOX_LIMIT } from '../../src/store/step.ts';
import { annotate, dig, measure, wells } from '../fixtures/aggregates.ts';
import { request } from '../fixtures/requests.ts';
import { storeOfFile } from '../fixtures/stores.ts';
import { wellDug } from '../read/support/facts.ts';

const opened = storeOfFile(wells);

const refusal = (outcome: Outcome) => (outcome.kind === 'rejected' ? outcome.rejection : undefined);
const levels = (count: number) => Array.from({ length: count }, (_, n) => n);

async function dug(name: string): Promise<string> {
  const outcome = await opened.store.create(request(), () => dig(name));
  if (outcome.kind !== 'acknowledged') throw new Error('not dug');
  return outcome.reply.id;
}

const seqOf = async (id: string) => (await opened.store.load(id))?.seq;

test('rule 10: an event over its limit is refused, one at the limit is taken', async () => {
  const overhead = JSON.stringify({ name: '', dugOn: '2026-03-01' }).length;
  const wordy = (bytes: number) => ({
    state: { name: `wordy ${bytes}`, levels: [] },
    events: [wellDug({ name: 'x'.repeat(bytes - overhead), dugOn: '2026-03-01' })],
  });
  const refused = await opened.store.create(request(), () => wordy(EVENT_LIMIT + 1));
  expect(refusal(refused)).toMatchObject({ rejected: 'BODY_TOO_LARGE', values: { limit: EVENT_LIMIT } });
  expect((await opened.store.create(request(), () => wordy(EVENT_LIMIT))).kind).toBe('acknowledged');
});

test('rule 10: a document over its limit is refused, and nothing is written', async () => {
  const id = await dug('heavy');
  const half = 'x'.repeat(DOCUMENT_LIMIT / 2);
  await opened.store.change(id, request(), ({ state }) => annotate(state, half));
  const refused = await opened.store.change(id, request(), ({ state }) => annotate(state, half + half));
  expect(refusal(refused)).toMatchObject({ rejected: 'TOO_MANY_EVENTS' });
  expect(await seqOf(id)).toBe(2);
});

test('rule 10: more events at once than an outbox holds are too many; a full outbox asks to wait', async () => {
  const id = await dug('busy');
  const add = (count: number) => opened.store.change(id, request(), ({ state }) => measure(state, ...levels(count)));
  expect(refusal(await add(OUTBOX_LIMIT + 1))).toMatchObject({ rejected: 'TOO_MANY_EVENTS' });
  expect((await add(OUTBOX_LIMIT - 1)).kind).toBe('acknowledged');
  expect(refusal(await add(1))).toMatchObject({ rejected: 'UNAVAILABLE' });
  expect(await seqOf(id)).toBe(OUTBOX_LIMIT);
});
