// What each ministry sets for itself under its own code; until one has, a default counts.
import { type AggregateContract, keyOf } from '@tributary/contracts';
import { type AggregateStore, naturalId } from '@tributary/eventing';

/** The rules of a ministry as they are looked up: its own, or those that count until it has set some. */
export const rulesBy =
  <Rules extends object, Default>(
    store: Pick<AggregateStore<Rules>, 'load'>,
    contract: Pick<AggregateContract, 'name' | 'key'>,
    byDefault: Default,
  ) =>
  async (ministryCode: string): Promise<Rules | Default> =>
    (await store.load(naturalId(keyOf(contract, { ministryCode }))))?.state ?? byDefault;
