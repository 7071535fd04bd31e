// Which part answers a request, and at which path there. The path is read as the parts read it, and it passes where it
// is one that a part offers to the outside: what is not listed here is reached by no spelling.
import { type ServiceName, services } from '@tributary/contracts';

export type Part = ServiceName | 'issuer';

export interface Destination {
  readonly part: Part;
  /** within the part, and without the query */
  readonly path: string;
  /** without its question mark; empty where there is none */
  readonly query: string;
}

const ofService = /^\/(?:v1\/.+|docs(?:\/.*)?|openapi\.json|health\/(?:live|ready)|problems(?:\/[a-z-]+)?)$/s;

/** The page, with all below it. */
const ofPage = /^\/(?:page(?:\/.*)?)?$/s;

/** Without the name of a service reporting answers: the page, and the problems that every service shows. */
const ofAll = /^\/(?:problems(?:\/[a-z-]+)?|page(?:\/.*)?)?$/s;

const offered = new Map<string, RegExp>([
  ...services.map((service) => [service, ofService] as const),
  ['reporting', new RegExp(`${ofService.source}|${ofPage.source}`, 's')],
  ['issuer', /^\/(?:jwks|token|\.well-known\/(?:openid-configuration|oauth-authorization-server))$/],
]);

/** @returns undefined for a request target at which nothing is offered */
export function destinationOf(target: string): Destination | undefined {
  const url = urlOf(target);
  if (url === undefined) return undefined;
  const query = url.search.slice(1);
  const whole = decoded(url.pathname);
  if (whole === undefined || hasDotSegment(whole)) return undefined;
  if (ofAll.test(url.pathname)) return { part: 'reporting', path: url.pathname, query };
  const [, first = '', rest = ''] = /^\/([^/]*)(.*)$/s.exec(url.pathname) ?? [];
  const part = decoded(first);
  const path = rest === '' ? '/' : rest;
  const meant = decoded(path);
  if (part === undefined || meant === undefined) return undefined;
  return offered.get(part)?.test(meant) ? { part: part as Part, path, query } : undefined;
}

/** A target in origin or in absolute form; dot segments, backslashes and fragments are resolved as for any web address. */
function urlOf(target: string): URL | undefined {
  const text = target.startsWith('/') ? `http://front-door${target}` : target;
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  return new URL(text);
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/** Dots that were hidden behind an encoded slash or backslash. */
const hasDotSegment = (path: string): boolean => path.split(/[/\\]/).some((segment) => /^\.{1,2}$/.test(segment));
