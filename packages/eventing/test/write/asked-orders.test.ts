// Pages in an order that was asked for, while documents move in it.
import { beforeAll, describe, expect, test } from 'vitest';
import { annotate, dig, type Well, wells } from '../fixtures/aggregates.ts';
import { request } from '../fixtures/requests.ts';
import { storeOfFile } from '../fixtures/stores.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 5, 30, 12, minute));
const opened = storeOfFile<Well>({ ...wells, indexes: [...wells.indexes, { keys: { at: 1, _id: 1 } }] });
const ids: string[] = [];

async function pages(order: Record<string, 1 | -1>, filter: Parameters<typeof opened.store.page>[0], limit: number) {
  const found: string[] = [];
  let after: string | undefined;
  do {
    const page = await opened.store.page(filter, { limit, after, order });
    found.push(...page.items.map(({ state }) => state.name));
    after = page.next;
  } while (after !== undefined);
  return found;
}

beforeAll(async () => {
  for (const [index, minute] of [3, 1, 2, 1, 5].entries()) {
    const outcome = await opened.store.create(request({ now: at(minute) }), () => dig(`w${index}`));
    if (outcome.kind === 'acknowledged') ids.push(outcome.reply.id);
  }
});

describe('pages in the order of the last change', () => {
  test.each([1, 2, 3, 9])('hold each document once, %d a page', async (limit) => {
    const forwards = await pages({ at: 1 }, {}, limit);
    expect(forwards.slice(0, 2).toSorted()).toEqual(['w1', 'w3']);
    expect(forwards.slice(2)).toEqual(['w2', 'w0', 'w4']);
    expect(await pages({ at: -1 }, {}, limit)).toEqual(forwards.toReversed());
  });

  test('are narrowed to a range with both its ends', async () => {
    expect(await pages({ at: 1 }, { at: { $gte: at(2), $lte: at(3) } }, 1)).toEqual(['w2', 'w0']);
    expect(await pages({ at: -1 }, { at: { $gte: at(3) } }, 9)).toEqual(['w4', 'w0']);
  });

  test('leave out nothing where a document that ended a page has changed since', async () => {
    const order = { at: 1 } as const;
    const first = await opened.store.page({}, { limit: 3, order });
    const ended = first.items.at(-1);
    expect(ended?.state.name).toBe('w2');
    await opened.store.change(String(ended?.id), request({ now: at(9) }), ({ state }) => annotate(state, 'deeper'));
    const second = await opened.store.page({}, { limit: 9, order, after: first.next });
    expect(second.items.map(({ state }) => state.name)).toEqual(['w0', 'w4', 'w2']);
    expect(second.items.at(-1)?.at).toEqual(at(9));
  });
});
