// What a command can answer with instead of an acknowledgement: the read of the thing that it is about.
import { Acknowledged, type RouteContract } from '@tributary/contracts';

/**
 * The read among `routes` that answers the aggregate of a command: that of its path, or of the thing above it.
 * @returns undefined for what is no command on an aggregate, or where there is no such read
 */
export function representationOf(
  { method, path, reply }: RouteContract,
  routes: readonly RouteContract[],
): RouteContract | undefined {
  if (method === 'GET' || !Object.values(reply).includes(Acknowledged)) return undefined;
  const isRead = (other: RouteContract) =>
    other.method === 'GET' && !other.internal && (other.produces?.includes('application/json') ?? true);
  const isAbove = (other: RouteContract) =>
    path === other.path || path.startsWith(`${other.path}/`) || other.path.replace(/\/\{\w+\}$/, '') === path;
  const reads = routes.filter((other) => other.path.endsWith('}') && isRead(other) && isAbove(other));
  return reads.sort((one, other) => one.path.length - other.path.length)[0];
}
