// What every home of aggregates must do, whatever database it is. The store's correctness leans on each sentence.
import { partitionOf } from '@tributary/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { uuidv7 } from '../../src/ids.ts';
import type { AggregateDefinition } from '../../src/ports/aggregates.ts';
import type { AggregateDocument, AggregateDocuments, Outgoing, Receipt } from '../../src/store/documents.ts';
import { type Well, wells } from '../fixtures/aggregates.ts';
import { request } from '../fixtures/requests.ts';

export interface OpenDocuments {
  readonly documents: AggregateDocuments<Well>;
  /** Inserts a document as releases before the tokens did. */
  insertTokenless(document: AggregateDocument<Well>): Promise<void>;
  close(): Promise<void>;
}

const at = new Date('2026-03-01T12:00:00.000Z');

const outgoing = (id: string, seq: number): Outgoing => ({
  seq,
  event: {
    id: uuidv7(),
    type: 'registry.well.measured.v1',
    subject: id,
    seq,
    at: at.toISOString(),
    ministry: 'MPLA',
    hops: 0,
    data: { level: seq, measuredOn: '2026-03-01' },
  },
  by: request().actor,
});

const receipt = (key: string): Receipt => ({ key, fingerprint: 'f', status: 200, reply: '{}', at });

function well(name: string, id = uuidv7()): AggregateDocument<Well> {
  return {
    id,
    ministry: 'MPLA',
    partition: partitionOf(id),
    seq: 1,
    token: `${id} 1`,
    at,
    state: { name, levels: [] },
    outbox: [outgoing(id, 1)],
    receipts: [],
    receiptsMovedAt: undefined,
    created: receipt('newDocument'),
    sources: {},
    sourcesMoved: false,
    erased: false,
    naming: [],
    reservations: {},
    reserved: '0',
  };
}

/** A change that reserves for an owner. */
const reserving = (owner: string, amount: string, token: string) => ({
  owner,
  reservation: { kind: 'grant', amount, held: '0', revision: 1, at },
  reserved: '0',
  token,
  reserving: true,
});

/** The step to the next seq, with a level and a receipt of its own. */
function stepOf(before: AggregateDocument<Well>, key: string) {
  const seq = before.seq + 1;
  const events = [outgoing(before.id, seq)];
  const state = { ...before.state, levels: [...before.state.levels, seq] };
  const mine = receipt(key);
  const token = `${before.id} ${seq} ${key}`;
  const next = {
    ...before,
    seq,
    token,
    state,
    outbox: [...before.outbox, ...events],
    receipts: [...before.receipts, mine],
  };
  return { next, events, receipt: mine, moving: [], movingSources: {}, gains: {}, erases: false };
}

/** @param open connects to an empty database and makes the indexes of the definition */
export function aggregateDocumentsSuite(
  name: string,
  open: (definition: AggregateDefinition<Well>) => Promise<OpenDocuments>,
): void {
  describe(`aggregate documents on ${name}`, () => {
    let opened: OpenDocuments;
    let documents: AggregateDocuments<Well>;
    beforeAll(async () => {
      opened = await open(wells);
      documents = opened.documents;
    });
    afterAll(() => opened.close());

    async function stored(label: string): Promise<AggregateDocument<Well>> {
      const document = well(label);
      expect(await documents.insert(document)).toBe('saved');
      return document;
    }

    test('rule 1: what is inserted is read back whole', async () => {
      const document = await stored('whole');
      expect(await documents.find(document.id)).toEqual(document);
      expect(await documents.find(uuidv7())).toBeUndefined();
    });

    test('rule 6: an id is taken once, and so is a business key; the id is looked at first', async () => {
      const document = await stored('key');
      expect(await documents.insert(well('other', document.id))).toBe('id-taken');
      expect(await documents.insert(well('key'))).toBe('key-taken');
      expect(await documents.insert(well('key', document.id))).toBe('id-taken');
    });

    test('rule 6: of many that are inserted together each is told what became of it, and none hinders another', async () => {
      const [there, fresh, last] = [await stored('there'), well('fresh'), well('last')];
      const all = [fresh, well('other', there.id), well('there'), well('fresh'), last];
      expect(await documents.insertAll(all)).toEqual(['saved', 'id-taken', 'key-taken', 'key-taken', 'saved']);
      for (const document of [there, fresh, last]) expect(await documents.find(document.id)).toEqual(document);
    });

    test('rule 4: a step is saved on its own version alone, with events and receipt', async () => {
      const before = await stored('version');
      const step = stepOf(before, 'r1');
      expect(await documents.save(before, step)).toBe('saved');
      expect(await documents.find(before.id)).toEqual(step.next);
      expect(await documents.save(before, stepOf(before, 'r2'))).toBe('missed');
      expect(await documents.save({ ...step.next, seq: 3 }, stepOf(step.next, 'r3'))).toBe('missed');
      expect(await documents.find(before.id)).toEqual(step.next);
    });

    test('rule 4: the same seq in another history is another version, and nothing of it is overwritten', async () => {
      const before = await stored('history');
      const step = stepOf(before, 'here');
      await documents.save(before, step);
      const elsewhere = stepOf(before, 'there').next;
      const source = { subject: uuidv7(), seq: 1 };
      expect(await documents.save(elsewhere, stepOf(elsewhere, 'on top'))).toBe('missed');
      expect(await documents.mark(before.id, elsewhere, source, 't')).toBe('missed');
      expect(await documents.reserve(before.id, elsewhere, reserving('a', '5', 't'))).toBe('missed');
      expect(await documents.find(before.id)).toEqual(step.next);
    });

    test('rule 4: a document from before there were tokens gets one with its next write', async () => {
      const before = { ...well('tokenless'), token: '' };
      await opened.insertTokenless(before);
      expect(await documents.find(before.id)).toEqual(before);
      const step = stepOf(before, 'r');
      expect(await documents.save(before, step)).toBe('saved');
      expect(await documents.find(before.id)).toEqual(step.next);
      expect(await documents.save(before, stepOf(before, 'late'))).toBe('missed');
    });

    test('I5: of fifty steps on one version exactly one is saved', async () => {
      const before = await stored('contended');
      const results = await Promise.all(
        Array.from({ length: 50 }, (_, n) => documents.save(before, stepOf(before, `r${n}`))),
      );
      expect(results.filter((result) => result === 'saved')).toHaveLength(1);
      expect((await documents.find(before.id))?.receipts).toHaveLength(1);
    });

    test('rule 4: a business key that is taken refuses a step, and nothing of it is written', async () => {
      await stored('mine');
      const before = await stored('theirs');
      const step = stepOf(before, 'r');
      const renamed = { ...step, next: { ...step.next, state: { ...step.next.state, name: 'mine' } } };
      expect(await documents.save(before, renamed)).toBe('key-taken');
      expect(await documents.find(before.id)).toEqual(before);
    });

    test('a field that the state no longer has is gone', async () => {
      const document = well('noted');
      await documents.insert({ ...document, state: { ...document.state, note: 'dry' } });
      expect((await documents.find(document.id))?.state.note).toBe('dry');
      await documents.save(document, stepOf(document, 'r'));
      expect('note' in ((await documents.find(document.id))?.state ?? {})).toBe(false);
    });

    test('rule 30: a source that was answered is remembered, and an older or equal event of it matches nothing', async () => {
      const before = await stored('reacting');
      const source = { subject: uuidv7(), seq: 5 };
      const step = stepOf(before, 'r');
      const guard = { ...before, source };
      const next = { ...step.next, sources: { [source.subject]: 5 } };
      expect(await documents.save(guard, { ...step, next, receipt: undefined })).toBe('saved');
      expect((await documents.find(before.id))?.sources).toEqual({ [source.subject]: 5 });
      expect(await documents.mark(before.id, next, source, 't')).toBe('missed');
      expect(await documents.mark(before.id, next, { ...source, seq: 4 }, 't')).toBe('missed');
      expect(await documents.mark(before.id, before, { ...source, seq: 6 }, 't')).toBe('missed');
      expect(await documents.mark(before.id, next, { ...source, seq: 6 }, 't')).toBe('saved');
      expect((await documents.find(before.id))?.sources).toEqual({ [source.subject]: 6 });
      expect((await documents.find(before.id))?.seq).toBe(2);
    });

    test('rule 6: an erasure leaves neither the receipt of the creation nor any before its own', async () => {
      const before = await stored('erased');
      const first = stepOf(before, 'old');
      await documents.save(before, first);
      const last = stepOf(first.next, 'erasure');
      const { created: _created, ...kept } = last.next;
      const next = { ...kept, created: undefined, receipts: [last.receipt], erased: true };
      expect(await documents.save(first.next, { ...last, next, erases: true })).toBe('saved');
      expect(await documents.find(before.id)).toEqual(next);
    });

    test('rule 11: a void document takes an id, is never read, and collides with nothing else', async () => {
      const [first, second] = [uuidv7(), uuidv7()];
      expect(await documents.insertVoid(first)).toBe('saved');
      expect(await documents.insertVoid(second)).toBe('saved');
      expect(await documents.insertVoid(first)).toBe('id-taken');
      expect(await documents.insert(well('late', first))).toBe('id-taken');
      expect(await documents.find(first)).toBeUndefined();
      const all = await documents.page({}, undefined, 200);
      expect(all.some(({ id }) => id === first || id === second)).toBe(false);
    });

    test('rule 11: reservations change one at a time and move no seq', async () => {
      const before = await stored('limit');
      const { id } = before;
      const folded = { owner: 'a', reservation: undefined, reserved: '5', token: 't3', reserving: true };
      expect(await documents.reserve(id, before, reserving('a', '5', 't1'))).toBe('saved');
      expect(await documents.reserve(id, before, reserving('b', '5', 't'))).toBe('missed');
      expect(await documents.save(before, stepOf(before, 'r'))).toBe('missed');
      expect(await documents.reserve(id, { seq: 1, token: 't1' }, reserving('b', '7', 't2'))).toBe('saved');
      expect(await documents.reserve(id, { seq: 2, token: 't2' }, folded)).toBe('missed');
      expect(await documents.reserve(id, { seq: 1, token: 't2' }, folded)).toBe('saved');
      const { reservations, reserved, seq } = (await documents.find(before.id)) ?? {};
      const { reservation } = reserving('b', '7', 't2');
      expect({ reservations, reserved, seq }).toEqual({ reservations: { b: reservation }, reserved: '5', seq: 1 });
      expect((await documents.withReservations(undefined, 100)).map(({ id }) => id)).toEqual([before.id]);
      expect(await documents.withReservations(before.id, 100)).toEqual([]);
      await documents.reserve(id, { seq: 1, token: 't3' }, { ...folded, owner: 'b', token: 't4', reserving: false });
      expect(await documents.withReservations(undefined, 100)).toEqual([]);
    });

    test('rule 11: what an owner holds is noted once for each of its revisions', async () => {
      const [limit, owner] = [uuidv7(), uuidv7()];
      expect(await documents.holding(limit, owner)).toBeUndefined();
      expect(await documents.hold(limit, owner, { amount: '5', revision: 1 })).toEqual({ amount: '5', revision: 1 });
      expect(await documents.hold(limit, owner, { amount: '6', revision: 1 })).toEqual({ amount: '5', revision: 1 });
      expect(await documents.hold(limit, owner, { amount: '8', revision: 2 })).toEqual({ amount: '8', revision: 2 });
      expect(await documents.hold(limit, owner, { amount: '5', revision: 1 })).toEqual({ amount: '8', revision: 2 });
      expect(await documents.holding(limit, owner)).toEqual({ amount: '8', revision: 2 });
    });

    test('a page is in ascending order of id and holds what its filter says, as it stands', async () => {
      const pages = ['p1', 'p2', 'p3'].map((label) => well(`page ${label}`));
      for (const document of pages) await documents.insert(document);
      const names = { name: { $in: pages.map(({ state }) => state.name) } };
      const ids = pages.map(({ id }) => id).sort();
      expect((await documents.page(names, undefined, 2)).map(({ id }) => id)).toEqual(ids.slice(0, 2));
      expect((await documents.page(names, ids[1], 2)).map(({ id }) => id)).toEqual(ids.slice(2));
      expect(await documents.page({ name: 'page p1' }, undefined, 9)).toHaveLength(1);
      expect(await documents.page({ ...names, note: { $exists: true } }, undefined, 9)).toHaveLength(0);
      const smuggled = { name: { $gt: '' } } as unknown as { name: string };
      await expect(documents.page(smuggled, undefined, 9)).rejects.toThrow();
      await expect(documents.page({ unheard: 1 }, undefined, 9)).rejects.toThrow();
    });

    test('rule 10: the size of a document is the size of what is stored', async () => {
      const small = well('size');
      const note = 'x'.repeat(10_000);
      const large = { ...small, state: { ...small.state, note } };
      expect(documents.sizeOf(large) - documents.sizeOf(small)).toBeGreaterThanOrEqual(10_000);
    });

    test('a state with a field too many or too few is refused', async () => {
      await expect(documents.check({ name: 'a', levels: [] })).resolves.toBeUndefined();
      await expect(documents.check({ levels: [] } as unknown as Well)).rejects.toThrow(/name/);
      await expect(documents.check({ name: 'a', levels: [], depth: 3 } as Well)).rejects.toThrow(/depth/);
    });
  });
}
