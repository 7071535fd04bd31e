// The sample country as a file, and the desk at which a country is loaded.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openCall, registerPartner } from '@tributary/contracts';
import invest from '@tributary/match-engine/programmes/sample/invest.json' with { type: 'json' };
import skill from '@tributary/match-engine/programmes/sample/skill.json' with { type: 'json' };
import town from '@tributary/match-engine/programmes/sample/town.json' with { type: 'json' };
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import istmara from '../sample/istmara.json' with { type: 'json' };
import { Country } from '../src/sample/country.ts';
import { type Desk, openDesk } from '../src/sample/desk.ts';

describe('the sample country', () => {
  it('is a country, whose programmes are the shipped ones', () => {
    const { programmes, applications } = Country.parse(istmara);
    const shipped = [town, invest, skill].map(({ programme, rules }) => ({ ...programme, rules }));
    const told = istmara.programmes.map(
      ({ ministry: _owner, rulesVersion: _name, effectiveFrom: _day, ...one }) => one,
    );
    expect(told).toEqual(shipped);
    expect([programmes.length, applications.length]).toEqual([3, 49]);
  });

  it('names nothing that it does not have', () => {
    const country = Country.parse(istmara);
    const codes = (things: readonly { readonly code: string }[]) => new Set(things.map(({ code }) => code));
    const [organisations, calls, partners] = [country.organisations, country.calls, country.partners].map(codes);
    for (const { code, call, organisation, award } of country.applications) {
      expect([code, organisations?.has(organisation), calls?.has(call)]).toEqual([code, true, true]);
      for (const { partner } of award?.contributions ?? [])
        expect(partner === undefined || partners?.has(partner)).toBe(true);
    }
  });
});

describe('the desk', () => {
  const id = '01932f5e-7a00-7000-8000-000000000001';
  const acknowledged = { id, seq: 1, status: 'registered', links: { self: `/v1/partners/${id}` } };
  const problem = (status: number, code: string) => ({
    status,
    body: {
      type: `/problems/${code}`,
      code,
      title: code,
      status,
      detail: 'It cannot be.',
      errors: [{ pointer: '/name', code: 'REQUIRED', detail: 'This is required.' }],
      traceId: '0af7651916cd43dd8448eb211c80319c',
    },
  });
  const officer = { role: 'partner-officer', ministry: 'MFIN', name: 'pia' };
  const body = { name: 'Fondation Exemple', kind: 'foundation', country: 'FR' };
  let server: Server;
  let answers: { status: number; body: object }[];
  let asked: { key: unknown; token: unknown }[];
  let desk: Desk;

  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push({ key: request.headers['idempotency-key'], token: request.headers.authorization });
      const { status, body: said } = answers.shift() ?? { status: 201, body: acknowledged };
      const type = status < 400 ? 'application/json' : 'application/problem+json';
      response.writeHead(status, { 'content-type': type }).end(JSON.stringify(said));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => server.close());
  beforeEach(() => {
    [answers, asked] = [[], []];
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    desk = openDesk({ address, tokenOf: async ({ name }) => `token-of-${name}`, prefix: 'sample-XX' });
  });

  it('sends each thing under its own key, by the token of its person, and waits for a service that is away', async () => {
    answers = [problem(503, 'NOT_CAUGHT_UP')];
    expect(await desk.once('partner P1', officer, registerPartner, { body })).toMatchObject({ id, seq: 1 });
    await desk.once('partner P2', { ...officer, name: 'piet' }, registerPartner, { body });
    const [key, other] = ['sample-XX:partner P1', 'sample-XX:partner P2'];
    expect(asked).toEqual([
      { key, token: 'Bearer token-of-pia' },
      { key, token: 'Bearer token-of-pia' },
      { key: other, token: 'Bearer token-of-piet' },
    ]);
  });

  it('says what was refused, and each field', async () => {
    answers = [problem(400, 'VALIDATION')];
    await expect(desk.once('opening X', officer, openCall, { params: { id } })).rejects.toThrow(
      'opening X is refused with 400 VALIDATION: It cannot be.\n  /name: This is required.',
    );
  });
});
