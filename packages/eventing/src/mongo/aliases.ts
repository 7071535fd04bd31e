// Which version of the views is shown: `{_id: views.<viewsVersion>, rev, live, …}`, one document per release's version,
// changed by compare-and-set on `rev`.
import { type Alias, type Aliases, firstAlias } from '../rebuild/alias.ts';
import { type MongoConnection, SETTLED } from './connection.ts';
import { unlessThere } from './races.ts';

/** Replaced as a whole; what it has not, it does not name. */
type AliasDocument = Partial<Alias> & { readonly _id: string };

export function mongoAliases(connection: MongoConnection, viewsVersion: number): Aliases {
  const collection = connection.collection<AliasDocument>('aliases');
  const _id = `views.${viewsVersion}`;

  async function find(): Promise<Alias | undefined> {
    const found = await collection.findOne({ _id }, SETTLED);
    if (found === null) return undefined;
    const { _id: _, ...alias } = found;
    const { next } = alias;
    return { ...firstAlias(viewsVersion), ...alias, next: next && { ...next, compared: next.compared } };
  }

  return {
    async read() {
      const found = await find();
      if (found !== undefined) return found;
      const { next: _next, kept: _kept, ...first } = firstAlias(viewsVersion);
      await collection.insertOne({ _id, ...first }).catch(unlessThere);
      return (await find()) ?? firstAlias(viewsVersion);
    },
    async replace({ rev, next, kept, ...alias }) {
      const { matchedCount } = await collection.replaceOne(
        { _id, rev },
        {
          ...alias,
          rev: rev + 1,
          ...(kept !== undefined && { kept }),
          ...(next !== undefined && { next }),
        },
      );
      return matchedCount === 1;
    },
  };
}
