// A database copied to another server: as it is stored, begun again where it was cut short, and never over other data.
import { mongo } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectMongo, type MongoConnection } from '../../src/mongo/connection.ts';
import { transferDatabase } from '../../src/mongo/transfer.ts';
import { type Servers, startServers } from '../fixtures/servers.ts';

let from: Servers;
let to: Servers;
beforeAll(async () => {
  [from, to] = [await startServers(), await startServers()];
});
afterAll(() => Promise.all([from.close(), to.close()]));

let databases = 0;
/** A database with documents of every type that is stored, and its copy's place, which is empty. */
async function filled(): Promise<{
  readonly name: string;
  readonly source: MongoConnection;
  readonly target: MongoConnection;
}> {
  databases += 1;
  const name = `moved_${databases}`;
  const source = await connectMongo(from.mongoUrl, name);
  const many = Array.from({ length: 450 }, (_, at) => ({
    _id: `n${String(at).padStart(4, '0')}`,
    at,
    text: 'é'.repeat(at),
  }));
  await source.collection<{ _id: string }>('many').insertMany(many);
  await source.collection<{ _id: string }>('types').insertOne({
    _id: 'one',
    whole: new mongo.Int32(1),
    long: mongo.Long.fromString('9007199254740993'),
    double: new mongo.Double(1),
    decimal: mongo.Decimal128.fromString('1.10'),
    bytes: new mongo.Binary(Buffer.from([0, 255])),
    at: new Date('2026-11-30T00:00:00.001Z'),
    none: null,
    nested: { list: [{ a: 1 }, []] },
  } as never);
  return { name, source, target: await connectMongo(to.mongoUrl, name) };
}

const addresses = () => ({ from: from.mongoUrl, to: to.mongoUrl });

describe('a database that is transferred', () => {
  test('is there as it is stored, to the type of each number', async () => {
    const { name, source, target } = await filled();
    const told: number[] = [];
    expect(await transferDatabase(name, addresses(), (count) => told.push(count))).toEqual({
      collections: 2,
      documents: 451,
    });
    expect(told.at(-1)).toBe(451);
    for (const collection of ['many', 'types']) {
      const read = (one: MongoConnection) =>
        one.collection(collection).find({}, { raw: true }).sort({ _id: 1 }).toArray();
      expect(await read(target)).toEqual(await read(source));
    }
    expect((await target.collections()).sort()).toEqual(['many', 'types']);
    await Promise.all([source.close(), target.close()]);
  });

  test('is begun again where it was cut short', async () => {
    const { name, source, target } = await filled();
    const cut = new Error('cut');
    const ends = (count: number) => {
      if (count >= 200) throw cut;
    };
    await expect(transferDatabase(name, addresses(), ends)).rejects.toBe(cut);
    expect(await target.collection('many').countDocuments()).toBe(200);
    expect(await transferDatabase(name, addresses(), () => undefined)).toMatchObject({ documents: 451 });
    expect(await target.collection('many').countDocuments()).toBe(450);
    await Promise.all([source.close(), target.close()]);
  });

  test('is refused where other data is, which stays', async () => {
    const { name, source, target } = await filled();
    await target.collection<{ _id: string }>('other').insertOne({ _id: 'kept' });
    await expect(transferDatabase(name, addresses(), () => undefined)).rejects.toThrow(
      `The database ${name} at ${new URL(to.mongoUrl).host} holds data already: name a server without it, or drop it there first.`,
    );
    expect(await target.collections()).toEqual(['other']);
    expect(await target.collection('other').countDocuments()).toBe(1);
    await Promise.all([source.close(), target.close()]);
  });

  test('is told to differ where something still writes to its source', async () => {
    const { name, source, target } = await filled();
    const late = async () => void (await source.collection<{ _id: string }>('many').insertOne({ _id: 'late' }));
    let writing: Promise<void> | undefined;
    const copying = transferDatabase(name, addresses(), (count) => {
      if (count === 450) writing = late();
    });
    await expect(copying).rejects.toThrow(`What was copied of ${name}.many differs from its source`);
    await writing;
    await Promise.all([source.close(), target.close()]);
  });
});
