// The API's description: OpenAPI 3.1, made from the contracts that the routes are bound to.
import { setImmediate as others } from 'node:timers/promises';
import type { RouteContract, ServiceName } from '@tributary/contracts';
import type { FastifyInstance } from 'fastify';
import { headerComponents } from '../description/answers.ts';
import { operationOf } from '../description/operation.ts';
import { componentsIn, plainNames } from '../description/schemas.ts';
import { securitySchemes } from '../description/security.ts';

const titles: Readonly<Record<ServiceName, string>> = {
  registry: 'Organisations of the diaspora and their recognition',
  initiatives: 'Initiatives, their status and their links to plans',
  partnerships: 'Partners and agreements with them',
  strategy: 'Plans, indicators, alignments and exchange rates',
  reporting: 'Reports, frozen figures and their freshness',
};

/** What a description is made of. */
interface Described {
  readonly service: ServiceName;
  readonly version: string;
  /** grows as routes are added */
  readonly contracts: RouteContract[];
}

declare module 'fastify' {
  interface FastifyInstance {
    described: Described;
  }
  interface FastifyContextConfig {
    /** what the description tells of the route; one without is left out */
    contract?: RouteContract;
  }
}

/** Notes each route for the description; it must come before the routes. */
export async function addDescription(app: FastifyInstance, service: ServiceName, version: string): Promise<void> {
  const contracts: RouteContract[] = [];
  app.decorate('described', { service, version, contracts });
  app.addHook('onRoute', ({ config, method }) => {
    const contract = config?.contract;
    if (contract !== undefined && contract.method === method && !contract.internal) contracts.push(contract);
  });
}

/** What the description and its pages are called. */
export const titleOf = (service: ServiceName) => `Tributary ${service}`;

const licence = { name: 'Apache-2.0', identifier: 'Apache-2.0' };

/** The API's description as OpenAPI 3.1, made route by route between other requests; the app must be ready. */
export async function openApiDocument({
  described: { service, version, contracts },
}: FastifyInstance): Promise<unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const contract of contracts) {
    await others();
    paths[contract.path] = {
      ...paths[contract.path],
      [contract.method.toLowerCase()]: operationOf(contract, contracts),
    };
  }
  const text = JSON.stringify(paths);
  const schemas = componentsIn(text);
  const names = plainNames(Object.keys(schemas));
  const document = {
    openapi: '3.1.0',
    info: { title: titleOf(service), description: titles[service], version, license: licence },
    servers: [{ url: `/${service}` }],
    components: {
      securitySchemes: securitySchemes(contracts),
      schemas: Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [names.get(name), schema])),
      headers: Object.fromEntries(
        Object.entries(headerComponents()).filter(([name]) => text.includes(`"#/components/headers/${name}"`)),
      ),
    },
    paths,
  };
  return JSON.parse(
    JSON.stringify(document).replace(/(?<="#\/components\/schemas\/)[\w.]+(?=")/g, (name) => names.get(name) ?? name),
  );
}
