// Likely duplicates over HTTP: found by a worker whatever script and order a name is in, shown to their ministry alone.
import { randomUUID } from 'node:crypto';
import { type Caller, type Client, type Installation, startInstallation, until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { born, duplicateStepsOn } from './duplicate-steps.ts';
import { ofAnother, privacy, registrar, stepsOn } from './person-steps.ts';
import { startRegistry } from './started.ts';
import { inDatabase, untilJobIsDone } from './stored.ts';

let installation: Installation;
let registry: Client;
let steps: ReturnType<typeof stepsOn>;
let pairs: ReturnType<typeof duplicateStepsOn>;

beforeAll(async () => {
  installation = await startInstallation();
  registry = await startRegistry(installation);
  steps = stepsOn(registry);
  pairs = duplicateStepsOn(registry, mongoUrl());
});
afterAll(() => installation.close());

const mongoUrl = () => installation.configOf('registry').mongoUrl;

describe('records of one person', () => {
  it('are proposed with a line for each comparison, recorded in the audit, and shown to their ministry alone', async () => {
    const { one, other, pair } = await pairs.twoRecords();
    expect(pair).toMatchObject({ status: 'open', score: pair.lines.reduce((sum, { points }) => sum + points, 0) });
    expect(pair.lines).toEqual(
      expect.arrayContaining([
        { feature: 'family', agreement: expect.stringMatching(/same|close/), points: expect.any(Number) },
        { feature: 'birthDate', agreement: 'same', points: 60 },
        { feature: 'country', agreement: 'different', points: -2 },
      ]),
    );
    expect(await pairs.pairsOf(one, ofAnother)).toEqual([]);
    expect((await registry.get(`/v1/duplicates/${pair.id}`, { as: ofAnother })).status).toBe(404);
    const { body } = await registry.get(`/v1/persons/${other}/reads`, { as: privacy });
    expect(body.items).toEqual(
      expect.arrayContaining([expect.objectContaining({ what: 'comparison', roles: ['service'] })]),
    );
  });

  it.each([
    ['with day and month exchanged', { birthDate: '1961-04-09' }, { birthDate: '1961-09-04' }],
    ['with a year of birth alone', { birthDate: '1944-03-17' }, { birthDate: '1944' }],
    ['with a mistyped day of birth', { birthDate: '1972-11-23' }, { birthDate: '1972-11-28' }],
    ['with accents, hyphens and apostrophes left out', { family: "O'Neill-Álvarez" }, { family: 'Oneill Alvarez' }],
    ['with given name and name of the family exchanged', {}, { swapped: true }],
  ])('are proposed %s', async (_how, first, second) => {
    const unique = {
      given: `Zorica${randomUUID().replace(/[^a-f]/g, '')}`,
      family: `Petrovska${randomUUID().replace(/[^a-f]/g, '')}`,
    };
    const birthDate = born();
    const bodyOf = (of: { birthDate?: string; family?: string; swapped?: boolean }) => {
      const { given, family } = { ...unique, ...(of.family && { family: of.family }) };
      return {
        names: [of.swapped ? { given: family, family: given } : { given, family }],
        birthDate: of.birthDate ?? birthDate,
      };
    };
    const one = await steps.enter(bodyOf(first));
    const other = await steps.enter(bodyOf(second));
    await pairs.compared();
    expect((await pairs.pairsOf(one)).map(({ personId, otherId }) => [personId, otherId].includes(other))).toEqual([
      true,
    ]);
  });

  it('are not proposed where they share a name alone', async () => {
    const names = [{ given: 'Ana', family: `Popescu` }];
    const one = await steps.enter({ names, birthDate: '1951-02-03', city: 'Lyon' });
    const other = await steps.enter({ names, birthDate: '1989-10-27', city: 'Turin' });
    await pairs.compared();
    expect((await pairs.pairsOf(one)).filter(({ personId, otherId }) => [personId, otherId].includes(other))).toEqual(
      [],
    );
  });
});

describe('/v1/changes', () => {
  it('tells a registrar of a pair under the ids of that client, and nobody else', async () => {
    const { one, other, pair } = await pairs.twoRecords();
    const own = await Promise.all([one, other].map(async (id) => (await steps.read(id)).body['pairwiseId']));
    const told = await until('the pair in the feed', async () => {
      const { body } = await registry.get('/v1/changes?limit=200', { as: registrar });
      return body.items.find(
        ({ type, data }) =>
          type === 'registry.duplicate.found.v1' && own.includes((data as { personId: string }).personId as never),
      );
    });
    const { personId, otherId, score } = told['data'] as { personId: string; otherId: string; score: number };
    expect([[personId, otherId].sort(), score]).toEqual([[...own].sort(), pair.score]);
    for (const id of [one, other, pair.id]) expect(JSON.stringify(told)).not.toContain(id);
    for (const as of [privacy, ofAnother] as const) {
      expect((await registry.get('/v1/changes?limit=200', { as })).text).not.toContain('registry.duplicate.');
    }
  });
});

describe('the rules of a ministry', () => {
  it('take the place of those of the release, for that ministry alone', async () => {
    const weights = {
      family: { same: 1, 'sounds-same': 1, close: 1, different: 0 },
      given: { same: 1, 'sounds-same': 1, close: 1, part: 1, different: 0 },
      nameOrder: { swapped: 0 },
      birthDate: { same: 1, swapped: 1, close: 1, part: 1, different: 0 },
      phone: { same: 1, different: 0 },
      email: { close: 1, different: 0 },
      document: { close: 1, different: 0 },
      city: { same: 1, close: 1, different: 0 },
      subdivision: { same: 1, different: 0 },
      country: { same: 1, different: 0 },
      sex: { same: 1, different: 0 },
    };
    const put = (as: Caller, ministry = 'MFOR') =>
      registry.put(`/v1/duplicate-rules/${ministry}`, {
        as,
        body: { weights, proposeFrom: 900 },
        headers: { 'if-none-match': '*' },
      });
    expect((await put(privacy, 'MLAB')).status).toBe(403);
    expect((await put(registrar)).status).toBe(403);
    expect((await put(privacy)).status).toBe(201);
    const names = [{ given: 'Lusine', family: 'Sargsyan' }];
    const birthDate = born();
    const one = await steps.enter({ names, birthDate });
    await steps.enter({ names, birthDate });
    await pairs.compared();
    expect(await pairs.pairsOf(one)).toEqual([]);
  });
});

describe('records from before names were found by sound', () => {
  it('are given their tokens once by a job, recorded in the audit, and compared', async () => {
    const birthDate = born();
    const one = await steps.enter({ names: [{ given: 'Тамара', family: 'Гогуа' }], birthDate });
    const other = await steps.enter({ names: [{ given: 'Tamara', family: 'Gogua' }], birthDate });
    await pairs.compared();
    const found = async () => (await steps.search({ name: 'Gogua', matching: 'phonetic' })).body.items.length;
    expect(await found()).toBe(2);
    await inDatabase(mongoUrl(), async (database) => {
      // as the database of an earlier release has it
      const both = { _id: { $in: [one, other] } } as never;
      for (const { _id, tokens } of await database.collection('person').find(both).toArray()) {
        const before = (tokens as string[]).filter((token) => !/^(near|sound):/.test(token));
        await database.collection('person').updateOne({ _id }, { $set: { tokens: before } });
      }
      await database.collection('duplicate').deleteMany({});
      await database.collection('tokens_made').deleteMany({});
    });
    expect(await found()).toBe(0);
    await untilJobIsDone(mongoUrl(), 'persons.sounds');
    expect(await found()).toBe(2);
    const { body } = await registry.get(`/v1/persons/${one}/reads`, { as: privacy });
    expect(body.items.some(({ what }) => what === 'comparison')).toBe(true);
    const { seq } = (await steps.read(one)).body;
    await untilJobIsDone(mongoUrl(), 'persons.sounds');
    expect((await steps.read(one)).body).toMatchObject({ seq });
  });
});

describe('fifty registrations of one person at once', () => {
  it('make one record, and no pair', async () => {
    const documents = [{ kind: 'passport', country: 'MD', number: randomUUID() }];
    const birthDate = born();
    const family = `Many-${randomUUID()}`;
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        registry.post('/v1/persons', {
          as: registrar,
          body: {
            ...{ names: [{ family }], birthDate, emails: [], phones: [], documents, sex: 'female' },
            ...{ residence: { country: 'FR' }, channel: 'counter', contactable: true },
          },
        }),
      ),
    );
    const made = answers.filter(({ status }) => status === 201);
    expect([made.length, answers.filter(({ status }) => status === 409).length]).toEqual([1, 49]);
    await pairs.compared();
    expect(await pairs.pairsOf(String(made[0]?.body.id))).toEqual([]);
    await until('nothing waits to be compared', () =>
      inDatabase(mongoUrl(), async (database) =>
        (await database.collection('to_compare').countDocuments()) === 0 ? true : undefined,
      ),
    );
  });
});
