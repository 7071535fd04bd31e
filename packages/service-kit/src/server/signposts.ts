// What to say where no route answers: 405 with the methods of a known address, else 404.
import type { FastifyRequest, RouteOptions } from 'fastify';
import { Refusal } from '../problem/refusal.ts';

/** Notes each route, and tells a lost request where it could have gone. */
export function signposts() {
  const addresses = new Map<string, { readonly form: RegExp; readonly methods: Set<string> }>();

  function note({ url, method }: RouteOptions): void {
    const address = addresses.get(url) ?? { form: formOf(url), methods: new Set<string>() };
    for (const one of [method].flat()) address.methods.add(one);
    addresses.set(url, address);
  }

  function lost(request: FastifyRequest): Refusal {
    const { pathname } = request.trail;
    const methods = [...addresses.values()]
      .filter(({ form }) => form.test(pathname))
      .flatMap((one) => [...one.methods]);
    if (methods.length === 0 || methods.includes(request.method)) return new Refusal('NOT_FOUND');
    const allowed = [...new Set(methods)].sort().join(', ');
    return new Refusal('METHOD_NOT_ALLOWED', { values: { allowed }, headers: { allow: allowed } });
  }

  return { note, lost };
}

const formOf = (url: string) =>
  new RegExp(
    `^${url
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/:\w+/g, '[^/]+')
      .replace(/\*/g, '.*')}$`,
  );
