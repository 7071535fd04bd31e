// What each ministry sets for itself under its own code: nobody sets another one's, and until one has, a default counts.
import { type AggregateContract, keyOf, reject } from '@tributary/contracts';
import { type AggregateStore, naturalId } from '@tributary/eventing';
import type { Answer, CheckedRequest } from '@tributary/service-kit';

type Asked = CheckedRequest<unknown, unknown, unknown>;
type Handler = (asked: Asked) => Promise<Answer<never>>;

/** Answers what a path names by `ministryCode` for callers who may touch that ministry, and refuses others. */
export const byOwnMinistry =
  (handler: Handler): Handler =>
  async (asked) => {
    const { ministryCode } = asked.params as { readonly ministryCode: string };
    if (asked.mayTouch(ministryCode)) return handler(asked);
    return { outcome: { kind: 'rejected', rejection: reject('FORBIDDEN') } };
  };

/** The rules of a ministry as they are looked up: its own, or those that count until it has set some. */
export const rulesBy =
  <Rules extends object, Default>(
    store: Pick<AggregateStore<Rules>, 'load'>,
    contract: Pick<AggregateContract, 'name' | 'key'>,
    byDefault: Default,
  ) =>
  async (ministryCode: string): Promise<Rules | Default> =>
    (await store.load(naturalId(keyOf(contract, { ministryCode }))))?.state ?? byDefault;
