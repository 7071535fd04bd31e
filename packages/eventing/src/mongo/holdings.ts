// What written owners hold of limits, each a document `{_id: limit|owner, amount, revision}`: a limit that thousands
// share keeps one total, and what each of them has of it is here.
import type { Holding, Holdings } from '../store/documents.ts';
import { type MongoConnection, SETTLED } from './connection.ts';
import { unlessThere } from './races.ts';

type HoldingDocument = Holding & { readonly _id: string };

const keyOf = (limit: string, owner: string) => `${limit}|${owner}`;

export function mongoHoldings(connection: MongoConnection): Holdings {
  const collection = connection.collection<HoldingDocument>('holdings');
  async function holding(limit: string, owner: string): Promise<Holding | undefined> {
    const found = await collection.findOne({ _id: keyOf(limit, owner) }, SETTLED);
    return found === null ? undefined : { amount: found.amount, revision: found.revision };
  }

  return {
    holding,
    async hold(limit, owner, { amount, revision }) {
      const _id = keyOf(limit, owner);
      if (revision === 1) await collection.insertOne({ _id, amount, revision }).catch(unlessThere);
      else await collection.updateOne({ _id, revision: revision - 1 }, { $set: { amount, revision } });
      return (await holding(limit, owner)) ?? { amount, revision };
    },
  };
}
