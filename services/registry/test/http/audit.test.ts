// I11 of looks at persons: no answer leaves before it is recorded, and what was recorded cannot be rewritten unseen.

import {
  type Checkpoint,
  currentKey,
  isProven,
  type Link,
  proofOf,
  publicKeyOf,
  readKeyRing,
  verification,
} from '@tributary/privacy';
import type { Service } from '@tributary/service-kit';
import { type Client, type Installation, startInstallation, testLimits } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compose } from '../../src/service.ts';
import { privacy, registrar, somebody, stepsOn } from './person-steps.ts';
import { inDatabase, untilJobIsDone } from './stored.ts';

let installation: Installation;
let registry: Client;
let steps: ReturnType<typeof stepsOn>;
let service: Service;

beforeAll(async () => {
  installation = await startInstallation();
  registry = await installation.start('registry', async (config) => {
    service = await compose(config, { checkReplies: true, limits: testLimits });
    return service;
  });
  steps = stepsOn(registry);
});
afterAll(() => installation.close());

const mongoUrl = () => installation.configOf('registry').mongoUrl;
const contentsOf = <T>(collection: string): Promise<T[]> =>
  inDatabase(mongoUrl(), async (database) => {
    const found = await database.collection(collection).find().sort({ _id: 1 }).toArray();
    return found.map(({ content }) => content as T);
  });

function faultIn(
  links: readonly Link<unknown>[],
  checkpoints: readonly Checkpoint[],
  keys: ReadonlyMap<number, string>,
) {
  const verifying = verification(keys);
  for (const one of checkpoints) verifying.checkpoint(one);
  for (const one of links) verifying.link(one);
  return verifying.result().fault;
}

describe('I11: the audit of looks', () => {
  it('is one chain without gaps, however many look at once, and each look is in it', async () => {
    const ids = await Promise.all(Array.from({ length: 10 }, () => steps.enter()));
    const looks = ids.flatMap((id) => Array.from({ length: 5 }, () => steps.read(id)));
    expect((await Promise.all(looks)).every(({ status }) => status === 200)).toBe(true);
    const links = await contentsOf<Link<{ readonly persons: readonly string[]; readonly what: string }>>('audit');
    expect(faultIn(links, [], new Map())).toBeUndefined();
    for (const id of ids) {
      const looks = links.filter(({ entry }) => entry.what !== 'comparison' && entry.persons.includes(id));
      expect(looks).toHaveLength(5);
    }
  });

  it('is signed, so that a history that was written anew is found without the database', async () => {
    await steps.read(await steps.enter());
    await untilJobIsDone(mongoUrl(), 'audit.checkpoints');
    const links = await contentsOf<Link<object>>('audit');
    const checkpoints = await contentsOf<Checkpoint>('audit_checkpoints');
    const { audit } = readKeyRing(installation.configOf('registry').vaultKeys);
    const keys = new Map([[audit.current, publicKeyOf(currentKey(audit))]]);
    expect(checkpoints.length).toBeGreaterThan(0);
    expect(faultIn(links, checkpoints, keys)).toBeUndefined();
    const [last] = checkpoints.slice(-1);
    if (last === undefined) throw new Error('there is a checkpoint');
    const proof = proofOf(links.slice(last.after, last.upTo), last.upTo, last);
    expect(isProven(proof, publicKeyOf(currentKey(audit)))).toBe(true);
    const changed = links.map((link, at) =>
      at === 0 ? { ...link, entry: { ...link.entry, purpose: 'OTHER' } } : link,
    );
    expect(faultIn(changed, checkpoints, keys)).toBe('entry 1: changed after it was written');
  });

  it('is verified by a worker, which tells whether it holds and how old its last checkpoint is', async () => {
    await steps.read(await steps.enter());
    const told = async (name: string) => {
      const { body } = await service.internal.inject('/metrics');
      const [, value] = new RegExp(`^tributary_audit_${name} (\\S+)$`, 'm').exec(body) ?? [];
      return value === undefined ? undefined : Number(value);
    };
    for (const job of ['audit.checkpoints', 'audit.look', 'audit.verify']) await untilJobIsDone(mongoUrl(), job);
    expect(await told('mismatches')).toBe(0);
    expect(await told('unsigned_age_seconds')).toBe(0);
    expect(await told('checkpoint_age_seconds')).toBeGreaterThan(0);
    expect(await told('verification_age_seconds')).toBeGreaterThanOrEqual(0);
    const first = { _id: '1'.padStart(15, '0') } as never;
    const was = await inDatabase(mongoUrl(), async (database) => {
      const entries = database.collection('audit');
      const one = await entries.findOne(first);
      await entries.updateOne(first, { $set: { 'content.entry.purpose': 'OTHER' } });
      return one?.['content'].entry.purpose;
    });
    await untilJobIsDone(mongoUrl(), 'audit.verify');
    expect(await told('mismatches')).toBe(1);
    await inDatabase(mongoUrl(), (database) =>
      database.collection('audit').updateOne(first, { $set: { 'content.entry.purpose': was } }),
    );
    await untilJobIsDone(mongoUrl(), 'audit.verify');
    expect(await told('mismatches')).toBe(0);
  });

  it('goes before the answer: what cannot be recorded is not shown, by read, search, duplicate or patch', async () => {
    const body = somebody();
    const id = (await registry.post('/v1/persons', { as: registrar, body })).body.id;
    await untilJobIsDone(mongoUrl(), 'duplicates.compare');
    const entries = () => contentsOf<Link<{ readonly what: string }>>('audit');
    /** without those of a job, which may come at any moment */
    const asked = async () => (await entries()).filter(({ entry }) => entry.what !== 'comparison').length;
    const [before, next] = [await asked(), (await entries()).length + 1];
    // every place that could be the next one is taken
    const places = [String(next).padStart(15, '0'), '9'.repeat(15), `1${'0'.repeat(15)}`];
    const content = { no: Number('9'.repeat(15)), prev: '', hash: 'f'.repeat(64), entry: { persons: [] } };
    await inDatabase(mongoUrl(), (database) =>
      database.collection('audit').insertMany(places.map((_id) => ({ _id, version: 1, content })) as never),
    );
    const answers = [
      await steps.read(id),
      await steps.read(id, privacy),
      await steps.search({ email: body.emails[0] }),
      await registry.post('/v1/persons', { as: registrar, body }),
      await steps.patch(id, 1, { city: 'Lyon' }),
      await steps.erase(id),
    ];
    await inDatabase(mongoUrl(), (database) =>
      database.collection('audit').deleteMany({ _id: { $in: places } } as never),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(503));
    for (const { text } of answers) expect(text).not.toContain(id);
    expect(await asked()).toBe(before);
    expect((await steps.read(id)).body).toMatchObject({ seq: 1, status: 'registered' });
  });
});
