// Which documents are kept byte for byte as they came: those that would come out the same if they were written anew.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Binary, BSONRegExp, Decimal128, Double, Int32, Long, ObjectId, serialize, Timestamp } from 'bson';
import { mongo } from 'mongoose';
import { expect, test } from 'vitest';
import { isPlain } from '../../src/mongo/plain-document.ts';
import { startMongo } from '../../src/mongo/server.ts';
import { type Doc, decode, encode } from '../../src/mongo/values.ts';

const bytesOf = (doc: Doc) => Buffer.from(serialize(doc, { ignoreUndefined: false }));

const common = {
  _id: 'a',
  text: 'naïve — Ünïcödé 𝄞',
  empty: '',
  whole: new Int32(7),
  long: Long.fromString('9007199254740993'),
  double: new Double(-0),
  decimal: Decimal128.fromString('1.20'),
  yes: true,
  no: false,
  nothing: null,
  at: new Date(1_700_000_000_000),
  id: new ObjectId(),
  bytes: new Binary(Buffer.from([0, 1, 255])),
  list: Array.from({ length: 12 }, (_, at) => ({ at, inner: [[], {}, 'x'] })),
  nested: { deep: { deeper: [1, 2.5] } },
};

test('a document of common types is plain', () => {
  expect(isPlain(bytesOf(common))).toBe(true);
});

test.each([
  ['without an _id', { a: 1 }],
  ['with an _id that is not in front', { a: 1, _id: 1 }],
  ['with a list as _id', { _id: [1] }],
  ['with a document as _id', { _id: { a: 1 } }],
  ['with a regular expression', { _id: 1, a: new BSONRegExp('a', 'i') }],
  ['with a timestamp', { _id: 1, a: new Timestamp({ t: 1, i: 1 }) }],
  ['with a name that is a reference', { _id: 1, a: { $ref: 'b', $id: 1 } }],
  ['with a name that means something to JavaScript', JSON.parse('{"_id": 1, "a": {"__proto__": 1}}')],
  ['with a name that is not ASCII', { _id: 1, é: 1 }],
  ['with bytes of a kind', { _id: 1, a: new Binary(Buffer.alloc(16), 4) }],
])('a document %s is not', (_what, doc) => {
  expect(isPlain(bytesOf(doc))).toBe(false);
});

test('a document with a field twice, or a list with other positions, is not', () => {
  const twice = bytesOf({ _id: 1, a: 1, b: 2 });
  twice.write('a', twice.indexOf('b\0'));
  expect(isPlain(twice)).toBe(false);
  const positions = bytesOf({ _id: 1, a: [true, true] });
  positions.write('7', positions.indexOf('1\0'));
  expect(isPlain(positions)).toBe(false);
});

test('whatever byte is changed or cut off: what is plain comes out the same if it is written anew', () => {
  const whole = bytesOf(common);
  let plain = 0;
  for (let at = 0; at < whole.length; at += 1) {
    expect(isPlain(whole.subarray(0, at))).toBe(false);
    for (const byte of [0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0b, 0x24, 0x31, 0x7f, 0x80, 0xff]) {
      const changed = Buffer.from(whole);
      changed[at] = byte;
      if (!isPlain(changed)) continue;
      plain += 1;
      const again = encode(decode(changed));
      expect(again.equals(changed)).toBe(true);
    }
  }
  expect(plain).toBeGreaterThan(100);
});

test('what was kept as it came is found by its indexes, also after a restart, and is refused where a key is taken', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tributary-plain-'));
  try {
    for (const round of ['first', 'second']) {
      const server = await startMongo({ folder, port: 0 });
      const client = await mongo.MongoClient.connect(server.url);
      const things = client.db('test').collection<Doc & { _id: string }>('things');
      if (round === 'first') {
        await things.createIndexes([{ key: { list: 1 } }, { key: { mark: 1 }, unique: true, sparse: true }]);
        await things.insertMany([
          { _id: 'a', list: ['x', 'y'], mark: 'm', nested: { deep: 'é' } },
          { _id: 'b', list: [], other: 1 },
        ]);
      }
      expect(await things.findOne({ list: 'y' })).toEqual({
        _id: 'a',
        list: ['x', 'y'],
        mark: 'm',
        nested: { deep: 'é' },
      });
      expect(await things.find({ list: { $in: ['z'] } }).toArray()).toEqual([]);
      await expect(things.insertOne({ _id: 'a' })).rejects.toMatchObject({ code: 11000, keyPattern: { _id: 1 } });
      await expect(things.insertOne({ _id: 'c', mark: 'm' })).rejects.toMatchObject({
        code: 11000,
        keyValue: { mark: 'm' },
      });
      expect(await things.countDocuments()).toBe(2);
      await client.close();
      await server.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
