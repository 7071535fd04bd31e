// What the descriptions show: an example of each body that its contract takes, and words for every field.
import { kitRoutesOf, type RouteContract, routesOf, services } from '@tributary/contracts';
import { describe, expect, it } from 'vitest';
import { operationOf } from '../src/description/operation.ts';

const routes = services.flatMap((service): RouteContract[] => [
  ...Object.values(routesOf[service]),
  ...Object.values<RouteContract>(kitRoutesOf(service)).filter(({ internal }) => !internal),
]);

type Content = Readonly<Record<string, { readonly example?: unknown }>>;

describe.each(routes.map((route) => [`${route.service} ${route.method} ${route.path}`, route] as const))(
  'the examples of %s',
  (_name, route) => {
    const { requestBody, responses } = operationOf(
      route,
      routes.filter(({ service }) => service === route.service),
    );

    it('are there, and are what its contract takes and promises', () => {
      if (route.body !== undefined) {
        const content: Content = requestBody?.content ?? {};
        const { example } = content[route.upload?.types[0] ?? 'application/json'] ?? {};
        expect(example).toBeDefined();
        const body = route.upload === undefined ? example : {};
        expect([body, route.body.safeParse(body).error?.issues]).toEqual([body, undefined]);
      }
      for (const [status, { content }] of Object.entries(responses)) {
        for (const [type, { example }] of Object.entries((content ?? {}) as Content)) {
          if (!type.endsWith('json')) continue;
          const issues =
            Number(status) < 400 ? route.reply[Number(status)]?.safeParse(example).error?.issues : undefined;
          expect([status, example, issues]).toEqual([status, example ?? 'none', undefined]);
        }
      }
    });
  },
);
