// The currency that stored amounts are valued in: written before the first fact of a service, never another after.
import { type MongoConnection, SETTLED } from './connection.ts';
import { unlessThere } from './races.ts';

/** The configured base currency is not the one that stored facts rest on; the message is one sentence for the operator. */
export class BaseCurrencyChanged extends Error {
  override readonly name = 'BaseCurrencyChanged';

  constructor(configured: string, stored: string) {
    super(
      `TRIBUTARY_BASE_CURRENCY is ${configured}, but the amounts stored here are valued in ${stored}: set it to ${stored}.`,
    );
  }
}

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
