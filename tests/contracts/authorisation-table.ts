// Reads the table of who may call what, and compares it with what was seen over HTTP.

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

export interface TableRow {
  readonly method: string;
  readonly path: string;
  readonly roles: ReadonlySet<string>;
  readonly ministry: 'any' | 'own' | 'responsible';
}

/** Parses the table. @throws {Error} for a line that is not a row */
export function readTable(text: string): TableRow[] {
  const government = /^# G = (.+)$/m.exec(text)?.[1]?.split(' ') ?? [];
  return text
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const match = /^(GET|POST|PUT|PATCH|DELETE)\s+(\S+)\s*\|([^|]+)\|\s*(any|own|responsible)\s*$/.exec(line);
      if (match === null) throw new Error(`not a row: ${line}`);
      const [, method = '', path = '', roles = '', ministry] = match;
      const named = roles
        .trim()
        .split(/\s+/)
        .flatMap((role) => (role === 'G' ? government : [role]));
      return { method, path, roles: new Set(named), ministry: ministry as TableRow['ministry'] };
    });
}

/** Whether a role was let in: neither refused for want of a token nor for want of a role. */
export type Seen = ReadonlyMap<string, ReadonlyMap<string, boolean>>;

export const routeOf = ({ method, path }: Pick<TableRow, 'method' | 'path'>) => `${method} ${path}`;

/** Each cell in which the table and the platform differ, as one sentence. */
export function differences(table: readonly TableRow[], seen: Seen): string[] {
  const rows = new Map(table.map((row) => [routeOf(row), row]));
  const missing = [...seen.keys()].filter((route) => !rows.has(route)).map((route) => `${route} has no row`);
  const gone = [...rows.keys()].filter((route) => !seen.has(route)).map((route) => `${route} is not served`);
  const cells = [...seen].flatMap(([route, letIn]) =>
    [...letIn].flatMap(([role, was]) => {
      const row = rows.get(route);
      if (row === undefined) return [];
      const may = row.roles.has('public') || row.roles.has(role);
      return may === was ? [] : [`${route} ${was ? 'lets in' : 'refuses'} ${role}`];
    }),
  );
  return [...missing, ...gone, ...cells];
}
