// I13 over the pull feed: facts about persons are for registrars of their own ministry, and what two clients were told of
// them has no id in common. Two ministries, and two embassies of one of them.
import { type Caller, type Client, type Installation, startInstallation, until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stepsOn } from './person-steps.ts';
import { startRegistry } from './started.ts';

const paris: Caller = 'registrar@MFOR:ana/embassy-paris';
const rome: Caller = 'registrar@MFOR:bo/embassy-rome';
const labour: Caller = 'registrar@MLAB:cy/labour';
const persons = 3;

interface Change {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly sequence: string;
  readonly ministry: string;
  readonly data: object;
}

let installation: Installation;
let registry: Client;
let steps: ReturnType<typeof stepsOn>;
let known: readonly string[];
let ofLabour: string;

/** All that a caller is told, page by page. */
async function toldTo(as: Caller): Promise<{ readonly items: readonly Change[]; readonly text: string }> {
  const items: Change[] = [];
  let text = '';
  for (let after = ''; ; ) {
    const answer = await registry.get(`/v1/changes?limit=2${after && `&after=${after}`}`, { as });
    const page = answer.body as unknown as { readonly items: readonly Change[]; readonly next: string };
    if (page.next === after) return { items, text };
    [after, text] = [page.next, text + answer.text.slice(0, answer.text.lastIndexOf('"next"'))];
    items.push(...page.items);
  }
}

const ids = (text: string) => new Set(text.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g));
const ofPersons = (items: readonly Change[]) => items.filter(({ type }) => type.startsWith('registry.person.'));

beforeAll(async () => {
  installation = await startInstallation();
  registry = await startRegistry(installation);
  steps = stepsOn(registry);
  await registry.post('/v1/organisations', {
    as: paris,
    body: { name: 'Friends of the Coast', kind: 'association', country: 'FR' },
  });
  known = await Promise.all(Array.from({ length: persons }, () => steps.enter()));
  ofLabour = await steps.enter({}, labour);
  await registry.post(`/v1/persons/${known[0]}/confirmation`, {
    as: rome,
    body: { contactable: true, channel: 'web' },
  });
  await steps.erase(known[1] ?? '');
  await until('all facts in the feed', async () => {
    const told = ofPersons((await toldTo(paris)).items);
    return told.length === persons + 2 || undefined;
  });
});
afterAll(() => installation?.close());

describe('I13: facts about persons in /v1/changes', () => {
  it('are told to registrars of their own ministry', async () => {
    for (const as of [paris, rome]) {
      const { items } = await toldTo(as);
      expect(new Set(ofPersons(items).map(({ ministry }) => ministry))).toEqual(new Set(['MFOR']));
    }
    const elsewhere = ofPersons((await toldTo(labour)).items);
    expect(elsewhere.map(({ type, ministry }) => [type, ministry])).toEqual([
      ['registry.person.registered.v1', 'MLAB'],
    ]);
  });

  it.each(['officer', 'analyst', 'privacy', 'planner'])(
    'are not told to the role %s, which is told the rest',
    async (role) => {
      const { items } = await toldTo(`${role}@MFOR`);
      expect(items.map(({ type }) => type)).toEqual(['registry.organisation.applied.v1']);
    },
  );

  it('are the same for two embassies, with no id in common', async () => {
    const [first, second] = await Promise.all([paris, rome].map(toldTo));
    const facts = (items: readonly Change[] = []) =>
      ofPersons(items).map(({ type, sequence, data }) => {
        const { receiptId: _receipt, ...told } = data as { receiptId?: string };
        return [type, sequence, told];
      });
    expect(facts(first?.items)).toHaveLength(persons + 2);
    expect(facts(second?.items)).toEqual(facts(first?.items));
    const text = (items: readonly Change[] = []) => JSON.stringify(ofPersons(items));
    const [one, other] = [ids(text(first?.items)), ids(text(second?.items))];
    expect(one.size).toBe(2 * persons + 3);
    expect([...one].filter((id) => other.has(id))).toEqual([]);
  });

  it('hold no id under which the registry itself knows a person', async () => {
    for (const as of [paris, rome, labour]) {
      const { text } = await toldTo(as);
      for (const id of [...known, ofLabour]) expect(text).not.toContain(id);
    }
  });

  it('name a person to a client as the record does that it reads, time and again', async () => {
    const [person = ''] = known;
    const named = async (as: Caller) => (await steps.read(person, as)).body['pairwiseId'];
    for (const as of [paris, rome]) {
      const ofOne = ofPersons((await toldTo(as)).items).filter(({ type }) => type.includes('confirmed'));
      expect(ofOne.map(({ subject }) => subject)).toEqual([await named(as)]);
      const all = ofPersons((await toldTo(as)).items).filter(({ subject }) => subject === ofOne[0]?.subject);
      expect(all.map(({ sequence }) => sequence)).toEqual(['1', '2']);
    }
    expect(await named(paris)).not.toBe(await named(rome));
  });
});
