// Who a request counts for. Neither part is the caller's to choose: the token has been verified, the address is that of
// the connection unless a trusted proxy names another.
import { isIPv6 } from 'node:net';
import type { Actor } from '@tributary/eventing';

/** One budget each: the person or machine of a verified token; without one, the network of the address. */
export const callerOf = (actor: Actor | undefined, connection: { readonly ip: string }): string =>
  actor === undefined ? `address ${networkOf(connection.ip)}` : `token ${actor.client} ${actor.sub}`;

const GROUPS = 8;

/** An address of IPv4 as it is, of IPv6 its /64: whoever has one address there has all of them. */
function networkOf(address: string): string {
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [front = [], back = []] = address.split('::').map((part) => part.split(':').filter(Boolean));
  const zeros = Array.from({ length: GROUPS - front.length - back.length }, () => '0');
  return [...front, ...zeros, ...back].slice(0, GROUPS / 2).join(':');
}
