// Forms of values in the environment that are more than a text or a number.
import { type ServiceName, services } from '@tributary/contracts';
import { z } from 'zod';

/** An address with one of these protocols. */
export const address = (protocols: RegExp) => z.url({ protocol: protocols });
export const web = address(/^https?$/);

/** Addresses by service: `registry=http://…,strategy=http://…`. */
export const peers = z
  .string()
  .transform((text) => text.split(',').map((pair) => pair.trim()))
  .pipe(
    z.array(
      z
        .string()
        .regex(/^[a-z]+=https?:\/\/\S+$/)
        .transform((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)] as const)
        .pipe(z.tuple([z.enum(services), web])),
    ),
  )
  .transform((pairs): ReadonlyMap<ServiceName, string> => new Map(pairs));

/** Whether a name is one of a time zone. */
export const isTimeZone = (name: string) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '';
  } catch {
    return false;
  }
};

/** An address to put paths after, as it may stand in a page. */
export const baseUrl = web
  .transform((text) => new URL(text))
  .transform(({ origin, pathname }) => `${origin}${pathname}`.replace(/\/+$/, ''));

/** The text of a file with a secret in it, without the line end behind it. */
export const secretText = z
  .instanceof(Buffer)
  .transform((bytes) => bytes.toString('utf8').trim())
  .pipe(z.string().min(1));
