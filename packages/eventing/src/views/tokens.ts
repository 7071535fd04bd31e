// Waits for the fact that a token names (rule 39): `service:aggregate:seq`.
import type { ServiceName } from '@tributary/contracts';
import type { ViewsState } from '../ports/views.ts';
import type { Waiters } from './waiters.ts';

export interface TokenParts {
  /** whether some view is of this service: of others nothing is waited for */
  readonly isRead: (service: ServiceName) => boolean;
  /** whether the views show an aggregate as far as this seq */
  readonly shows: (service: ServiceName, agg: string, seq: number) => boolean;
  /** from which seq on an aggregate is set aside */
  readonly setAsideFrom: (service: ServiceName, agg: string) => Promise<number | undefined>;
  readonly until: Waiters['until'];
}

/** A fact that is on its way is there by then; only after that the store is asked whether its aggregate is set aside. */
const SOON_MS = 50;

export const waitingForTokens =
  ({ isRead, shows, setAsideFrom, until }: TokenParts): ViewsState['waitFor'] =>
  async (token, timeoutMs) => {
    const [service, agg = '', number] = token.split(':') as [ServiceName, string?, string?];
    if (!isRead(service)) return 'there';
    const seq = Number(number);
    const there = () => shows(service, agg, seq);
    const isParked = async () => ((await setAsideFrom(service, agg)) ?? Number.POSITIVE_INFINITY) <= seq;
    if (await until(there, Math.min(timeoutMs, SOON_MS))) return 'there';
    if (await isParked()) return 'parked';
    if (await until(there, timeoutMs - SOON_MS)) return 'there';
    return (await isParked()) ? 'parked' : 'late';
  };
