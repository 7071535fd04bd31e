// An issuer for tests: one key, its JWKS over HTTP, tokens with any claim changed.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { services } from '@tributary/contracts';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export interface Issuer {
  readonly url: string;
  readonly jwksUrl: string;
  readonly tokenUrl: string;
  /** how often the keys were asked for */
  readonly asked: () => number;
  /** a token of a role of a ministry; `claims` replaces claims, undefined removes one */
  token(role: string, ministry?: string, claims?: Readonly<Record<string, unknown>>, header?: object): Promise<string>;
  /** answers key requests with 500 until told otherwise */
  fail(failing: boolean): void;
  close(): Promise<void>;
}

export async function startIssuer(clock: () => Date = () => new Date()): Promise<Issuer> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'EdDSA', use: 'sig' };
  let asked = 0;
  let failing = false;
  const server = createServer((_request, response) => {
    asked += 1;
    response.statusCode = failing ? 500 : 200;
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    jwksUrl: `${url}/jwks`,
    tokenUrl: `${url}/token`,
    asked: () => asked,
    fail: (on) => {
      failing = on;
    },
    token: (role, ministry = 'MPLA', claims = {}, header = {}) => {
      const now = Math.floor(clock().getTime() / 1000);
      const payload = {
        iss: url,
        sub: `person-${role}`,
        client_id: `${role}@${ministry}`,
        aud: [...services],
        iat: now,
        exp: now + 3600,
        jti: `${role}-${ministry}-${now}`,
        roles: [role],
        ministry,
        ...claims,
      };
      return new SignJWT(payload)
        .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: 'k1', ...header })
        .sign(privateKey);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
