// Receipts that an aggregate's document has no room for, each a document `{_id: aggregate|key, agg, …receipt}`.
import type { MovedReceipts, Receipt } from '../store/documents.ts';
import { type MongoConnection, SETTLED } from './connection.ts';
import { unlessThere } from './races.ts';

type ReceiptDocument = Receipt & { readonly _id: string; readonly agg: string };

const NAME = 'receipts';

const keyOf = (agg: string, key: string) => `${agg}|${key}`;

export const makeMovedReceiptsIndex = (connection: MongoConnection): Promise<string[]> =>
  connection.collection(NAME).createIndexes([{ key: { agg: 1, at: 1 } }, { key: { at: 1 } }]);

export function mongoMovedReceipts(connection: MongoConnection): MovedReceipts {
  const collection = connection.collection<ReceiptDocument>(NAME);
  return {
    async move(agg, receipts, expired) {
      const rows = receipts.map((receipt) => ({ _id: keyOf(agg, receipt.key), agg, ...receipt }));
      await collection.insertMany(rows, { ordered: false }).catch(unlessThere);
      await collection.deleteMany({ agg, at: { $lt: expired } });
    },
    async moved(agg, key) {
      const found = await collection.findOne({ _id: keyOf(agg, key) }, SETTLED);
      if (found === null) return undefined;
      const { _id, agg: _agg, ...receipt } = found;
      return receipt;
    },
    async forgetMoved(agg) {
      await collection.deleteMany({ agg });
    },
  };
}
