// The rows of a batch are written some at a time, side by side: what becomes of some says nothing of the others.
import { randomUUID } from 'node:crypto';
import type { ImportReading, Moment } from '@tributary/contracts';
import { describe, expect, it } from 'vitest';
import type { RawRow } from '../../src/person-import/form/person-row.ts';
import { makingOf } from '../../src/person-import/making.ts';
import { readyRows } from '../../src/person-import/ready.ts';

const ROWS = 600;
const today = '2026-03-01';
const actor = { sub: 'registrar', client: 'office', ministry: 'MFOR', roles: ['registrar'] } as const;
const blinding = { key: Buffer.alloc(32, 7), ministry: 'MFOR' };
const reading: ImportReading = { columns: [], constants: [], dateOrder: 'day-first' };

const rowOf = (no: number, changed: Readonly<Record<string, string>> = {}): RawRow => {
  const cells = {
    ...{ key: `k-${no}`, givenName: `Amina${no}`, familyName: 'Torvald', birthDate: '1988-02-29' },
    ...{ email: `a${no}@example.org`, country: 'FR', sex: 'f', channel: 'event', contactable: 'yes' },
    ...changed,
  };
  return { row: no + 2, cells: new Map(Object.entries(cells)) as RawRow['cells'], names: new Map() };
};

type Store = Parameters<typeof makingOf>[0]['store'];
type Made = Awaited<ReturnType<Store['createEach']>>;

/** A store that keeps the ids of persons; `refuse` says what becomes of those that are to be made together. */
function ground(refuse: (ids: readonly string[]) => Made | undefined = () => undefined) {
  const made = new Map<string, number>();
  const queued = new Set<string>();
  const vaults = new Set<string>();
  let [underWay, most] = [0, 0];
  const making = makingOf({
    store: {
      loadAll: async (ids: readonly string[]) =>
        ids.filter((id) => made.has(id)).map((id) => ({ id, state: { status: 'registered', tokens: [] } })),
      page: async () => ({ items: [], next: undefined }),
      createEach: async (_command: unknown, all: readonly { readonly id: string }[]) => {
        underWay += 1;
        most = Math.max(most, underWay);
        await new Promise((resolve) => setTimeout(resolve, 5));
        underWay -= 1;
        const ids = all.map(({ id }) => id);
        const refused = refuse(ids);
        if (refused !== undefined) return refused;
        for (const id of ids) made.set(id, (made.get(id) ?? 0) + 1);
        return ids.map(() => 'made' as const);
      },
    },
    vault: {
      keepAll: async (all: readonly { readonly person: string }[]) => {
        for (const { person } of all) vaults.add(person);
        return new Set<string>();
      },
    },
    comparison: {
      addAll: async (all: readonly { readonly vault: string }[]) => {
        for (const { vault } of all) queued.add(vault);
      },
      removeAll: async (all: readonly string[]) => {
        for (const vault of all) queued.delete(vault);
      },
    },
    audit: { record: async () => undefined },
  } as never);
  const moment: Moment = { now: new Date('2026-03-01T10:00:00Z'), today, newId: randomUUID };
  const batch = async (rows: readonly RawRow[], before: readonly string[] = []) => {
    const ready = await readyRows(rows, { reading, blinding, today });
    const asked = { ready, ministry: 'MFOR', actor, dryRun: false, seen: { persons: new Map() } };
    return making({ ...asked, begin: async () => new Set(before) }, moment);
  };
  return { batch, made, queued, vaults, most: () => most, idle: () => underWay === 0 };
}

describe('a batch', () => {
  it('tells its rows in their order, and the one that is refused changes nothing of the others', async () => {
    const { batch, made, queued, most } = ground();
    const rows = Array.from({ length: ROWS }, (_row, no) =>
      no === 300 ? rowOf(no, { birthDate: '31/02/1988' }) : rowOf(no),
    );
    const told = await batch([...rows, rowOf(ROWS, { email: 'A5@example.org' })]);
    expect(told.map(({ row }) => row)).toEqual(Array.from({ length: ROWS + 1 }, (_row, no) => no + 2));
    expect(told.map(({ outcome }) => outcome)).toEqual(
      Array.from({ length: ROWS + 1 }, (_row, no) => (no === 300 ? 'refused' : no === ROWS ? 'there' : 'made')),
    );
    expect(told.at(-1)?.personId).toBe(told[5]?.personId);
    expect([made.size, queued.size, most() > 1]).toEqual([ROWS - 1, ROWS - 1, true]);
  });

  it('leaves who is there already to the store, and what waited for them to be compared is gone', async () => {
    const taken = new Set<string>();
    const { batch, queued } = ground((ids) => {
      if (taken.size > 0) return undefined;
      taken.add(ids[3] ?? '');
      return ids.map((_id, at) => (at === 3 ? 'taken' : 'made'));
    });
    const told = await batch(Array.from({ length: ROWS }, (_row, no) => rowOf(no)));
    expect(told.filter(({ outcome }) => outcome === 'made')).toHaveLength(ROWS - 1);
    expect(told.filter(({ outcome }) => outcome === 'there').map(({ personId }) => personId)).toEqual([...taken]);
    expect(queued.size).toBe(ROWS - 1);
  });

  it('that cannot be written in part fails once all of it has come to rest, and made again makes nobody twice', async () => {
    let away = true;
    const ran = ground((ids) => {
      if (!away || ids.length < 250 || ran.made.size > 0) return undefined;
      away = false;
      throw new Error('the store is away');
    });
    const rows = Array.from({ length: ROWS }, (_row, no) => rowOf(no));
    await expect(ran.batch(rows)).rejects.toThrow('the store is away');
    expect(ran.idle()).toBe(true);
    const madeFirst = ran.made.size;
    expect(madeFirst).toBeGreaterThan(0);
    expect(madeFirst).toBeLessThan(ROWS);
    const told = await ran.batch(rows, [...ran.vaults]);
    expect(told.every(({ outcome }) => outcome === 'made')).toBe(true);
    expect([...ran.made.values()].every((times) => times === 1)).toBe(true);
    expect(ran.made.size).toBe(ROWS);
  });
});

describe('rows that are made ready', () => {
  it('leave requests their turn, however many they are', async () => {
    let turns = 0;
    let over = false;
    const turn = () => {
      turns += 1;
      if (!over) setImmediate(turn);
    };
    setImmediate(turn);
    await readyRows(
      Array.from({ length: 200 }, (_row, no) => rowOf(no)),
      { reading, blinding, today },
    );
    over = true;
    expect(turns).toBeGreaterThanOrEqual(20);
  });

  it('have the tokens and ids that each of them has alone', async () => {
    const rows = [rowOf(1), rowOf(2), rowOf(3, { givenName: 'Amina1' }), rowOf(4, { key: '' })];
    const asked = { reading, blinding, today };
    const { candidates } = await readyRows(rows, asked);
    const alone = await Promise.all(rows.map((row) => readyRows([row], asked)));
    expect(candidates).toEqual(alone.flatMap((one) => one.candidates));
    expect(new Set(candidates.map(({ id }) => id)).size).toBe(4);
  });
});
