// Whose word on where a request came from is taken: a header that anybody can send says nothing by itself.
import { isIP } from 'node:net';
import { z } from 'zod';

/** Ranges that have a name: 127.0.0.0/8; 169.254.0.0/16; and the private networks, each with its like in IPv6. */
const named = ['loopback', 'linklocal', 'uniquelocal'];

const bitsOf: Readonly<Record<number, number>> = { 4: 32, 6: 128 };

function isRange(text: string): boolean {
  const [address = '', prefix = '1', ...rest] = text.split('/');
  const bits = bitsOf[isIP(address)];
  if (bits === undefined || rest.length > 0) return named.includes(text);
  return /^[1-9]\d{0,2}$/.test(prefix) && Number(prefix) <= bits;
}

/** Proxies from text, for Fastify's `trustProxy`: `loopback,10.0.0.0/8`. */
export const TrustedProxies = z
  .string()
  .transform((text) => text.split(',').map((range) => range.trim()))
  .pipe(z.array(z.string().refine(isRange)));

/** What the text must be, after "must be" in a sentence. */
export const trustedProxiesForm = 'addresses, ranges such as 10.0.0.0/8, or loopback, parted by commas';
