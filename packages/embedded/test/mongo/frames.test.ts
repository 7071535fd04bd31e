import { once } from 'node:events';
import { connect } from 'node:net';
import { serialize } from 'bson';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestServer, testServer } from './support/server.ts';
import { frame, MORE_TO_COME, message, type WireClient, wireClient } from './support/wire-client.ts';

const OP_MSG = 2013;
const OP_QUERY = 2004;

let server: TestServer;
/** Must keep its connection whatever others send. */
let bystander: WireClient;
beforeAll(async () => {
  server = await testServer();
  bystander = await wireClient(server.port);
});
afterAll(async () => {
  bystander.close();
  await server.end();
});

const ping = { ping: 1, $db: 'admin' };
const flags = (bits: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(bits);
  return bytes;
};
const int32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
};

/** Sends bytes on a connection of its own and expects the server to close it. */
async function closes(bytes: Buffer): Promise<void> {
  const client = await wireClient(server.port);
  client.write(bytes);
  expect(await client.reply()).toBeUndefined();
  expect(Number((await bystander.run(ping))['ok'])).toBe(1);
}

describe('bytes that are no message close their connection, and no other', () => {
  const command = serialize(ping);
  const cases: Record<string, Buffer> = {
    'a length below a header': int32(15),
    'a negative length': int32(-1),
    'a length of 0': int32(0),
    'a length beyond the largest message': int32(48_000_001),
    'an HTTP request': Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n'),
    'only zeros': Buffer.alloc(64),
    'an unknown op code': frame(1234, Buffer.alloc(20)),
    'a compressed message': frame(2012, Buffer.concat([int32(OP_MSG), int32(20), Buffer.alloc(10)])),
    'a header alone': frame(OP_MSG, Buffer.alloc(0)),
    'flags alone': frame(OP_MSG, flags(0)),
    'an unknown required flag': frame(OP_MSG, Buffer.concat([flags(4), Buffer.from([0]), command])),
    'a section of an unknown kind': frame(OP_MSG, Buffer.concat([flags(0), Buffer.from([7]), command])),
    'two commands': frame(OP_MSG, Buffer.concat([flags(0), Buffer.from([0]), command, Buffer.from([0]), command])),
    'a document sequence without a command': frame(
      OP_MSG,
      Buffer.concat([flags(0), Buffer.from([1]), int32(9), Buffer.from('docs\0')]),
    ),
    'a section longer than its message': frame(
      OP_MSG,
      Buffer.concat([flags(0), Buffer.from([0]), int32(1000), command.subarray(4)]),
    ),
    'a section shorter than a document': frame(OP_MSG, Buffer.concat([flags(0), Buffer.from([0]), int32(4)])),
    'a document whose text is longer than it': frame(OP_MSG, Buffer.concat([flags(0), Buffer.from([0]), broken()])),
    'a document of an unknown type': frame(OP_MSG, Buffer.concat([flags(0), Buffer.from([0]), unknownType()])),
    'a sequence without the end of its name': frame(
      OP_MSG,
      Buffer.concat([flags(0), Buffer.from([0]), command, Buffer.from([1]), int32(8), Buffer.from('docs')]),
    ),
    'a sequence with a document longer than it': frame(
      OP_MSG,
      Buffer.concat([
        flags(0),
        Buffer.from([0]),
        command,
        Buffer.from([1]),
        int32(13),
        Buffer.from('docs\0'),
        int32(500),
      ]),
    ),
    'a query without the end of its collection': frame(OP_QUERY, Buffer.from('\0\0\0\0admin')),
    'a query without a document': frame(
      OP_QUERY,
      Buffer.concat([int32(0), Buffer.from('admin.$cmd\0'), int32(0), int32(-1)]),
    ),
    'text that is not UTF-8': frame(OP_MSG, Buffer.concat([flags(0), Buffer.from([0]), badText()])),
  };
  for (const [name, bytes] of Object.entries(cases)) test(name, () => closes(bytes));
});

function broken(): Buffer {
  const bytes = Buffer.from(serialize({ ping: 'text' }));
  bytes.writeInt32LE(900, 10);
  return bytes;
}

function unknownType(): Buffer {
  const bytes = Buffer.from(serialize({ ping: 1 }));
  bytes.writeUInt8(0x42, 4);
  return bytes;
}

function badText(): Buffer {
  const bytes = Buffer.from(serialize({ ping: 'text' }));
  bytes.writeUInt8(0xff, 15);
  return bytes;
}

describe('messages that are unusual but whole are answered', () => {
  test('a message cut into single bytes', async () => {
    const client = await wireClient(server.port);
    for (const byte of message(ping)) client.write(Buffer.from([byte]));
    expect(Number((await client.reply())?.['ok'])).toBe(1);
    client.close();
  });

  test('many messages in one write, answered in their order', async () => {
    const client = await wireClient(server.port);
    const commands = Array.from({ length: 50 }, (_, n) =>
      message(n % 2 === 0 ? { count: `c${n}`, $db: 'frames' } : { unknown: n, $db: 'x' }),
    );
    client.write(Buffer.concat(commands));
    for (let n = 0; n < 50; n += 1) {
      const reply = await client.reply();
      expect(Number(reply?.['ok'])).toBe(n % 2 === 0 ? 1 : 0);
    }
    client.close();
  });

  test('a checksum at the end', async () => {
    const client = await wireClient(server.port);
    client.write(frame(OP_MSG, Buffer.concat([flags(1), Buffer.from([0]), serialize(ping), Buffer.alloc(4)])));
    expect(Number((await client.reply())?.['ok'])).toBe(1);
    client.close();
  });

  test('a document sequence before its command, and an optional flag', async () => {
    const client = await wireClient(server.port);
    const document = serialize({ _id: 'sequence' });
    const section = Buffer.concat([
      Buffer.from([1]),
      int32(4 + 10 + document.length),
      Buffer.from('documents\0'),
      document,
    ]);
    const insert = Buffer.concat([Buffer.from([0]), serialize({ insert: 'c', $db: 'frames' })]);
    client.write(frame(OP_MSG, Buffer.concat([flags(1 << 16), section, insert])));
    expect(await client.reply()).toMatchObject({ n: { value: 1 } });
    client.close();
  });

  test('a handshake as OP_QUERY', async () => {
    const client = await wireClient(server.port);
    const reply = await client.query({ ismaster: 1, helloOk: true });
    expect(reply).toMatchObject({ ismaster: true, helloOk: true });
    expect(reply).not.toHaveProperty('topologyVersion');
    expect(reply).not.toHaveProperty('setName');
    client.close();
  });

  test('any other command as OP_QUERY is refused by name', async () => {
    const client = await wireClient(server.port);
    expect(await client.query({ find: 'c' })).toMatchObject({
      ok: { value: 0 },
      code: { value: 352 },
      errmsg: expect.stringContaining('find'),
    });
    expect(await client.query({ unknown: 1 })).toMatchObject({ ok: { value: 0 }, code: { value: 59 } });
    client.close();
  });

  test('a write that asks for no reply gets none, and is there for the next one', async () => {
    const client = await wireClient(server.port);
    client.write(
      message({ insert: 'silent', documents: [{ _id: 1 }], writeConcern: { w: 0 }, $db: 'frames' }, [], MORE_TO_COME),
    );
    client.write(message({ unknown: 1, $db: 'frames' }, [], MORE_TO_COME));
    expect(await client.run({ count: 'silent', $db: 'frames' })).toMatchObject({ n: { value: 1 } });
    client.close();
  });

  test('fields that JavaScript or bson would read otherwise are refused or kept, and harm nothing', async () => {
    for (const name of ['__proto__', 'constructor', 'toString', '_bsontype']) {
      const inner = wrap(Buffer.from(`\x02${name}\0`), text('ObjectId'));
      await inserts(wrap(Buffer.from('\x02_id\0'), text(name), Buffer.from('\x03v\0'), inner));
    }
    expect({}).not.toHaveProperty('ObjectId');
  });

  test('documents nested far too deep are refused or kept, and harm nothing', async () => {
    for (const depth of [90, 3_000, 200_000]) {
      let document = wrap();
      for (let level = 0; level < Math.min(depth, 3_000); level += 1) document = wrap(Buffer.from('\x03a\0'), document);
      await inserts(depth > 3_000 ? nested(depth) : document);
    }
  });
});

const text = (value: string) => Buffer.concat([int32(Buffer.byteLength(value) + 1), Buffer.from(`${value}\0`)]);

/** A document of fields that are bytes already: bson itself refuses to write some. */
function wrap(...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([int32(content.length + 5), content, Buffer.alloc(1)]);
}

function nested(depth: number): Buffer {
  const starts = Array.from({ length: depth }, (_, level) => [int32(5 + (depth - level) * 8), Buffer.from('\x03a\0')]);
  return Buffer.concat([...starts.flat(), int32(5), Buffer.alloc(1 + depth)]);
}

async function inserts(document: Buffer): Promise<void> {
  const client = await wireClient(server.port);
  const documents = wrap(Buffer.from('\x030\0'), document);
  const insert = wrap(
    Buffer.from('\x02insert\0'),
    text('raw'),
    Buffer.from('\x04documents\0'),
    documents,
    Buffer.from('\x02$db\0'),
    text('frames'),
  );
  client.write(frame(OP_MSG, Buffer.concat([flags(0), Buffer.from([0]), insert])));
  await client.reply();
  client.close();
  expect(Number((await bystander.run({ count: 'raw', query: { v: 1 }, $db: 'frames' }))['ok'])).toBe(1);
}

describe('random bytes', () => {
  test('never end the server, whatever they are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), (bytes) => survives(Buffer.from(bytes))),
      { numRuns: 150 },
    );
  });

  test('nor do messages with changed bytes', async () => {
    const whole = message(
      { update: 'c', updates: [{ q: { _id: 1, a: { $gt: 5 } }, u: { $set: { b: [1, { c: 2 }] } } }], $db: 'frames' },
      [{ name: 'more', documents: [{ _id: 1, text: 'x' }] }],
    );
    const change = fc.record({ at: fc.nat(whole.length - 1), to: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
        const bytes = Buffer.from(whole);
        for (const { at, to } of changes) if (at >= 4) bytes.writeUInt8(to, at);
        return survives(bytes);
      }),
      { numRuns: 400 },
    );
  });
});

/** Sends bytes and hangs up; the server must go on answering others. */
async function survives(bytes: Buffer): Promise<void> {
  const socket = connect(server.port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.resume();
  socket.end(bytes);
  await once(socket, 'close');
  expect(Number((await bystander.run(ping))['ok'])).toBe(1);
}
