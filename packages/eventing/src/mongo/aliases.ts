// Which version of the views is shown: `{_id: views.<viewsVersion>, rev, live, …}`, one document per release's version,
// changed by compare-and-set on `rev`.
import { type Alias, type Aliases, firstAlias } from '../rebuild/alias.ts';
import { type MongoConnection, SETTLED } from './connection.ts';
import { unlessThere } from './races.ts';

/** Replaced as a whole; what it has not, it does not name. */
type AliasDocument = Omit<Alias, 'next' | 'kept' | 'upgrade'> &
  Partial<Pick<Alias, 'next' | 'kept' | 'upgrade'>> & { readonly _id: string };

const aliasOf = ({ _id: _, ...alias }: AliasDocument): Alias => ({
  ...firstAlias(alias.viewsVersion, alias.release),
  ...alias,
  next: alias.next && { ...alias.next, compared: alias.next.compared },
});

function withoutGaps({ next, kept, upgrade, ...alias }: Alias): Omit<AliasDocument, '_id'> {
  return {
    ...alias,
    ...(next !== undefined && { next }),
    ...(kept !== undefined && { kept }),
    ...(upgrade !== undefined && { upgrade }),
  };
}

export function mongoAliases(connection: MongoConnection, viewsVersion: string): Aliases {
  const collection = connection.collection<AliasDocument>('aliases');
  const _id = `views.${viewsVersion}`;

  async function find(): Promise<Alias | undefined> {
    const found = await collection.findOne({ _id }, SETTLED);
    return found === null ? undefined : aliasOf(found);
  }

  async function others(): Promise<readonly Alias[]> {
    const found = await collection.find({ _id: { $ne: _id } }, SETTLED).toArray();
    return found.map(aliasOf).sort((a, b) => a.release - b.release);
  }

  return {
    async read() {
      const found = await find();
      if (found !== undefined) return found;
      const release = ((await others()).at(-1)?.release ?? 0) + 1;
      const first = firstAlias(viewsVersion, release);
      await collection.insertOne({ _id, ...withoutGaps(first) }).catch(unlessThere);
      return (await find()) ?? first;
    },
    async replace(next) {
      const { matchedCount } = await collection.replaceOne(
        { _id, rev: next.rev },
        withoutGaps({ ...next, rev: next.rev + 1 }),
      );
      return matchedCount === 1;
    },
    others,
  };
}
