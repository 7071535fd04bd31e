// Reads the table of who may call what, and compares it with what was seen over HTTP: who is let in, and to whose rows.

/** Every role that a token of this release can carry. */
export const allRoles = [
  'person',
  'association',
  'registrar',
  'privacy',
  'officer',
  'reviewer',
  'approver',
  'finance',
  'partner-officer',
  'planner',
  'ministry-reviewer',
  'analyst',
  'operator',
] as const;

/** Those of them whose tokens name a subject instead of a ministry. */
export const subjectRoles: readonly string[] = ['person', 'association'];

export interface TableRow {
  readonly method: string;
  readonly path: string;
  readonly roles: ReadonlySet<string>;
  /** whose rows those roles may touch; `nobody` where the route is for subjects alone */
  readonly ministry: 'any' | 'own' | 'responsible' | 'nobody';
  /** roles that are let in beside the others, for what their own subject applied for */
  readonly self: ReadonlySet<string>;
  /** those roles are let in for what is published, whoever entered it */
  readonly isPublished: boolean;
}

const named = (roles: string): readonly string[] => roles.split(/\s+/).filter(Boolean);

/** Parses the table. @throws {Error} for a line that is not a row */
export function readTable(text: string): TableRow[] {
  const government = /^# G = (.+)$/m.exec(text)?.[1]?.split(' ') ?? [];
  return text
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const match =
        /^(GET|POST|PUT|PATCH|DELETE)\s+(\S+)\s*\|([^|]+)\|\s*(any|own|responsible|nobody)\s*(?:\|\s*(published:)?([^|]+))?$/.exec(
          line,
        );
      if (match === null) throw new Error(`not a row: ${line}`);
      const [, method = '', path = '', roles = '', ministry, published, self = ''] = match;
      return {
        method,
        path,
        roles: new Set(named(roles).flatMap((role) => (role === 'G' ? government : [role]))),
        ministry: ministry as TableRow['ministry'],
        self: new Set(named(self)),
        isPublished: published !== undefined,
      };
    });
}

/** What was seen of a route. */
export interface SeenRoute {
  /** whether each role was let in */
  readonly roles: ReadonlyMap<string, boolean>;
  /** whose rows a role that is let in may touch; `nobody` where no ministry was let in */
  readonly ministry: TableRow['ministry'];
  /** of the roles whose tokens name a subject, what each touches that the route is about */
  readonly self: ReadonlyMap<string, 'own' | 'all' | 'none'>;
}

export type Seen = ReadonlyMap<string, SeenRoute>;

export const routeOf = ({ method, path }: Pick<TableRow, 'method' | 'path'>) => `${method} ${path}`;

/** Refusals that say something of how requests came in, and nothing of what they ask for. */
const writePath = /"code":"(CONFLICT|IDEMPOTENCY_KEY_REUSED)"/;

/**
 * Whether an answer shows that its caller was let in: it is what the domain says. Any other answer shows neither, such
 * as one of a request that was refused before anybody looked who sent it.
 * @throws {Error} for one that shows neither
 */
export function wasLetIn({ status, text }: { readonly status: number; readonly text: string }): boolean {
  if (status === 401 || status === 403) return false;
  const ofDomain = [404, 409, 422].includes(status) && !writePath.test(text);
  if ((status >= 200 && status < 300) || ofDomain) return true;
  throw new Error(`shows neither who is let in nor who is refused: ${status} ${text}`);
}

/** Each cell in which the table and the platform differ, as one sentence. */
export function differences(table: readonly TableRow[], seen: Seen): string[] {
  const rows = new Map(table.map((row) => [routeOf(row), row]));
  const missing = [...seen.keys()].filter((route) => !rows.has(route)).map((route) => `${route} has no row`);
  const gone = [...rows.keys()].filter((route) => !seen.has(route)).map((route) => `${route} is not served`);
  const cells = [...seen].flatMap(([route, { roles, ministry, self }]) => {
    const row = rows.get(route);
    if (row === undefined) return [];
    const wrong = [...roles].filter(
      ([role, was]) => was !== ['public', role].some((one) => row.roles.has(one) || row.self.has(one)),
    );
    return [
      ...wrong.map(([role, was]) => `${route} ${was ? 'lets in' : 'refuses'} ${role}`),
      ...(row.ministry === ministry ? [] : [`${route} is for rows of ${ministry}, not of ${row.ministry}`]),
      ...[...self].flatMap(([role, touched]) => {
        const meant = row.roles.has('public') || row.self.has(role) ? (row.isPublished ? 'all' : 'own') : 'none';
        return touched === meant ? [] : [`${route} lets ${role} touch ${touched} of the rows, not ${meant}`];
      }),
    ];
  });
  return [...missing, ...gone, ...cells];
}
