// Asks the platform as one ministry for what is another's, by every route of the catalogue, and tells what came through.
import { type AggregateContract, eventsOf, type RouteContract, routesOf, services } from '@tributary/contracts';
import type { Answer, Api } from '../platform/api.ts';
import { filled } from '../platform/served-routes.ts';
import type { Tributary } from '../platform/tributary.ts';
import type { Harness } from './authorisation-harness.ts';
import { requestFor } from './authorisation-requests.ts';

export interface CrawledRoute {
  readonly method: string;
  /** behind the front door */
  readonly path: string;
  readonly roles: readonly string[];
  readonly formats: readonly string[];
}

type Declared = RouteContract & { readonly aggregate?: AggregateContract };
type Other = Pick<Harness, 'owner' | 'secrets' | 'path'>;

const catalogue = services.flatMap((service) => Object.values(routesOf[service]) as readonly Declared[]);

/** The starts of the routes of what its own ministry alone may know of, as the aggregates say it. */
export const privateStarts: readonly string[] = [
  ...new Set(
    catalogue.flatMap(({ aggregate }) => (aggregate?.confidential ? [`/${aggregate.service}${aggregate.path}`] : [])),
  ),
];

const isAt = (path: string, start: string) => path === start || path.startsWith(`${start}/`);
export const isPrivate = (path: string): boolean => privateStarts.some((start) => isAt(path, start));

const optionsOf = (route: Declared, name: string): readonly string[] => {
  const shape = (route.query as { shape?: Record<string, { options?: string[]; unwrap?: () => unknown }> })?.shape;
  const field = shape?.[name];
  const inner = (field?.unwrap?.() ?? field) as { readonly options?: readonly string[] } | undefined;
  return inner?.options ?? [];
};

/** Every public route for institutions; what is a stream has no end, and is read by its own tests. */
export const crawled: readonly CrawledRoute[] = catalogue
  .filter(({ internal, events, access }) => !internal && events === undefined && !access.roles.includes('public'))
  .map((route) => ({
    method: route.method,
    path: `/${route.service}${route.path}`,
    roles: route.access.roles,
    formats: optionsOf(route, 'format'),
  }));

/** An answer without what differs between any two requests: the trace, and the address that was asked for. */
export const comparable = ({ status, text, headers }: Answer, ids: readonly string[]): string => {
  const plain = ids.reduce((said, id) => said.replaceAll(id, '…'), text).replace(/"traceId":"[^"]*"/, '');
  return JSON.stringify([status, plain, [...headers.keys()].sort()]);
};

const send = (api: Api, { method, path }: CrawledRoute, at: string): Promise<Answer> => {
  const { query = '', ...call } = requestFor(`${method} ${path}`);
  return api.send(method, at + query, call);
};

/** Whether a route is about one thing of a ministry. */
const isOfOne = ({ path }: CrawledRoute) => isPrivate(path) && /\{(id|ministryCode)\}/.test(path);

/** Answers about what is another's, where they differ from those about what does not exist. */
async function ofOne(api: Api, route: CrawledRoute, other: Other): Promise<readonly string[]> {
  const at = route.path.includes('{ministryCode}')
    ? [filled(route.path.replace('{ministryCode}', other.owner)), filled(route.path.replace('{ministryCode}', 'MNON'))]
    : [other.path(route), filled(route.path)];
  const [theirs = '', none = ''] = at;
  const ids = at.map((path) => path.split('/').find((part) => /^[0-9a-f]{8}-|^M[A-Z]{3}$/.test(part)) ?? '');
  const answers = [await send(api, route, theirs), await send(api, route, none)] as const;
  const [one, another] = answers.map((answer) => comparable(answer, ids));
  return one === another ? [] : [`tells another's from none: ${one?.slice(0, 300)} ${another?.slice(0, 300)}`];
}

/** Rows, counts and names of another ministry in what a list, a search, a report or a file answers. */
async function ofAll(api: Api, route: CrawledRoute, other: Other): Promise<readonly string[]> {
  const base = other.path(route);
  const answers = await Promise.all([
    send(api, route, base),
    ...route.formats.map((format) => api.send('GET', `${base}?format=${format}`, {})),
  ]);
  const named = other.secrets.filter(([start]) => isPrivate(route.path) || !namedByFacts.includes(start));
  return answers.flatMap(({ text }) => [
    ...named.filter(([, id]) => text.includes(id)).map(([start]) => `shows one of ${start}`),
    ...(isPrivate(route.path) && text.includes(`"ministry":"${other.owner}"`) ? [`shows a row of ${other.owner}`] : []),
  ]);
}

/** What facts that are told across government name by its id, and nothing else of it. */
const namedByFacts: readonly string[] = ['/initiatives/v1/applications/{id}', '/initiatives/v1/payment-batches/{id}'];

/** All that `asker` learns of what is of `other` alone; each with the route and the role. */
export async function crawl(
  tributary: Pick<Tributary, 'api'>,
  asker: string,
  other: Other,
  routes: readonly CrawledRoute[] = crawled,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const route of routes) {
    const reads = route.method === 'GET' || route.path.endsWith('/search');
    if (!isOfOne(route) && !reads) continue;
    for (const role of route.roles) {
      const api = await tributary.api(role, asker, `${role}-of-${asker}`);
      const said = await (isOfOne(route) ? ofOne : ofAll)(api, route, other);
      found.push(...said.map((what) => `${route.method} ${route.path} as ${role} of ${asker}: ${what}`));
    }
  }
  return found;
}

/** Facts in the feeds of every service that are another ministry's alone. */
export async function crawlFeeds(tributary: Pick<Tributary, 'api'>, asker: string, role: string) {
  const found: string[] = [];
  let own = 0;
  const api = await tributary.api(role, asker);
  for (const service of services.filter((one) => eventsOf[one].length > 0)) {
    const secret = new Set<string>(
      eventsOf[service].filter(({ confidential }) => confidential).map(({ type }) => type),
    );
    let after = '';
    for (;;) {
      const answer = await api.get(`/${service}/v1/changes?limit=200${after}`);
      if (answer.status === 403) break;
      const { items, next } = answer.json<{ items: { type: string; ministry: string }[]; next: string | null }>();
      const hidden = items.filter(({ type }) => secret.has(type));
      own += hidden.filter(({ ministry }) => ministry === asker).length;
      found.push(...hidden.filter(({ ministry }) => ministry !== asker).map(({ type }) => `${service}: ${type}`));
      if (items.length === 0 || next === null) break;
      after = `&after=${encodeURIComponent(next)}`;
    }
  }
  return { found, own };
}
