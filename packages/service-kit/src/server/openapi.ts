// The API's description: OpenAPI 3.1, made from the contracts that the routes are bound to.
import type { RouteContract, ServiceName } from '@tributary/contracts';
import type { FastifyInstance } from 'fastify';
import { headerComponents } from '../description/answers.ts';
import { operationOf } from '../description/operation.ts';
import { components } from '../description/schemas.ts';

const titles: Readonly<Record<ServiceName, string>> = {
  registry: 'Organisations of the diaspora and their recognition',
  initiatives: 'Initiatives, their status and their links to plans',
  partnerships: 'Partners',
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

/** The API's description as OpenAPI 3.1; the app must be ready. */
export function openApiDocument({ described: { service, version, contracts } }: FastifyInstance): unknown {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const contract of contracts) {
    paths[contract.path] = {
      ...paths[contract.path],
      [contract.method.toLowerCase()]: operationOf(contract, contracts),
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: titleOf(service), description: titles[service], version, license: licence },
    servers: [{ url: `/${service}` }],
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', bearerFormat: 'at+jwt', description: 'Access token (RFC 9068)' },
      },
      ...used(paths),
    },
    paths,
  };
}

/** The components that the paths refer to. */
function used(paths: unknown): { readonly schemas: unknown; readonly headers: unknown } {
  const schemas = components();
  const referredTo = (text: string, kind: string, all: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(Object.entries(all).filter(([name]) => text.includes(`"#/components/${kind}/${name}"`)));
  const text = JSON.stringify(paths);
  // A component may refer to another.
  const whole = text + JSON.stringify(referredTo(text, 'schemas', schemas));
  return { schemas: referredTo(whole, 'schemas', schemas), headers: referredTo(text, 'headers', headerComponents()) };
}
