// The client, against a server that notes what is sent and answers as a service does.
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  correctPartner,
  getPartner,
  importPlan,
  linkPlan,
  listPartners,
  openCall,
  type Problem,
  planAlignmentReport,
  registerPartner,
  setExchangeRate,
  suspendOrganisation,
} from '@tributary/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createClient, NoAnswer } from '../src/client.ts';

interface Sent {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const id = '01932f5e-7a00-7000-8000-000000000001';
const acknowledged = { id, seq: 1, status: 'registered', links: { self: `/v1/partners/${id}` } };
const gone: Problem = {
  type: '/problems/gone',
  code: 'GONE',
  title: 'Erased',
  status: 410,
  detail: 'What this request was about has been erased.',
  errors: [],
  traceId: '0af7651916cd43dd8448eb211c80319c',
};

let server: Server;
let address: string;
let sent: Sent[];
let answer: { status: number; type: string; body: string };

const json = (status: number, body: object, type = 'application/json') => {
  answer = { status, type, body: JSON.stringify(body) };
};

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks = await request.toArray();
    const { method, url, headers } = request;
    sent.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
    response.writeHead(answer.status, { 'content-type': answer.type }).end(answer.body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  sent = [];
  json(201, acknowledged);
});

const partner = { name: 'Fondation Exemple', kind: 'foundation', country: 'FR' };
const client = () => createClient({ address, token: 'abc', language: 'fr' });

describe('the client', () => {
  it('sends what a contract says behind the front door, with a new key each time', async () => {
    const first = await client().call(registerPartner, { body: partner });
    expect(first).toMatchObject({ ok: true, status: 201, body: acknowledged });
    await client().call(registerPartner, { body: partner, idempotencyKey: 'transfer-7' });
    expect(sent[0]).toMatchObject({
      method: 'POST',
      url: '/partnerships/v1/partners',
      body: JSON.stringify(partner),
      headers: { authorization: 'Bearer abc', 'content-type': 'application/json', 'accept-language': 'fr' },
    });
    const [one, other] = sent.map(({ headers }) => headers['idempotency-key']);
    expect(one).toMatch(/^[0-9a-f-]{36}$/);
    expect(other).toBe('transfer-7');
  });

  it('calls each service by itself, without a token where it has none', async () => {
    json(200, { items: [], next: null });
    const alone = createClient({ address: (service) => `${address}/at-${service}` });
    await alone.call(listPartners, { query: { kind: 'foundation', limit: 2, after: undefined } });
    expect(sent[0]?.url).toBe('/at-partnerships/v1/partners?kind=foundation&limit=2');
    expect(sent[0]?.headers['authorization']).toBeUndefined();
  });

  it('writes the parameters of a path, preconditions, patches and raw bodies as the routes want them', async () => {
    json(200, acknowledged);
    await client().call(linkPlan, {
      params: { id, planCode: 'NDP 1/2' },
      body: { planVersion: '1', links: [{ nodeCode: '1.1', weightPct: 100 }] },
      ifMatch: 3,
    });
    await client().call(setExchangeRate, {
      params: { currency: 'USD', date: '2026-01-31' },
      body: { rate: '0.92', source: 'Central bank' },
      ifNoneMatch: '*',
    });
    await client().call(correctPartner, {
      params: { id },
      body: { name: 'Other', reasonCode: 'TYPING_ERROR' },
      ifMatch: 1,
    });
    expect(sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `PUT /initiatives/v1/initiatives/${id}/plan-links/NDP%201%2F2`,
      'PUT /strategy/v1/exchange-rates/USD/2026-01-31',
      `PATCH /partnerships/v1/partners/${id}`,
    ]);
    expect(sent[0]?.headers['if-match']).toBe('"3"');
    expect(sent[1]?.headers['if-none-match']).toBe('*');
    expect(sent[2]?.headers['content-type']).toBe('application/merge-patch+json');
    json(410, gone, 'application/problem+json');
    const raw = { mediaType: 'text/csv', text: 'kind,code\n' } as const;
    await client().call(importPlan, { params: { code: 'NDP', version: '1' }, raw });
    expect(sent[3]).toMatchObject({ body: 'kind,code\n', headers: { 'content-type': 'text/csv' } });
  });

  it('sends an empty body where nothing in it is needed, and the tokens of what was seen', async () => {
    json(200, acknowledged);
    await client().call(openCall, { params: { id }, seen: ['registry:a:1', 'strategy:b:2'] });
    expect(sent[0]).toMatchObject({
      body: '{}',
      headers: { 'content-type': 'application/json', 'consistency-token': 'registry:a:1,strategy:b:2' },
    });
  });

  it('gives a problem as one, and what a newer release says more is left out', async () => {
    json(410, { ...gone, more: 1 }, 'application/problem+json');
    const refused = await client().call(getPartner, { params: { id } });
    expect(refused).toMatchObject({ ok: false, status: 410, problem: gone });
    json(201, { ...acknowledged, more: 1 });
    expect(await client().call(registerPartner, { body: partner })).toMatchObject({ ok: true, body: acknowledged });
  });

  it('gives text as it came, and a problem in its place as one', async () => {
    answer = { status: 200, type: 'text/csv', body: '\ufeffcode,title\r\n' };
    const read = await client().text(planAlignmentReport, { query: { format: 'csv' } });
    expect(read).toMatchObject({ ok: true, status: 200, body: 'code,title\r\n' });
    json(410, gone, 'application/problem+json');
    expect(await client().text(planAlignmentReport)).toMatchObject({ ok: false, problem: gone });
    answer = { status: 502, type: 'text/html', body: '<h1>Bad gateway</h1>' };
    await expect(client().text(planAlignmentReport)).rejects.toThrow(NoAnswer);
  });

  it.each([
    ['a page of a proxy', 502, 'text/html', '<h1>Bad gateway</h1>'],
    ['a body of another form', 201, 'application/json', '{"id":5}'],
    ['a status that the contract does not name', 204, 'application/json', ''],
  ])('says that %s is no answer', async (_what, status, type, body) => {
    answer = { status, type, body };
    await expect(client().call(registerPartner, { body: partner })).rejects.toThrow(NoAnswer);
  });

  it('says that nothing answers', async () => {
    const nowhere = createClient({ address: 'http://127.0.0.1:1' });
    await expect(nowhere.call(listPartners)).rejects.toThrow(
      /^nothing answers at http:\/\/127\.0\.0\.1:1\/partnerships/,
    );
  });
});

it('a request that a route does not take does not compile', () => {
  const calls = () => {
    // @ts-expect-error the body is missing
    client().call(registerPartner);
    // @ts-expect-error a field is missing
    client().call(registerPartner, { body: { name: 'Fondation Exemple', kind: 'foundation' } });
    // @ts-expect-error there is no such field
    client().call(registerPartner, { body: { ...partner, colour: 'red' } });
    // @ts-expect-error a parameter is missing
    client().call(getPartner, {});
    // @ts-expect-error the parameter is called id
    client().call(getPartner, { params: { partnerId: id } });
    // @ts-expect-error one of two parameters is missing
    client().call(linkPlan, { params: { id }, body: { planVersion: '1', links: [] } });
    // @ts-expect-error the name is a text
    client().call(correctPartner, { params: { id }, body: { name: 5, reasonCode: 'TYPING_ERROR' } });
    // @ts-expect-error a list has no body
    client().call(listPartners, { body: {} });
    // @ts-expect-error no such language
    client().call(getPartner, { params: { id }, query: { lang: 'xx' } });
    // the day of a suspension may be left out: it is today then
    client().call(suspendOrganisation, { params: { id }, body: { reasonCode: 'ANNUAL_RETURN_MISSING' } });
  };
  const typed = async () => {
    const read = await client().call(getPartner, { params: { id } });
    // @ts-expect-error a partner has no colour
    return read.ok ? read.body.colour : read.problem.code;
  };
  expect([typeof calls, typeof typed]).toEqual(['function', 'function']);
});
