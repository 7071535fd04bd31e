// A record moves from one ministry to another with all that it holds, and each is told what is its own to know.
import { randomUUID } from 'node:crypto';
import { type Caller, type Client, type Installation, startInstallation, until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { somebody, stepsOn } from './person-steps.ts';
import { startRegistry } from './started.ts';
import { inDatabase } from './stored.ts';
import { receiver, sender, transferStepsOn } from './transfer-steps.ts';

let installation: Installation;
let registry: Client;
let steps: ReturnType<typeof stepsOn>;
let transfers: ReturnType<typeof transferStepsOn>;

const mongoUrl = () => installation.configOf('registry').mongoUrl;
const refusal = (status: number, code: string) => ({ status, body: { code } });

beforeAll(async () => {
  installation = await startInstallation();
  registry = await startRegistry(installation);
  steps = stepsOn(registry);
  transfers = transferStepsOn(registry);
});
afterAll(() => installation?.close());

/** A record, bound to an identity that signed in. */
async function bound() {
  const me: Caller = `person@MNONE:${randomUUID()}`;
  const email = `amina.${randomUUID()}@example.org`;
  const id = await steps.enter({ emails: [email] });
  const code = await registry.post(`/v1/persons/${id}/binding-code`, { as: sender, body: { evidence: 'PASSPORT' } });
  const presented = await registry.post('/v1/self/binding', { as: me, body: { code: code.body['code'] } });
  if (presented.status !== 200) throw new Error(presented.text);
  return { id, me, email };
}
const mine = (id: string, as: Caller) => registry.get(`/v1/persons/${id}`, { as });
const holding = (id: string) =>
  inDatabase(mongoUrl(), async (database) => ({
    record: await database.collection('person').findOne({ _id: id } as never),
    rows: await database.collection('vault').find({ owner: id }).toArray(),
    key: await database.collection('vault_keys').findOne({ _id: id } as never),
  }));

describe('a record that is accepted', () => {
  it('is the other ministry’s with all that it holds, and is not there any more for the one of before', async () => {
    const { id, me, email } = await bound();
    await registry.post(`/v1/persons/${id}/verification`, {
      as: sender,
      body: { assurance: 'consular', evidence: 'PASSPORT' },
    });
    const before = (await steps.read(id, sender)).body;
    const transfer = await transfers.proposed(id);
    expect(await steps.read(id, receiver)).toMatchObject(refusal(404, 'NOT_FOUND'));

    const accepted = await transfers.accept(transfer);
    expect(accepted).toMatchObject({ status: 200, body: { id, status: 'verified' } });
    const after = (await steps.read(id, receiver)).body;
    const kept = ({
      vault,
      sex,
      residence,
      assurance,
      registeredOn,
      verifiedOn,
      boundOn,
    }: Record<string, unknown>) => ({
      ...{ vault, sex, residence, assurance, registeredOn, verifiedOn, boundOn },
    });
    expect(kept(after as never)).toEqual(kept(before as never));
    expect(after).toMatchObject({ ministry: 'MROM', transferId: transfer });
    expect(after).not.toHaveProperty('transferTo');
    expect(after['pairwiseId']).not.toBe(before['pairwiseId']);

    expect((await steps.search({ email }, receiver)).body.items).toMatchObject([{ id }]);
    expect((await steps.search({ email }, sender)).body.items).toEqual([]);
    for (const ask of [
      steps.read(id, sender),
      steps.patch(id, 3, { sex: 'other' }, sender),
      steps.erase(id, 'privacy@MFOR'),
      transfers.propose(id, sender, 'MLAB'),
      registry.get(`/v1/persons/${id}/reads`, { as: 'privacy@MFOR' }),
      registry.post(`/v1/persons/${id}/binding-code`, { as: sender, body: { evidence: 'PASSPORT' } }),
    ]) {
      expect(await ask).toMatchObject(refusal(404, 'NOT_FOUND'));
    }

    expect((await mine(id, me)).body).toMatchObject({ ministry: 'MROM', vault: { documents: { mask: 'full' } } });
    const looks = await registry.get(`/v1/persons/${id}/reads`, { as: me });
    expect(looks.body.items.map(({ ministry, what }) => `${ministry} ${what}`)).toEqual([
      'MFOR code',
      'MNONE binding',
      ...Array.from({ length: 2 }, () => 'MFOR read'),
      'MROM transfer',
      'MROM read',
      'MROM search',
      'MNONE read',
    ]);
    // whoever was registered there may register again: neither ministry holds what the other one does
    expect((await registry.post('/v1/persons', { as: sender, body: somebody({ emails: [email] }) })).status).toBe(201);
    const twice = await registry.post('/v1/persons', { as: receiver, body: somebody({ emails: [email] }) });
    expect(twice).toMatchObject({
      ...refusal(409, 'ALREADY_EXISTS'),
      body: { links: { holder: expect.stringContaining(id) } },
    });
    const again = await steps.patch(id, Number((await mine(id, me)).body.seq), { city: 'Rome' }, me);
    expect(again.status).toBe(200);
  });

  it('is told to each ministry as far as it is its own, under ids that have nothing in common', async () => {
    const id = await steps.enter();
    const [left, taken] = [(await steps.read(id, sender)).body['pairwiseId'], 'registry.person.'];
    await transfers.accept(await transfers.proposed(id));
    await registry.post(`/v1/persons/${id}/confirmation`, {
      as: receiver,
      body: { contactable: false, channel: 'web' },
    });
    const came = (await steps.read(id, receiver)).body['pairwiseId'];
    const told = await until('what is told', async () => {
      const of = async (as: Caller, subject: unknown) =>
        (await transfers.toldTo(as)).filter((change) => change.subject === subject);
      const found = { sender: await of(sender, left), receiver: await of(receiver, came) };
      return found.receiver.length > 1 ? found : undefined;
    });
    expect(told.sender.map(({ type, ministry }) => [type.replace(taken, ''), ministry])).toEqual([
      ['registered.v1', 'MFOR'],
      ['transfer-proposed.v1', 'MFOR'],
      ['transferred.v1', 'MFOR'],
    ]);
    expect(told.receiver.map(({ type, ministry }) => [type.replace(taken, ''), ministry])).toEqual([
      ['received.v1', 'MROM'],
      ['confirmed.v1', 'MROM'],
    ]);
    expect(Object.keys(told.sender.at(-1)?.data ?? {})).toEqual(['transferredOn']);
    expect(told.receiver[0]?.data).toMatchObject({ residenceCountry: 'FR', status: 'registered', sex: 'female' });
    expect((await transfers.toldTo('registrar@MLAB')).filter(({ ministry }) => ministry !== 'MLAB')).toEqual([]);
  });

  it('is accepted once by two at once, and again with the same effect', async () => {
    const id = await steps.enter();
    const transfer = await transfers.proposed(id);
    const both = await Promise.all([transfers.accept(transfer), transfers.accept(transfer, 'registrar@MROM:cy')]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    const { seq } = (await steps.read(id, receiver)).body;
    expect(await transfers.accept(transfer)).toMatchObject({ status: 200, body: { id, seq } });
    const { record, rows } = await holding(id);
    expect(rows.map(({ version }) => version)).toContain(record?.['vault']);
    expect(seq).toBe(4);
  });

  it('beside a correction has what was corrected, or the correction is refused as out of date', async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = await steps.enter();
      const transfer = await transfers.proposed(id);
      const { seq } = (await steps.read(id, sender)).body;
      const [corrected, accepted] = await Promise.all([
        steps.patch(id, Number(seq), { city: 'Lyon' }, sender),
        transfers.accept(transfer),
      ]);
      expect(accepted.status).toBe(200);
      expect([200, 404, 412]).toContain(corrected.status);
      const { vault } = (await steps.read(id, receiver)).body as unknown as { vault: { city?: { value: string } } };
      expect(vault.city?.value).toBe(corrected.status === 200 ? 'Lyon' : undefined);
    }
  });

  it('that is erased leaves no row and no key of either ministry, whichever comes first', async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = await steps.enter();
      const transfer = await transfers.proposed(id);
      const [accepted, erased] = await Promise.all([transfers.accept(transfer), steps.erase(id, 'privacy@MFOR')]);
      if (erased.status !== 200) expect((await steps.erase(id, 'privacy@MROM')).status).toBe(200);
      expect([200, 404, 409, 410]).toContain(accepted.status);
      const { record, rows, key } = await holding(id);
      expect(record).toMatchObject({ status: 'erased', tokens: [] });
      expect([rows, key?.['content']?.key]).toEqual([[], undefined]);
    }
  });
});

describe('a transfer that is open', () => {
  it('shows the ministry that is asked nothing of whose record it is', async () => {
    const id = await steps.enter();
    const transfer = await transfers.proposed(id);
    const answer = await transfers.worklist();
    expect(answer.body.items.find((item) => item['id'] === transfer)).toEqual({
      id: transfer,
      from: 'MFOR',
      reasonCode: 'MOVED_ABROAD',
      proposedOn: expect.any(String),
      bySelf: false,
    });
    expect(answer.text).not.toContain(id);
    for (const as of ['registrar@MLAB', sender] as const) {
      expect((await transfers.worklist(as)).text).not.toContain(transfer);
      expect(await transfers.accept(transfer, as)).toMatchObject(refusal(404, 'NOT_FOUND'));
      expect(await transfers.refuse(transfer, as)).toMatchObject(refusal(404, 'NOT_FOUND'));
    }
    const refused = await transfers.refuse(transfer);
    expect(refused.body).toEqual({ id: transfer, status: 'refused' });
    expect(refused.text).not.toContain(id);
  });

  it('is listed page by page, each once', async () => {
    const open = await Promise.all(Array.from({ length: 5 }, async () => transfers.proposed(await steps.enter())));
    const seen: string[] = [];
    for (let after = ''; ; ) {
      const { body } = await registry.get(`/v1/person-transfers?limit=2${after && `&after=${after}`}`, {
        as: receiver,
      });
      seen.push(...body.items.map((item) => String(item['id'])));
      if (typeof body.next !== 'string') break;
      after = body.next;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(open));
  });

  it('is answered by another natural person than the one who proposed it', async () => {
    const transfer = await transfers.proposed(await steps.enter());
    expect(await transfers.accept(transfer, 'registrar@MROM:ana')).toMatchObject(refusal(403, 'FOUR_EYES'));
    expect(await transfers.accept(transfer, 'registrar@MROM:desk/desk')).toMatchObject(refusal(403, 'FOUR_EYES'));
    expect((await transfers.accept(transfer)).status).toBe(200);
  });

  it('is one at a time, and for another ministry than the record’s', async () => {
    const id = await steps.enter();
    expect(await transfers.propose(id, sender, 'MFOR')).toMatchObject(refusal(409, 'SAME_MINISTRY'));
    await transfers.proposed(id);
    expect(await transfers.propose(id, sender, 'MLAB')).toMatchObject(refusal(409, 'TRANSFER_OPEN'));
    expect((await transfers.withdraw(id)).status).toBe(200);
    expect(await transfers.withdraw(id)).toMatchObject(refusal(409, 'TRANSFER_ENDED'));
    expect((await transfers.propose(id, sender, 'MLAB')).status).toBe(200);
  });

  it('is asked for by the person too, and stays with nobody once it is refused', async () => {
    const { id, me } = await bound();
    const transfer = await transfers.proposed(id, me);
    const item = (await transfers.worklist()).body.items.find(({ id: of }) => String(of) === transfer);
    expect(item).toMatchObject({ bySelf: true });
    expect((await transfers.refuse(transfer)).status).toBe(200);
    expect((await transfers.refuse(transfer)).status).toBe(200);
    expect(await transfers.accept(transfer)).toMatchObject(refusal(409, 'TRANSFER_ENDED'));
    expect((await transfers.worklist()).text).not.toContain(transfer);
    expect((await mine(id, me)).body).toMatchObject({ ministry: 'MFOR' });
  });

  it('of a record that was closed is not listed, and cannot be accepted', async () => {
    const id = await steps.enter();
    const transfer = await transfers.proposed(id);
    await registry.post(`/v1/persons/${id}/closure`, { as: sender, body: { reason: 'deceased' } });
    expect((await transfers.worklist()).text).not.toContain(transfer);
    const late = await transfers.accept(transfer);
    expect(late).toMatchObject(refusal(409, 'TRANSFER_ENDED'));
    expect(late.text).not.toContain('deceased');
  });

  it('of somebody whom the other ministry has already is refused with a link to that record, and nothing changes', async () => {
    const email = `twice.${randomUUID()}@example.org`;
    const [id, theirs] = [await steps.enter({ emails: [email] }), await steps.enter({ emails: [email] }, receiver)];
    const transfer = await transfers.proposed(id);
    const kept = async () => {
      const { record, ...beside } = await holding(id);
      const { vault, tokens, ministry, seq, transferTo } = (record ?? {}) as Record<string, unknown>;
      return { ...beside, vault, tokens, ministry, seq, transferTo };
    };
    const before = await kept();
    const answer = await transfers.accept(transfer);
    expect(answer).toMatchObject({
      ...refusal(409, 'ALREADY_EXISTS'),
      body: { links: { holder: `/registry/v1/persons/${theirs}` } },
    });
    expect(answer.text).not.toContain(id);
    expect(await kept()).toEqual(before);
    const looks = await registry.get(`/v1/persons/${theirs}/reads`, { as: 'privacy@MROM' });
    expect(looks.body.items.at(-1)).toMatchObject({ what: 'duplicate', ministry: 'MROM' });
  });
});
