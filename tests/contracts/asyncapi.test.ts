// The committed event catalogue against what is really in the topics, read as a foreign client reads them.
import { readFileSync } from 'node:fs';
import Ajv from '@redocly/ajv';
import { partitionOf } from '@tributary/contracts';
import { fakePublisherOf } from '@tributary/service-kit/testing';
import { compose as composeStrategy } from '@tributary/strategy';
import {
  type Caller,
  type Client,
  type Installation,
  type Json,
  startInstallation,
  testLimits,
} from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { partitionsOf, readUntil, type Sent } from './topic-reader.ts';

interface Catalogue {
  readonly channels: Readonly<Record<string, Channel>>;
  readonly components: {
    readonly messages: Readonly<Record<string, Message>>;
    readonly messageTraits: { readonly cloudEvent: { readonly headers: { readonly schema: HeadersSchema } } };
  };
}
interface Channel {
  readonly address: string;
  readonly messages: Readonly<Record<string, object>>;
  readonly bindings: { readonly kafka: { readonly topic: string; readonly partitions: number } };
}
interface Message {
  readonly payload: { readonly schema: object };
  readonly examples: readonly { readonly payload: object }[];
}
interface HeadersSchema {
  readonly properties: object;
  readonly required: readonly string[];
}

const file = new URL('../../packages/contracts/generated/asyncapi.json', import.meta.url);
const { channels, components } = JSON.parse(readFileSync(file, 'utf8')) as Catalogue;
const { schema: headersSchema } = components.messageTraits.cloudEvent.headers;

const topics = Object.values(channels).map(({ address }) => address);

/** Facts that are stated as the catalogue shows them, and those that the real service decided; the last is its reaction. */
const stated = Object.keys(components.messages).filter((type) => !type.startsWith('strategy.'));
const decided = ['journal.sealed', 'plan-node.defined', 'plan.activated', 'alignment.opened'].map(
  (fact) => `strategy.${fact}.v1`,
);

// Every format has a pattern beside it, which needs no plugin.
const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });

/** What a validator that is not ours has against a value. */
function faultsOf(schema: object, value: unknown): string[] {
  const validate = ajv.compile(schema);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** The aggregates of a service that the catalogue has facts of. */
const aggregatesOf = (service: string): string[] => [
  ...new Set(
    Object.keys(components.messages).flatMap((type) => {
      const [owner, aggregate = ''] = type.split('.');
      return owner === service && aggregate !== 'journal' ? [aggregate] : [];
    }),
  ),
];

const publishers = {
  registry: fakePublisherOf('registry', aggregatesOf('registry'), 'MLOC'),
  initiatives: fakePublisherOf('initiatives', aggregatesOf('initiatives'), 'MLOC'),
  partnerships: fakePublisherOf('partnerships', aggregatesOf('partnerships')),
};

let installation: Installation;
let sent: readonly Sent[];
/** what /v1/changes answered when they were read, by id */
let pulled: ReadonlyMap<string, Json>;
const clients: Client[] = [];

beforeAll(async () => {
  installation = await startInstallation();
  for (const service of ['registry', 'initiatives', 'partnerships'] as const) {
    clients.push(await installation.start(service, publishers[service].compose));
  }
  const strategy = await installation.start('strategy', (config) => composeStrategy(config, { limits: testLimits }));
  clients.push(strategy);
  await bringIntoForce(strategy);
  await tellExamples();
  sent = await readUntil(installation.embedded.kafkaBroker, topics, [...stated, ...decided], async (read) => {
    pulled = await pullFacts();
    return pulled.size === idsOf(read).size;
  });
});
afterAll(() => installation?.close());

async function pullFacts(): Promise<ReadonlyMap<string, Json>> {
  const facts = new Map<string, Json>();
  for (const client of clients) {
    // the ministry that applications are confidential to
    const { body } = await client.get('/v1/changes?limit=200', { as: 'analyst@MLOC' });
    for (const item of body.items) facts.set(item.id, item);
  }
  return facts;
}

/** The facts that an analyst is told of in the feeds: of persons and pairs of them, registrars alone are, and of what may be erased privacy, under ids that are theirs alone. */
const factsAmong = (records: readonly Sent[]) =>
  records.filter(
    ({ type }) =>
      !type.endsWith('.journal.sealed.v1') && !/^registry\.(person|duplicate|retention-proposal)\./.test(type),
  );
const idsOf = (records: readonly Sent[]) => new Set(factsAmong(records).map(({ headers }) => headers['ce_id']));

/** Brings the plan that the examples speak of into force, each request with a trace of its own. */
async function bringIntoForce(strategy: Client): Promise<void> {
  const levels = [{ en: 'Programme' }];
  const plan = { code: 'NDP-2028', kind: 'national', title: { en: 'NDP' }, levels, programmeLevel: 1 };
  const node = { kind: 'node', level: 1, title_en: 'Water', responsibleMinistry: 'MLOC' };
  const rows = ['2.1', '2.2'].map((code) => ({ ...node, code }));
  const version = '/v1/plans/NDP-2028/versions/1';
  const requests: readonly (readonly [string, Caller, object])[] = [
    ['/v1/plans', 'planner@MPLA:ada', plan],
    [`${version}/import`, 'planner@MPLA:ada', { rows }],
    [`${version}/activation`, 'planner@MPLA:bo', { from: '2025-01-01' }],
  ];
  for (const [index, [path, as, body]] of requests.entries()) {
    const headers = { traceparent: `00-${'a'.repeat(31)}${index}-${'b'.repeat(16)}-01` };
    const { status, text } = await strategy.post(path, { as, body, headers });
    if (status >= 300) throw new Error(text);
  }
}

/** States every fact that the catalogue shows as an example of the other services. */
async function tellExamples(): Promise<void> {
  for (const [type, { examples }] of Object.entries(components.messages)) {
    const [service = '', aggregate = ''] = type.split('.');
    const publisher = publishers[service as keyof typeof publishers];
    if (publisher === undefined || aggregate === 'journal') continue;
    await publisher.publish(aggregate, aggregate, ...examples.map(({ payload }) => ({ type, data: payload })));
  }
}

describe('every record in the topics', () => {
  it('is of a message that the catalogue has in the channel', () => {
    for (const { topic, type } of sent) expect(Object.keys(channels[topic]?.messages ?? {})).toContain(type);
  });

  it('has every header that is required, none that is not declared, and each of its declared form', () => {
    const declared = Object.keys(headersSchema.properties);
    for (const { headers, type } of sent) {
      expect(declared).toEqual(expect.arrayContaining(Object.keys(headers)));
      expect([type, faultsOf(headersSchema, headers)]).toEqual([type, []]);
    }
    // and nothing is declared that is never sent
    expect([...new Set(sent.flatMap(({ headers }) => Object.keys(headers)))].sort()).toEqual(declared.sort());
  });

  it('holds the data that its message declares', () => {
    for (const { type, payload } of sent) {
      const schema = components.messages[type]?.payload.schema ?? { not: {} };
      expect([type, faultsOf(schema, payload)]).toEqual([type, []]);
    }
  });

  it('lies under its aggregate’s key, in the partition of its partition, with dense positions', () => {
    const last = new Map<string, number>();
    for (const { topic, partition, key, headers } of sent) {
      expect(headers).toMatchObject({ ce_subject: key, ce_partitionkey: key, ce_source: `/${topic.split('.')[0]}` });
      expect(key.startsWith('seal:') ? Number(key.slice('seal:'.length)) : partitionOf(key)).toBe(partition);
      const place = `${topic} ${partition}`;
      const [before, pos] = [last.get(place) ?? 0, Number(headers['ce_pos'])];
      expect(pos).toBeLessThanOrEqual(before + 1);
      last.set(place, Math.max(before, pos));
    }
  });

  it('is what /v1/changes answers, attribute by attribute, with the data byte for byte', async () => {
    const facts = factsAmong(sent);
    expect([...pulled.keys()].sort()).toEqual([...idsOf(sent)].sort());
    expect(sent.length - facts.length).toBeGreaterThan(5);
    for (const { headers, text } of facts) {
      const { data, ...attributes }: Partial<Json> = pulled.get(String(headers['ce_id'])) ?? {};
      const named = Object.entries(headers).map(([name, value]) => [
        name === 'content-type' ? 'datacontenttype' : name.replace(/^ce_/, ''),
        value,
      ]);
      expect(attributes).toEqual(Object.fromEntries(named));
      expect(JSON.stringify(data)).toBe(text);
    }
  });

  it('lies in a topic with as many partitions as its channel says', async () => {
    const bound = Object.values(channels).map(({ bindings }) => [bindings.kafka.topic, bindings.kafka.partitions]);
    expect(await partitionsOf(installation.embedded.kafkaBroker, topics)).toEqual(Object.fromEntries(bound));
  });
});

describe('the schemas of the catalogue', () => {
  it('take the examples beside them, and refuse the same without its first field', () => {
    let refused = 0;
    for (const [type, { payload, examples }] of Object.entries(components.messages)) {
      for (const { payload: example } of examples) {
        expect([type, faultsOf(payload.schema, example)]).toEqual([type, []]);
        const [first] = Object.keys(example);
        if (first === undefined) continue;
        const { [first]: _left, ...rest } = example as Record<string, unknown>;
        expect([type, faultsOf(payload.schema, rest)]).toEqual([type, [` must have required property '${first}'`]]);
        refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(10);
  });

  it('refuse headers without one that is required, or of another form', () => {
    const [{ headers }] = sent as readonly [Sent];
    for (const name of headersSchema.required) {
      const { [name]: _left, ...rest } = headers;
      expect(faultsOf(headersSchema, rest)).toEqual([` must have required property '${name}'`]);
    }
    expect(faultsOf(headersSchema, { ...headers, ce_time: 'yesterday' })).not.toEqual([]);
  });
});
