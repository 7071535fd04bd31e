// Where a request of the page comes from: the machine, the address that the browser shows, and whether the page sent it.
import { isIP } from 'node:net';
import { Refusal } from '@tributary/service-kit';
import type { FastifyRequest } from 'fastify';

/** Whether a host, as a browser writes it, is the machine itself. */
function isLoopback(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '').replace(/^::ffff:/i, '');
  if (isIP(bare) === 4) return bare.startsWith('127.');
  return bare === '::1' || bare.toLowerCase() === 'localhost';
}

/** The address under which a request came, as its browser shows it; undefined where it names none. */
export function ownOrigin({ protocol, host }: FastifyRequest): URL | undefined {
  const text = `${protocol}://${host}`;
  return host !== undefined && URL.canParse(text) ? new URL(text) : undefined;
}

/** Whether the caller is on this machine and has opened the page under an address of it. */
export const isOfThisMachine = (request: FastifyRequest): boolean =>
  isLoopback(request.ip) && isLoopback(ownOrigin(request)?.hostname ?? '');

/** Whether both are names of this machine, and not the same one. */
export const isOtherName = (own: URL, other: URL): boolean =>
  isLoopback(own.hostname) && isLoopback(other.hostname) && own.hostname !== other.hostname;

export interface Origins {
  /** @throws {Refusal} 403 unless the page of this installation has sent the request */
  requirePage(request: FastifyRequest): void;
  /** @throws {Refusal} 403 where another site has had the browser ask */
  refuseStrangers(request: FastifyRequest): void;
}

/** @param publicUrl where callers find the installation */
export function originsOf(publicUrl: string): Origins {
  const { origin: published } = new URL(publicUrl);

  function isOwn(origin: string, request: FastifyRequest): boolean {
    if (origin === published) return true;
    const own = ownOrigin(request);
    return own !== undefined && isLoopback(own.hostname) && origin === own.origin;
  }

  return {
    requirePage(request) {
      const { origin, 'sec-fetch-site': site } = request.headers;
      const isSame = site === undefined || site === 'same-origin';
      if (origin === undefined || !isOwn(origin, request) || !isSame) throw new Refusal('NOT_FROM_THE_PAGE');
    },
    refuseStrangers({ headers: { 'sec-fetch-site': site } }) {
      if (site === 'cross-site' || site === 'same-site') throw new Refusal('NOT_FROM_THE_PAGE');
    },
  };
}
