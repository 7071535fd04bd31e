import { type Connection, Mongoose, mongo, Schema } from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestServer, testServer } from './support/server.ts';

const { Decimal128, Long, ObjectId, UUID } = mongo.BSON;

interface Fields {
  _id: string | number;
  [field: string]: unknown;
}

interface Counted {
  _id: number;
  n?: number;
}

let server: TestServer;
let mongoose: Mongoose;
let connection: Connection;
let database = 0;
beforeAll(async () => {
  server = await testServer();
});
afterAll(async () => {
  await server.end();
});
beforeEach(async () => {
  database += 1;
  mongoose = new Mongoose();
  connection = await mongoose
    .createConnection(server.url, {
      dbName: `db${database}`,
      writeConcern: { w: 'majority', journal: true },
      retryWrites: true,
    })
    .asPromise();
  return async () => {
    await mongoose.disconnect();
  };
});

const collection = () => connection.getClient().db(`db${database}`).collection<Fields>('c');

describe('unmodified mongoose', () => {
  const schema = new Schema(
    { name: { type: String, unique: true }, tags: [String], size: Number, born: Date },
    { timestamps: true },
  );

  test('makes indexes, creates, finds, saves and deletes', async () => {
    const Model = connection.model('Thing', schema);
    await Model.init();
    const made = await Model.create({ name: 'a', tags: ['x'], size: 1, born: new Date(0) });
    await Model.insertMany([
      { name: 'b', size: 2 },
      { name: 'c', size: 3 },
    ]);
    await expect(Model.create({ name: 'a' })).rejects.toMatchObject({ code: 11000, keyValue: { name: 'a' } });
    made.tags.push('y');
    made.size = 10;
    await made.save();
    expect((await Model.findById(made._id).lean())?.tags).toEqual(['x', 'y']);
    expect(
      (
        await Model.find({ size: { $gte: 2 } })
          .sort({ size: -1 })
          .limit(2)
          .select('name')
          .lean()
      ).map(({ name }) => name),
    ).toEqual(['a', 'c']);
    expect(await Model.countDocuments({ size: { $in: [2, 3] } })).toBe(2);
    expect(await Model.estimatedDocumentCount()).toBe(3);
    expect(await Model.exists({ name: 'b' })).not.toBeNull();
    expect(await Model.distinct('name', { size: { $lt: 10 } })).toEqual(['b', 'c']);
    expect((await Model.updateMany({ size: { $lt: 10 } }, { $inc: { size: 1 } })).modifiedCount).toBe(2);
    expect(
      (await Model.findOneAndUpdate({ name: 'b' }, { $set: { size: 7 } }, { returnDocument: 'after' }))?.size,
    ).toBe(7);
    expect((await Model.findOneAndReplace({ name: 'c' }, { name: 'd' }, { returnDocument: 'after' }))?.name).toBe('d');
    expect((await Model.deleteOne({ name: 'b' })).deletedCount).toBe(1);
    expect((await Model.deleteMany({})).deletedCount).toBe(2);
    expect(await Model.syncIndexes()).toEqual([]);
  });

  test('notices that another one saved before it', async () => {
    const Model = connection.model('Versioned', new Schema({ items: [Number] }, { optimisticConcurrency: true }));
    const mine = await Model.create({ items: [1] });
    const theirs = await Model.findById(mine._id);
    theirs?.items.push(2);
    await theirs?.save();
    mine.items.push(3);
    await expect(mine.save()).rejects.toThrow(/No matching document found/);
  });

  test('reads with a cursor', async () => {
    const Model = connection.model('Many', new Schema({ n: Number }));
    await Model.insertMany(Array.from({ length: 250 }, (_, n) => ({ n })));
    const seen: unknown[] = [];
    for await (const { n } of Model.find().sort({ n: 1 }).batchSize(30).cursor()) seen.push(n);
    expect(seen).toEqual(Array.from({ length: 250 }, (_, n) => n));
  });

  test('works within a session that is no transaction', async () => {
    const Model = connection.model('InSession', new Schema({ n: Number }));
    const session = await connection.startSession();
    await Model.create([{ n: 1 }], { session });
    expect(await Model.countDocuments({}, { session })).toBe(1);
    await session.endSession();
  });

  test('is told that there are no transactions, change streams and pipelines', async () => {
    const Model = connection.model('Refused', new Schema({ n: Number }));
    await Model.create({ n: 1 });
    await expect(connection.transaction((session) => Model.create([{ n: 2 }], { session }))).rejects.toThrow(
      /does not support retryable writes/,
    );
    await expect(Model.updateOne({}, [{ $set: { n: 2 } }], { updatePipeline: true })).rejects.toThrow(
      /Pipeline updates/,
    );
    await expect(
      Model.aggregate([{ $lookup: { from: 'x', localField: 'n', foreignField: 'n', as: 'x' } }]),
    ).rejects.toThrow(/\$lookup/);
    await expect(Model.watch().next()).rejects.toThrow(/\$changeStream/);
    await expect(Model.find({}).collation({ locale: 'en' })).rejects.toThrow(/collation/);
    expect((await Model.find().lean()).map(({ n }) => n)).toEqual([1]);
  });
});

describe('the driver', () => {
  test('writes in bulk, in order and without', async () => {
    const counted = () => connection.getClient().db(`db${database}`).collection<Counted>('c');
    const operations: mongo.AnyBulkWriteOperation<Counted>[] = [
      { insertOne: { document: { _id: 1, n: 1 } } },
      { updateOne: { filter: { _id: 1 }, update: { $inc: { n: 1 } } } },
      { insertOne: { document: { _id: 1 } } },
      { updateOne: { filter: { _id: 2 }, update: { $set: { n: 5 } }, upsert: true } },
      { replaceOne: { filter: { _id: 1 }, replacement: { n: 9 } } },
      { deleteMany: { filter: { n: 5 } } },
    ];
    await expect(counted().bulkWrite(operations)).rejects.toMatchObject({
      code: 11000,
      result: { insertedCount: 1, modifiedCount: 1 },
    });
    expect(await counted().find().toArray()).toEqual([{ _id: 1, n: 2 }]);
    await counted().deleteMany({});
    const unordered = await counted()
      .bulkWrite(operations, { ordered: false })
      .catch((error) => error);
    expect(unordered).toBeInstanceOf(mongo.MongoBulkWriteError);
    expect(unordered.result).toMatchObject({ insertedCount: 1, modifiedCount: 2, upsertedCount: 1, deletedCount: 1 });
    expect(await counted().find().toArray()).toEqual([{ _id: 1, n: 9 }]);
  });

  test('gets an unordered insertMany’s duplicates listed, the others inserted', async () => {
    await collection().insertOne({ _id: 5 });
    const error = await collection()
      .insertMany(
        Array.from({ length: 10 }, (_, _id) => ({ _id })),
        { ordered: false },
      )
      .catch((caught) => caught);
    expect(error).toMatchObject({ code: 11000, insertedCount: 9 });
    expect(error.writeErrors).toHaveLength(1);
    expect(error.writeErrors[0]).toMatchObject({ index: 5, code: 11000 });
  });

  test('writes without acknowledgement, and reads it afterwards', async () => {
    const silent = connection
      .getClient()
      .db(`db${database}`)
      .collection('c', { writeConcern: { w: 0 } });
    await silent.insertOne({ n: 1 });
    await expect.poll(() => collection().countDocuments()).toBe(1);
  });

  test('gets values back as they were', async () => {
    const document = {
      _id: 1,
      long: Long.fromString('9007199254740993'),
      decimal: Decimal128.fromString('350000.00'),
      date: new Date('2026-11-24T12:00:00.123Z'),
      id: new ObjectId(),
      uuid: new UUID(),
      text: 'Ünïcödé 😀',
      nested: { list: [1, 2.5, null, true, { deep: [] }] },
    };
    await collection().insertOne(document);
    const found = await collection().findOne({ _id: 1 }, { promoteLongs: false });
    expect(found).toMatchObject({ ...document, nested: expect.anything() });
    expect(mongo.BSON.EJSON.stringify(found?.['nested'])).toBe('{"list":[1,2.5,null,true,{"deep":[]}]}');
  });

  test('lists, makes and drops indexes, collections and databases', async () => {
    const db = connection.getClient().db(`db${database}`);
    expect(await collection().createIndex({ slot: 1, pos: 1 }, { unique: true })).toBe('slot_1_pos_1');
    expect(await collection().indexExists('slot_1_pos_1')).toBe(true);
    expect((await collection().listIndexes().toArray()).map(({ name }) => name)).toEqual(['_id_', 'slot_1_pos_1']);
    await collection().dropIndex('slot_1_pos_1');
    await db.createCollection('other');
    expect((await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name)).toEqual([
      'c',
      'other',
    ]);
    expect(await collection().drop()).toBe(true);
    await db.dropDatabase();
    expect(await db.listCollections().toArray()).toEqual([]);
  });

  test('is not kept waiting by a monitor that streams: the server is polled', async () => {
    const client = new mongo.MongoClient(server.url, { heartbeatFrequencyMS: 500 });
    const awaited: boolean[] = [];
    client.on('serverHeartbeatSucceeded', ({ awaited: streamed }) => awaited.push(streamed));
    await client.connect();
    await expect.poll(() => awaited.length, { timeout: 5000 }).toBeGreaterThan(1);
    expect(awaited).not.toContain(true);
    await client.close();
  });
});
