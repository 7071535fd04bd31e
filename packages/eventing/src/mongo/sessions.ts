// Sessions that any process of a service continues: sealed bytes under a hashed id, until they end. What is in them is
// read by whoever sealed them; here they are counted, replaced one after the other, and forgotten.
import { connectMongo, LIMITED, type MongoConnection, SETTLED } from './connection.ts';
import { unlessThere } from './races.ts';

export interface Session {
  readonly id: string;
  /** whose it is, as nobody can read it: of one owner, so many and no more */
  readonly owner: string;
  readonly sealed: string;
  /** grows with each replacement */
  readonly version: number;
  readonly endsAt: Date;
}

export interface Sessions {
  /**
   * Keeps a new session; the owner's oldest goes where the owner has as many as may be.
   * @returns whether there was room
   */
  begin(session: Omit<Session, 'version'>): Promise<boolean>;
  /** undefined where it is not there, or has ended */
  read(id: string): Promise<Session | undefined>;
  /** Takes a session to replace it alone, for so long. @returns whether nobody else has it, and it is still of this version */
  take(session: Pick<Session, 'id' | 'version'>, forMs: number): Promise<boolean>;
  /** Replaces what was taken, and lets go of it. */
  replace(session: Pick<Session, 'id' | 'version' | 'sealed'>): Promise<void>;
  /** Lets go of what was taken, unchanged. */
  leave(id: string): Promise<void>;
  end(id: string): Promise<void>;
  close(): Promise<void>;
}

export interface SessionsOptions {
  readonly mongoUrl: string;
  readonly database: string;
  /** names the collection */
  readonly name: string;
  /** as many as there may be */
  readonly most: number;
  /** of those, as many as one owner may have */
  readonly mostOfOne: number;
  readonly now: () => Date;
}

interface SessionDocument {
  readonly _id: string;
  readonly owner: string;
  readonly sealed: string;
  readonly version: number;
  readonly endsAt: Date;
  readonly takenUntil?: Date;
}

/** Opens a store of sessions; it connects when it is first used. */
export function openSessions(options: SessionsOptions): Sessions {
  const { mongoUrl, database, name, most, mostOfOne, now } = options;
  let connecting: Promise<MongoConnection> | undefined;

  async function connect(): Promise<MongoConnection> {
    const connection = await connectMongo(mongoUrl, database);
    await connection.collection(name).createIndexes([
      { key: { endsAt: 1 }, name: 'endsAt', expireAfterSeconds: 0 },
      { key: { owner: 1, endsAt: 1 }, name: 'owner' },
    ]);
    return connection;
  }

  async function opened() {
    connecting ??= connect().catch((error: unknown) => {
      connecting = undefined;
      throw error;
    });
    return (await connecting).collection<SessionDocument>(name);
  }

  return {
    async begin({ id, owner, sealed, endsAt }) {
      const sessions = await opened();
      // a server may forget them later than they end
      await sessions.deleteMany({ endsAt: { $lte: now() } });
      const theirs = await sessions.find({ owner }, SETTLED).sort({ endsAt: 1 }).toArray();
      for (const { _id } of theirs.slice(0, Math.max(0, theirs.length - mostOfOne + 1))) {
        await sessions.deleteOne({ _id });
      }
      if ((await sessions.countDocuments({}, LIMITED)) >= most) return false;
      await sessions.insertOne({ _id: id, owner, sealed, version: 1, endsAt }).catch(unlessThere);
      return true;
    },
    async read(id) {
      const found = await (await opened()).findOne({ _id: id }, SETTLED);
      if (found === null || found.endsAt <= now()) return undefined;
      const { owner, sealed, version, endsAt } = found;
      return { id, owner, sealed, version, endsAt };
    },
    async take({ id, version }, forMs) {
      const [from, takenUntil] = [now(), new Date(now().getTime() + forMs)];
      const isFree = { $or: [{ takenUntil: { $exists: false } }, { takenUntil: { $lte: from } }] };
      const sessions = await opened();
      const { matchedCount } = await sessions.updateOne({ _id: id, version, ...isFree }, { $set: { takenUntil } });
      return matchedCount === 1;
    },
    async replace({ id, version, sealed }) {
      const change = { $set: { sealed, version: version + 1 }, $unset: { takenUntil: '' as const } };
      await (await opened()).updateOne({ _id: id, version }, change);
    },
    async leave(id) {
      await (await opened()).updateOne({ _id: id }, { $unset: { takenUntil: '' as const } });
    },
    async end(id) {
      await (await opened()).deleteOne({ _id: id });
    },
    async close() {
      await (await connecting)?.close();
    },
  };
}
