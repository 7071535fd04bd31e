// What to say where no route answers: 405 with the methods of a known address, or with those of the whole service to a
// method that no API has; else 404.
import type { FastifyRequest, RouteOptions } from 'fastify';
import { Refusal } from '../problem/refusal.ts';
import { methodRefusal } from './client-errors.ts';

/** Methods that an API may have; every other one is refused whatever the address. */
export const apiMethods = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'] as const;

const isApiMethod = (method: string): boolean => apiMethods.some((one) => one === method);

/** Notes each route, and tells a lost request where it could have gone. */
export function signposts() {
  const addresses = new Map<string, { readonly form: RegExp; readonly methods: Set<string> }>();

  function note({ url, method }: RouteOptions): void {
    const address = addresses.get(url) ?? { form: formOf(url), methods: new Set<string>() };
    for (const one of [method].flat()) address.methods.add(one);
    addresses.set(url, address);
  }

  /** The methods that the service answers anywhere. */
  const offered = (): ReadonlySet<string> => new Set([...addresses.values()].flatMap(({ methods }) => [...methods]));

  /** Whether a request came to a pattern although its address is one of its own: `/v1/persons/search` is no person. */
  const astray = ({ routeOptions: { url }, requestContext: { pathname } }: FastifyRequest): boolean =>
    url !== pathname && addresses.has(pathname);

  function methodsOf(pathname: string): readonly string[] {
    const own = addresses.get(pathname);
    const found = own === undefined ? [...addresses.values()].filter(({ form }) => form.test(pathname)) : [own];
    return found.flatMap((one) => [...one.methods]);
  }

  function lost({ method, requestContext: { pathname } }: FastifyRequest): Refusal {
    const methods = methodsOf(pathname);
    if (methods.length > 0 && !methods.includes(method)) return methodRefusal(methods);
    return isApiMethod(method) ? new Refusal('NOT_FOUND') : methodRefusal(offered());
  }

  return { note, lost, astray, offered };
}

const formOf = (url: string) =>
  new RegExp(
    `^${url
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/:\w+/g, '[^/]+')
      .replace(/\*/g, '.*')}$`,
  );
