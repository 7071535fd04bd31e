// A new key of the issuer is read once for all callers that bring it at the same moment, and none of them is refused.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keySet } from '../src/access/keys.ts';

const shown: JWK[] = [];
let asked = 0;
let server: Server;
let url: string;

const publish = async (kid: string) => {
  const { publicKey } = await generateKeyPair('EdDSA');
  shown.push({ ...(await exportJWK(publicKey)), kid, alg: 'EdDSA', use: 'sig' });
};

beforeAll(async () => {
  await publish('k1');
  server = createServer((_request, response) => {
    asked += 1;
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: shown }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

describe('a new key of the issuer', () => {
  it('lets in every caller that brings it while it is read', async () => {
    const clock = { ms: 0 };
    const keys = keySet(url, { pauseMs: 1_000 }, () => clock.ms);
    const find = (kid: string) => keys.find({ alg: 'EdDSA', kid });
    await find('k1');
    await publish('k2');
    clock.ms = 1_001;
    const before = asked;
    const found = await Promise.allSettled([find('k2'), find('k2'), find('k1'), find('k2')]);
    expect(found.map(({ status }) => status)).toEqual(Array(4).fill('fulfilled'));
    expect(asked - before).toBe(1);
  });
});
