// The issuer's keys: fetched once for all requests, kept while the issuer is away, but not for ever.
import { createLocalJWKSet, errors, type FlattenedJWSInput, type JSONWebKeySet, type JWSHeaderParameters } from 'jose';
import { requestJson } from '../http-client.ts';

export interface KeySetOptions {
  /** older keys are fetched again behind the requests */
  readonly freshMs: number;
  /** older keys are not used any more */
  readonly graceMs: number;
  /** an unknown key id asks the issuer at most this often */
  readonly pauseMs: number;
  readonly timeoutMs: number;
}

const usual: KeySetOptions = { freshMs: 10 * 60_000, graceMs: 3_600_000, pauseMs: 5_000, timeoutMs: 2_000 };

/** The issuer's keys cannot be had, so no token can be told from a forged one. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
}

type Find = ReturnType<typeof createLocalJWKSet>;

/** Keys of an issuer, as jose asks for them; `ageSeconds` is a gauge. */
export interface KeySet {
  readonly find: (header?: JWSHeaderParameters, token?: FlattenedJWSInput) => ReturnType<Find>;
  readonly ageSeconds: () => number;
}

/** Reads the keys of the issuer at `url` when they are first needed. */
export function keySet(url: string, options: Partial<KeySetOptions> = {}, now: () => number = Date.now): KeySet {
  const { freshMs, graceMs, pauseMs, timeoutMs } = { ...usual, ...options };
  let current: { readonly find: Find; readonly at: number } | undefined;
  let asking: Promise<void> | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;

  async function fetchKeys(): Promise<void> {
    askedAt = now();
    const { status, body } = await requestJson(url, { timeoutMs });
    if (status !== 200) throw new KeysUnavailable(`${url} answered ${status}`);
    current = { find: createLocalJWKSet(body as JSONWebKeySet), at: now() };
  }

  const refresh = (): Promise<void> => {
    asking ??= fetchKeys().finally(() => {
      asking = undefined;
    });
    return asking;
  };

  async function keys(): Promise<Find> {
    const age = current === undefined ? Number.POSITIVE_INFINITY : now() - current.at;
    if (current !== undefined && age <= graceMs) {
      if (age > freshMs && now() - askedAt > pauseMs) refresh().catch(() => undefined);
      return current.find;
    }
    try {
      await refresh();
    } catch (cause) {
      throw new KeysUnavailable('the keys of the issuer cannot be had', { cause });
    }
    if (current === undefined) throw new KeysUnavailable('the keys of the issuer cannot be had');
    return current.find;
  }

  return {
    find: async (header, token) => {
      const find = await keys();
      try {
        return await find(header, token);
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
        // Of several requests that bring a new key at once, the first one asks and the others wait for its answer.
        const askedMeanwhile = asking !== undefined || current?.find !== find;
        if (!askedMeanwhile && now() - askedAt <= pauseMs) throw error;
        if (current?.find === find) await refresh().catch(() => undefined);
        return (await keys())(header, token);
      }
    },
    ageSeconds: () => (current === undefined ? -1 : (now() - current.at) / 1000),
  };
}
