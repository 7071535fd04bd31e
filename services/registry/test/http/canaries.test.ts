// I12: what says who a person is, is nowhere but in the vault, sealed, and in the answers to those who may see it.
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { type Client, type Installation, startInstallation, until } from '@tributary/testkit';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { ofAnother, privacy, registrar, somebody, stepsOn } from './person-steps.ts';
import { startRegistry } from './started.ts';
import { everythingIn, inDatabase, untilJobIsDone } from './stored.ts';

let installation: Installation;
let registry: Client;
let steps: ReturnType<typeof stepsOn>;
const log: string[] = [];

beforeAll(async () => {
  // the lines of the log, however this process writes them
  const write = process.stdout.write.bind(process.stdout);
  const writeSync = fs.writeSync;
  const kept = (what: unknown) => String(what).includes('"service":"registry"') && log.push(String(what)) > 0;
  vi.spyOn(process.stdout, 'write').mockImplementation(
    ((...what: [string]) => kept(what[0]) || write(...what)) as typeof process.stdout.write,
  );
  vi.spyOn(fs, 'writeSync').mockImplementation(((file: number, ...what: [string]) =>
    kept(what[0]) ? what[0].length : writeSync(file, ...what)) as typeof fs.writeSync);
  installation = await startInstallation();
  registry = await startRegistry(installation, { config: { logLevel: 'trace' } });
  steps = stepsOn(registry);
});
afterAll(async () => {
  await installation.close();
  vi.restoreAllMocks();
});

const canary = `Zqx${randomUUID().replaceAll('-', '')}`;
const digits = String(10_000_000 + Math.floor(Math.random() * 89_999_999));
const planted = {
  names: [{ given: canary, family: `${canary}Family` }],
  birthDate: '1931-07-19',
  emails: [`${canary}@example.org`],
  phones: [`+336${digits}`],
  documents: [{ kind: 'passport', country: 'MD', number: `${canary}9` }],
  city: `${canary}City`,
};
const secrets = [canary, canary.toLowerCase(), canary.toUpperCase(), digits, planted.birthDate];

/** Where a text tells one of the canaries. */
const toldIn = (places: Readonly<Record<string, string>>) =>
  Object.entries(places).flatMap(([place, text]) =>
    secrets.filter((one) => text.includes(one)).map((one) => [place, one]),
  );

it('I12: canaries in every field of the vault are in no event, topic, journal, log, error, metric, list, pair, search answer or file', async () => {
  const answers: Record<string, string> = {};
  const tell = (what: string, { status, text, headers }: Awaited<ReturnType<typeof steps.read>>) => {
    answers[`${what} (${status})`] = `${text} ${JSON.stringify([...headers])}`;
    return status;
  };
  const enter = (body: object) => registry.post('/v1/persons', { as: registrar, body });

  const id = await steps.enter(planted);
  const twin = await enter(somebody({ ...planted, documents: [] }));
  expect(tell('a duplicate', twin)).toBe(409);
  const bad = { ...planted, emails: [canary], birthDate: canary, sex: canary, registeredOn: canary };
  expect(tell('a bad body', await enter(somebody(bad)))).toBe(400);
  const headers = { 'content-type': 'application/json' };
  expect(
    tell('no JSON', await registry.post('/v1/persons', { as: registrar, raw: `{"city": "${canary}`, headers })),
  ).toBe(400);
  const documents = [{ ...planted.documents[0], country: canary }];
  expect(tell('a bad patch', await steps.patch(id, 1, { documents }))).toBe(400);
  expect(tell('a patch', await steps.patch(id, 1, { ...planted, sex: 'other' }))).toBe(200);
  expect(tell('a bad search', await steps.search({ email: canary }))).toBe(400);
  expect(tell('a search by another', await steps.search({ email: planted.emails[0] }, ofAnother))).toBe(200);
  expect(tell('a read by privacy', await steps.read(id, privacy))).toBe(200);
  expect(tell('the reads', await registry.get(`/v1/persons/${id}/reads`, { as: privacy }))).toBe(200);
  expect(tell('a list', await registry.get('/v1/organisations', { as: registrar }))).toBe(200);
  const soughtByEar = { name: planted.names[0]?.family, matching: 'phonetic', birthDate: planted.birthDate };
  expect(tell('a search by sound by another', await steps.search(soughtByEar, ofAnother))).toBe(200);
  // a second record of the same person, which is compared, proposed, merged and parted
  const again = await steps.enter({ ...planted, emails: [], documents: [] });
  await untilJobIsDone(installation.configOf('registry').mongoUrl, 'duplicates.compare');
  const pairs = await registry.get('/v1/duplicates', { as: privacy });
  expect(tell('the pairs', pairs)).toBe(200);
  const pair = `/v1/duplicates/${pairs.body.items[0]?.['id']}`;
  const decide = (what: string, body: object) => registry.post(`${pair}/${what}`, { as: privacy, body });
  expect(tell('a pair', await registry.get(pair, { as: registrar }))).toBe(200);
  expect(tell('a bad merge', await decide('merge', { survivorId: canary }))).toBe(400);
  expect(tell('a merge', await decide('merge', { survivorId: id }))).toBe(200);
  expect(tell('a merged record by privacy', await steps.read(again, privacy))).toBe(200);
  expect(tell('a parting', await decide('unmerge', { reasonCode: 'MISTAKEN' }))).toBe(200);
  const { pairwiseId } = (await steps.read(id)).body;
  await until('both events in the feed', async () => {
    const feed = await registry.get('/v1/changes?limit=200', { as: registrar });
    tell('the feed', feed);
    return feed.body.items.filter((event) => event['subject'] === pairwiseId).length === 2 ? true : undefined;
  });
  const internal = installation.configOf('registry').peers.get('registry');
  const metrics = await (await fetch(`${internal}/metrics`)).text();

  // a fault while the vault is opened is the worst moment for a log
  const broken = await steps.enter();
  await inDatabase(installation.configOf('registry').mongoUrl, (database) =>
    database.collection('vault').updateOne({ owner: broken } as never, { $set: { 'content.fields.names': 'changed' } }),
  );
  expect((await steps.read(broken)).status).toBe(500);

  const stored = await everythingIn(installation);
  const sizes = { metrics: metrics.length, log: log.length, files: stored.files.length };
  expect(Object.entries(sizes).filter(([, size]) => size === 0)).toEqual([]);
  expect(log.join('')).toContain('a request failed');
  expect(stored.database).toContain(id);
  expect(stored.files).toContain('registry.person.registered.v1');
  expect(toldIn({ ...answers, ...stored, metrics, log: log.join('') })).toEqual([]);

  // what is looked for here is found where it may be seen
  const found = await steps.search({ email: planted.emails[0] });
  expect(toldIn({ read: (await steps.read(id)).text, search: found.text }).map(([place]) => place)).toEqual(
    expect.arrayContaining(['read', 'search']),
  );
  expect(found.text).not.toMatch(new RegExp(`${planted.birthDate}|${digits}|${canary}(@|9|City)`));
});
