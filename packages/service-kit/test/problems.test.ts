// Walks the contracts of all five services: every answer of 400 and above is problem+json in the asked language.
import {
  type Language,
  languages,
  Problem,
  type ProblemCode,
  problemMessages,
  type RouteContract,
  routesOf,
  type ServiceName,
  services,
} from '@tributary/contracts';
import { CopyFilling } from '@tributary/eventing/failure';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as, type Fixture, NOTE_ID, startFixture } from './fixture.ts';

const routesOfService = (service: ServiceName): RouteContract[] => Object.values(routesOf[service]);

const urlOf = ({ path }: RouteContract) => path.replace(/\{(\w+)\}/g, (_, name) => (name === 'id' ? NOTE_ID : 'X1'));

type Response = Awaited<ReturnType<FastifyInstance['inject']>>;

function expectProblem(response: Response, status: number, language: string): Problem {
  expect(response.statusCode).toBe(status);
  expect(response.headers['content-type']).toBe('application/problem+json');
  expect(response.headers['content-language']).toBe(language);
  const problem = Problem.parse(response.json());
  const title = problemMessages.say(language as Language, `${problem.code as ProblemCode}.title`);
  expect(problem).toMatchObject({ status, title, type: expect.stringMatching(/^\/problems\/[a-z-]+$/) });
  expect(problem.detail).not.toMatch(/[{}?]\w*[}]|undefined|\[object/);
  expect(response.body).not.toMatch(/node_modules|at .*\.ts|FST_/);
  return problem;
}

describe.each(services)('the contracts of %s', (service) => {
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await startFixture({
      config: { service },
      routes: () =>
        routesOfService(service).map((contract) => ({
          contract,
          handler: async () => {
            if (!fixture.eventing.ready) throw new CopyFilling('registry');
            throw new Error('the handler of a walk');
          },
        })),
    });
  });
  afterAll(() => fixture.close());

  const guarded = routesOfService(service).filter(({ access }) => !access.roles.includes('public'));

  it.each(guarded.map((contract) => [`${contract.method} ${contract.path}`, contract] as const))(
    '%s refuses in six languages whoever has no token or no role, and whatever has no form',
    async (_name, contract) => {
      const { method } = contract;
      const url = urlOf(contract);
      for (const language of languages) {
        const headers = { 'accept-language': `xx, ${language}-XX;q=0.8, en;q=0.1` };
        const ask = (more: object) => fixture.app.inject({ method, url, headers, ...more });

        const missing = await ask({});
        const problem = expectProblem(missing, 401, language);
        expect(problem.detail).toContain(fixture.issuer.tokenUrl);
        expect(missing.headers['www-authenticate']).toMatch(/^Bearer /);

        const stranger = { ...headers, ...(await as(fixture, 'nobody')) };
        expectProblem(await ask({ headers: stranger }), 403, language);

        const [role = ''] = [...contract.access.roles, ...contract.access.self];
        const allowed = { ...headers, ...(await as(fixture, role)) };
        const { body, upload } = contract;
        const file = { headers: { ...allowed, 'content-type': upload?.types[0] }, payload: upload?.example };
        const whole = upload === undefined ? { headers: allowed } : file;
        expectProblem(await ask({ ...whole, url: `${url}?unheard=1` }), 400, language);
        if (body === undefined || upload !== undefined) continue;
        const json = { ...allowed, 'content-type': 'application/json' };
        const broken = expectProblem(await ask({ headers: json, payload: '{"a":' }), 400, language);
        expect(broken.code).toBe('MALFORMED_BODY');
        expectProblem(await ask({ headers: json, payload: '[]' }), 400, language);
        expectProblem(
          await ask({ headers: { ...allowed, 'content-type': 'text/xml' }, payload: '<a/>' }),
          415,
          language,
        );
        const large = `"${'x'.repeat(contract.bodyLimit ?? 16_384)}"`;
        expectProblem(await ask({ headers: json, payload: large }), 413, language);
      }
    },
  );

  it.each(languages)(
    'an address that is not there, a method that is not there, and a fault of ours: in %s',
    async (language) => {
      const ask = (method: 'GET' | 'DELETE', url: string, headers = {}) =>
        fixture.app.inject({
          method,
          url: `${url}?lang=${language}`,
          headers: { 'accept-language': 'pt', ...headers },
        });
      expectProblem(await ask('GET', '/v1/nothing-here'), 404, language);
      expectProblem(await ask('GET', '/v1/%zz'), 400, language);
      const [first] = guarded;
      if (first === undefined) throw new Error(`${service} has no route to walk`);
      const wrong = await ask('DELETE', urlOf(first));
      expectProblem(wrong, 405, language);
      expect(wrong.headers['allow']).toContain(first.method);
      const reads = guarded.find(({ method, params }) => method === 'GET' && params === undefined);
      const role = reads?.access.roles[0] ?? '';
      const failed = await ask('GET', reads?.path ?? '', await as(fixture, role));
      expect(expectProblem(failed, 500, language).code).toBe('INTERNAL');
      fixture.eventing.ready = false;
      expectProblem(await ask('GET', reads?.path ?? '', await as(fixture, role)), 503, language);
      expectProblem(await ask('GET', '/health/ready'), 503, language);
      fixture.eventing.ready = true;
    },
  );
});
