// The currency that stored amounts are valued in: written before the first fact of a service, never another after.
import { BaseCurrencyChanged } from '../consume/failure.ts';
import type { AggregateDocuments } from '../store/documents.ts';
import { type MongoConnection, SETTLED } from './connection.ts';
import { unlessThere } from './races.ts';

export interface BaseCurrency {
  /** @throws {BaseCurrencyChanged} another one is stored */
  check(): Promise<void>;
  /** Stores it where none is. @throws {BaseCurrencyChanged} another one is stored */
  keep(): Promise<void>;
}

const ID = 'base-currency';

export function mongoBaseCurrency(connection: MongoConnection, configured: string): BaseCurrency {
  const settings = connection.collection<{ _id: string; value: string }>('settings');
  let kept: Promise<void> | undefined;

  async function check(): Promise<void> {
    const stored = await settings.findOne({ _id: ID }, SETTLED);
    if (stored !== null && stored.value !== configured) throw new BaseCurrencyChanged(configured, stored.value);
  }

  async function store(): Promise<void> {
    await settings.insertOne({ _id: ID, value: configured }).catch(unlessThere);
    await check();
  }

  return {
    check,
    keep() {
      kept ??= store().catch((error: unknown) => {
        kept = undefined;
        throw error;
      });
      return kept;
    },
  };
}

/** Documents whose first is not written before the base currency is. */
export const keeping = <State extends object>(
  currency: BaseCurrency | undefined,
  documents: AggregateDocuments<State>,
): AggregateDocuments<State> => ({
  ...documents,
  async insert(document) {
    await currency?.keep();
    return documents.insert(document);
  },
  async insertAll(all) {
    await currency?.keep();
    return documents.insertAll(all);
  },
});
