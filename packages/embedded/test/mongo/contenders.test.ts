import { Mongoose, type mongo, Schema } from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestServer, testServer } from './support/server.ts';

const CONTENDERS = 50;
const ROUNDS = 20;

let server: TestServer;
let mongoose: Mongoose;
let collection: mongo.Collection<{ _id: string; seq: number; owner?: number; winners?: number[] }>;

beforeAll(async () => {
  server = await testServer();
  mongoose = new Mongoose();
  await mongoose.connect(server.url, { dbName: 'contenders', maxPoolSize: CONTENDERS, minPoolSize: CONTENDERS });
  collection = mongoose.connection.getClient().db('contenders').collection('races');
});
afterAll(async () => {
  await mongoose.disconnect();
  await server.end();
});

/** All contenders at once; @returns the numbers of those that won */
async function race(contend: (contender: number) => Promise<boolean>): Promise<number[]> {
  const won = await Promise.all(Array.from({ length: CONTENDERS }, (_, contender) => contend(contender)));
  return won.flatMap((winner, contender) => (winner ? [contender] : []));
}

test('of 50 guarded updates of one version exactly one wins, each round', async () => {
  await collection.insertOne({ _id: 'update', seq: 0, winners: [] });
  const winners: number[] = [];
  for (let seq = 0; seq < ROUNDS; seq += 1) {
    const won = await race(async (contender) => {
      const guard = { _id: 'update', seq };
      const { matchedCount } = await collection.updateOne(guard, {
        $set: { seq: seq + 1 },
        $push: { winners: contender },
      });
      return matchedCount === 1;
    });
    expect(won).toHaveLength(1);
    winners.push(...won);
  }
  expect(await collection.findOne({ _id: 'update' })).toEqual({ _id: 'update', seq: ROUNDS, winners });
});

test('of 50 findOneAndUpdate of one version exactly one wins, each round', async () => {
  await collection.insertOne({ _id: 'modify', seq: 0 });
  for (let seq = 0; seq < ROUNDS; seq += 1) {
    const won = await race(async (contender) => {
      const change = { $inc: { seq: 1 }, $set: { owner: contender } };
      const after = await collection.findOneAndUpdate({ _id: 'modify', seq }, change, { returnDocument: 'after' });
      expect(after === null || after.owner === contender).toBe(true);
      return after !== null;
    });
    expect(won).toHaveLength(1);
    expect(await collection.findOne({ _id: 'modify' })).toEqual({ _id: 'modify', seq: seq + 1, owner: won[0] });
  }
});

test('of 50 upserts whose guard misses exactly one inserts, and the others are told of the duplicate', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const id = `upsert-${round}`;
    const won = await race(async (contender) => {
      try {
        const change = { $set: { owner: contender } };
        const { upsertedCount } = await collection.updateOne({ _id: id, seq: 0, owner: contender }, change, {
          upsert: true,
        });
        return upsertedCount === 1;
      } catch (error) {
        expect(error).toMatchObject({ code: 11000, keyPattern: { _id: 1 }, keyValue: { _id: id } });
        return false;
      }
    });
    expect(won).toHaveLength(1);
    expect(await collection.findOne({ _id: id })).toEqual({ _id: id, seq: 0, owner: won[0] });
  }
});

test('of 50 inserts of one business key exactly one wins', async () => {
  const model = mongoose.model('Key', new Schema({ code: String }, { versionKey: false }));
  await model.collection.createIndex({ code: 1 }, { unique: true });
  for (let round = 0; round < ROUNDS; round += 1) {
    const won = await race(() =>
      model.create({ code: `code-${round}` }).then(
        () => true,
        (error) => {
          expect(error).toMatchObject({ code: 11000, keyPattern: { code: 1 }, keyValue: { code: `code-${round}` } });
          return false;
        },
      ),
    );
    expect(won).toHaveLength(1);
  }
  expect(await model.countDocuments()).toBe(ROUNDS);
});

test('increments of 50 contenders all count', async () => {
  await collection.insertOne({ _id: 'count', seq: 0 });
  await race(async () => {
    for (let n = 0; n < ROUNDS; n += 1) await collection.updateOne({ _id: 'count' }, { $inc: { seq: 1 } });
    return true;
  });
  expect(await collection.findOne({ _id: 'count' })).toEqual({ _id: 'count', seq: CONTENDERS * ROUNDS });
});
