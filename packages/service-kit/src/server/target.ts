// A resource has one address, `/strategy/v1/plans/…`: links say it, and it is the same on the port of its service and
// behind a front door. On its own port a service also answers without its name in front.
import type { ServiceName } from '@tributary/contracts';

/**
 * Makes the function that reads the target of a request to a service.
 * @returns the path from `/v1/…` on with its query: without the host of a target in absolute form (RFC 9112, 3.2.2),
 * and without the name of the service
 */
export function targetWithin(service: ServiceName): (target: string) => string {
  const own = new RegExp(`^/${service}(?=[/?]|$)`);
  return (target) => {
    const path = target.replace(/^https?:\/\/[^/?]*/i, '').replace(own, '');
    return path === '' || path.startsWith('?') ? `/${path}` : path;
  };
}
