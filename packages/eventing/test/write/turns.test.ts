// Many who change one aggregate at the same moment: nobody is refused for it while there is time.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { naturalId } from '../../src/ids.ts';
import { connectMongo, type MongoConnection } from '../../src/mongo/connection.ts';
import type { Outcome } from '../../src/ports/commands.ts';
import { createTurns, untilAnswered } from '../../src/store/turns.ts';
import { dig, funds, measure, openFund, type Well, wells } from '../fixtures/aggregates.ts';
import { code } from '../fixtures/outcomes.ts';
import { answering, request } from '../fixtures/requests.ts';
import { type Servers, startServers } from '../fixtures/servers.ts';
import { type OpenStore, openStore } from '../fixtures/stores.ts';

let servers: Servers;
const connections: MongoConnection[] = [];

/** The stores of a process of its own. */
async function open() {
  const connection = await connectMongo(servers.mongoUrl, 'turns');
  connections.push(connection);
  return { wells: await openStore(connection, wells), funds: await openStore(connection, funds) };
}

let one: OpenStore<Well>;
let other: OpenStore<Well>;
let fundsOfOne: OpenStore<{ readonly limit: number }>;

beforeAll(async () => {
  servers = await startServers();
  const first = await open();
  [one, fundsOfOne, other] = [first.wells, first.funds, (await open()).wells];
});
afterAll(async () => {
  await Promise.all(connections.map((connection) => connection.close()));
  await servers.close();
});

/** Time enough on a busy machine. */
const patiently = () => request({ until: performance.now() + 60_000 });
const FIFTY = Array.from({ length: 50 }, (_, n) => n);
const refused = (outcomes: readonly Outcome[]) => outcomes.filter(({ kind }) => kind === 'rejected').map(code);

async function dug(name: string): Promise<string> {
  const outcome = await one.store.create(request(), () => dig(name));
  if (outcome.kind !== 'acknowledged') throw new Error('not dug');
  return outcome.reply.id;
}

const add = (opened: OpenStore<Well>, id: string, level: number, context = patiently()) =>
  opened.store.change(id, context, ({ state }) => measure(state, level));
const levels = async (id: string) => (await one.store.load(id))?.state.levels;

describe('commands on one aggregate at the same moment', () => {
  test('rule 5: fifty commands on one aggregate at once are each acknowledged, and each is decided once', async () => {
    const id = await dug('busy');
    let decided = 0;
    const outcomes = await Promise.all(
      FIFTY.map((n) =>
        one.store.change(id, patiently(), ({ state }) => {
          decided += 1;
          return measure(state, n);
        }),
      ),
    );
    expect(refused(outcomes)).toEqual([]);
    expect(decided).toBe(FIFTY.length);
    expect(await levels(id)).toEqual(FIFTY);
  });

  test('rule 5: so are fifty that are put under a natural key, the first of which makes it', async () => {
    const put = (n: number) =>
      one.store.put('well:put', patiently(), (stored) => (stored ? measure(stored.state, n) : dig('put')));
    expect(refused(await Promise.all(FIFTY.map(put)))).toEqual([]);
    expect((await one.store.load(naturalId('well:put')))?.seq).toBe(FIFTY.length);
  });

  test('rule 5: two processes that change one aggregate overtake each other, and both come through', async () => {
    const id = await dug('shared');
    const outcomes = await Promise.all(FIFTY.map((n) => add(n % 2 === 0 ? one : other, id, n)));
    expect(refused(outcomes)).toEqual([]);
    expect([...((await levels(id)) ?? [])].sort((a, b) => a - b)).toEqual(FIFTY);
  });

  test('rule 30: answers to events take their turn among commands', async () => {
    const id = await dug('answered');
    const react = (n: number) =>
      one.store.react({ id }, answering(`source-${n}`, 1), (well) =>
        measure(well?.state ?? { name: '', levels: [] }, n),
      );
    const all = await Promise.all([1, 2, 3].flatMap((n) => [react(n), add(one, id, n).then(code)]));
    expect(new Set(all)).toEqual(new Set(['applied', 'acknowledged']));
  });

  test('rule 11: fifty who reserve at once are each told whether it fits', async () => {
    const made = await fundsOfOne.store.create(request(), () => openFund(50));
    if (made.kind !== 'acknowledged') throw new Error('not opened');
    const reserve = (n: number) =>
      fundsOfOne.store.reserve(made.reply.id, { kind: 'grant', id: `owner-${n}` }, patiently(), () => 1n);
    expect(new Set(await Promise.all(FIFTY.map(reserve)))).toEqual(new Set(['reserved']));
  });

  test('rule 5: whose time is up before its turn is asked to come again, and is never made', async () => {
    const id = await dug('slow');
    let go: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      go = resolve;
    });
    one.through((documents) => ({
      async save(guard, step) {
        await held;
        return documents.save(guard, step);
      },
    }));
    const first = add(one, id, 1);
    const late = add(one, id, 2, request({ until: performance.now() + 20 }));
    const third = add(one, id, 3);
    expect(await late).toMatchObject({ rejection: { rejected: 'UNAVAILABLE', values: { seconds: 1 } } });
    go();
    expect(refused([await first, await third])).toEqual([]);
    expect(await levels(id)).toEqual([1, 3]);
  });
});

describe('turns', () => {
  test('of one id come one after the other, of several side by side, and a failure is only its own', async () => {
    const turns = createTurns();
    const told: string[] = [];
    const work = (name: string) => async () => {
      told.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 5));
      told.push(`${name} ends`);
      if (name === 'a1') throw new Error('only a1');
      return name;
    };
    const until = performance.now() + 60_000;
    const all = [
      turns.take('a', until, work('a1')),
      turns.take('a', until, work('a2')),
      turns.take('b', until, work('b')),
    ];
    const settled = await Promise.allSettled(all);
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
    expect(told.indexOf('a2 begins')).toBeGreaterThan(told.indexOf('a1 ends'));
    expect(told.indexOf('b begins')).toBeLessThan(told.indexOf('a1 ends'));
  });

  test('an attempt is made once even when no time is left', async () => {
    let attempts = 0;
    const none = await untilAnswered(0, async () => {
      attempts += 1;
      return undefined;
    });
    expect([none, attempts]).toEqual([undefined, 1]);
  });
});
