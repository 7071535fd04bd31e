// Which organisations follow one that is no longer recognised: named, read from both sides, taken back, never in a circle.
import { randomUUID } from 'node:crypto';
import { type Caller, type Client, type Installation, startInstallation } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { organisationSteps, registrar, today } from './organisation-steps.ts';
import { startRegistry } from './started.ts';

let installation: Installation;
let registry: Client;

beforeAll(async () => {
  installation = await startInstallation();
  registry = await startRegistry(installation);
});
afterAll(() => installation.close());

const { post, enter, read, recognise, withdraw, idsOf, toldOf } = organisationSteps(() => registry);
const club = (): Caller => `association@#a-${randomUUID()}`;
const follow = (id: string, successorIds: readonly string[], as: Caller = registrar) =>
  post(`/${id}/succession`, { successorIds, reasonCode: 'MERGED' }, as);

/** One whose recognition was withdrawn. */
async function dissolved(as: Caller = registrar): Promise<string> {
  const id = await enter(as);
  await recognise(id);
  await withdraw(id);
  return id;
}

describe('the successors of an organisation', () => {
  it('are named by a registrar, told, and read from both sides', async () => {
    const [one, other, successor] = [
      await dissolved(),
      await dissolved(),
      await enter(registrar, 'Marsh Union (sample)'),
    ];
    for (const id of [one, other]) expect(await follow(id, [successor])).toMatchObject({ status: 200 });
    expect(await read(one, 'analyst@MFIN')).toMatchObject({
      successorIds: [successor],
      succession: { succeededOn: today(), reasonCode: 'MERGED' },
      successors: [{ organisationId: successor, name: 'Marsh Union (sample)', status: 'applied' }],
    });
    const { predecessors } = (await read(successor)) as unknown as { predecessors: { organisationId: string }[] };
    expect(predecessors.map(({ organisationId }) => organisationId).sort()).toEqual([one, other].sort());
    expect((await idsOf(`successorIds=${successor}`)).sort()).toEqual([one, other].sort());
    expect(await toldOf(one, ['registry.organisation.succeeded.v1'], 1)).toMatchObject([
      { data: { successorIds: [successor], succeededOn: today(), reasonCode: 'MERGED' } },
    ]);
  });

  it('are told to an association by their ids, and by name where it may read them', async () => {
    const own = club();
    const [id, theirs, others] = [await dissolved(own), await enter(own), await enter(club())];
    await follow(id, [theirs, others]);
    expect((await read(id, own))['successors']).toEqual(
      expect.arrayContaining([
        { organisationId: theirs, name: 'Marsh Enders (sample)', status: 'applied' },
        { organisationId: others },
      ]),
    );
    expect(await follow(id, [theirs], own)).toMatchObject({ status: 403 });
    expect(await follow(id, [theirs], 'analyst@MFIN')).toMatchObject({ status: 403 });
  });

  it('do not act for it, nor does it act for them', async () => {
    const [before, after] = [club(), club()];
    const [id, successor] = [await dissolved(before), await enter(after)];
    await follow(id, [successor]);
    expect((await read(id, before)).id).toBe(id);
    expect(await read(id, after)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await read(successor, before)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await read(id)).toMatchObject({ representatives: [{ no: 1, status: 'confirmed' }] });
    expect((await read(successor))['representatives']).toHaveLength(1);
  });

  it('follow one that is withdrawn or has expired alone, and keep it from being recognised anew until they are taken back', async () => {
    const [id, successor] = [await enter(), await enter()];
    expect(await follow(id, [successor])).toMatchObject({ status: 409, body: { code: 'WRONG_STATE' } });
    await recognise(id);
    expect(await follow(id, [successor])).toMatchObject({ status: 409, body: { code: 'WRONG_STATE' } });
    await withdraw(id);
    expect(await follow(id, [successor])).toMatchObject({ status: 200 });
    const refused = await recognise(id);
    expect(refused).toMatchObject({ status: 409, body: { code: 'ORGANISATION_SUCCEEDED' } });
    expect(refused.body['detail']).toContain(successor);
    expect(await follow(id, [])).toMatchObject({ status: 200 });
    expect(await read(id)).not.toHaveProperty('successors');
    expect(await read(successor)).not.toHaveProperty('predecessors');
    expect(await recognise(id)).toMatchObject({ status: 200 });
  });

  it('are there, are others, are few and each named once', async () => {
    const [id, successor] = [await dissolved(), await enter()];
    expect(await follow(id, [successor, randomUUID()])).toMatchObject({
      status: 422,
      body: { code: 'ORGANISATION_UNKNOWN' },
    });
    expect(await follow(id, [id])).toMatchObject({ status: 422, body: { code: 'ORGANISATIONS_CIRCULAR' } });
    for (const wrong of [[successor, successor], Array.from({ length: 11 }, () => randomUUID())]) {
      expect(await follow(id, wrong)).toMatchObject({ status: 400, body: { code: 'VALIDATION' } });
    }
    expect(await read(id)).not.toHaveProperty('successorIds');
  });

  it('never lead back, also where fifty are named at once', async () => {
    const ids = await Promise.all(Array.from({ length: 50 }, () => dissolved()));
    const next = (at: number) => ids[(at + 1) % ids.length] as string;
    const answers = await Promise.all(ids.map((id, at) => follow(id, [next(at)])));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 422]));
    const open = answers.filter(({ status }) => status === 422);
    for (const { body } of open) expect(body.code).toBe('ORGANISATIONS_CIRCULAR');
    const last = answers.findIndex(({ status }) => status === 422);
    for (const [at, { status }] of answers.entries()) {
      if (status === 422 && at !== last)
        expect(await follow(ids[at] as string, [next(at)])).toMatchObject({ status: 200 });
    }
    expect(await follow(ids[last] as string, [next(last)])).toMatchObject({ status: 422 });
  });
});
