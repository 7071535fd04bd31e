import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeFrame } from '../../src/storage/frame.ts';
import { Log } from '../../src/storage/log.ts';
import { CorruptLogError } from '../../src/storage/recovery.ts';

/** A log of three segments with several frames each; every frame has three records. */
let source: string;
let names: readonly string[];
beforeAll(async () => {
  source = mkdtempSync(join(tmpdir(), 'tributary-recovery-'));
  const log = open(source);
  for (let frame = 0; frame < 12; frame += 1) {
    for (const part of ['a', 'b', 'c']) log.append(Buffer.from(`${frame}${part} ${'x'.repeat((frame * 13) % 40)}`));
    await log.durable();
    if (frame === 3 || frame === 7) log.rotate();
  }
  await log.close();
  names = readdirSync(source).sort();
  expect(names).toHaveLength(3);
});
afterAll(() => rmSync(source, { recursive: true, force: true }));

const open = (folder: string) =>
  new Log({
    folder,
    onFatal: (error) => {
      throw error;
    },
  });

/** Opens a changed copy of the log. @returns its records, and those after one more append and a second start */
async function recovered(change: (folder: string) => void): Promise<{ first: string[]; second: string[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'tributary-recovery-'));
  try {
    for (const name of names) copyFileSync(join(source, name), join(folder, name));
    change(folder);
    const read = async (log: Log) => {
      const records: string[] = [];
      await log.recover((record) => records.push(record.toString()));
      return records;
    };
    const log = open(folder);
    const first = await read(log);
    const bytes = names
      .filter((name) => existsSync(join(folder, name)))
      .map((name) => statSync(join(folder, name)).size);
    expect(log.size, 'what was cut off is gone').toBe(bytes.reduce((sum, size) => sum + size, 0));
    log.append(Buffer.from('more'));
    await log.close();
    const again = open(folder);
    const second = await read(again);
    await again.close();
    return { first, second };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Offsets at which the frames of a segment start, and its end. */
function framesOf(name: string): number[] {
  const bytes = readFileSync(join(source, name));
  const starts = [0];
  for (let at = 0; at < bytes.length; ) {
    at += decodeFrame(bytes, at)?.length ?? Number.NaN;
    starts.push(at);
  }
  return starts;
}

const everything = Array.from({ length: 12 }, (_, frame) => ['a', 'b', 'c'].map((part) => `${frame}${part}`)).flat();
const heads = (records: readonly string[]) => records.map((record) => record.split(' ')[0]);

describe('a torn tail', () => {
  test('the last segment cut at any byte gives the frames before the cut, whole, and goes on from there', async () => {
    const last = names.at(-1) ?? '';
    const starts = framesOf(last);
    const size = starts.at(-1) ?? 0;
    for (let cut = 0; cut <= size; cut += 1) {
      const whole = 8 + starts.filter((start) => start <= cut).length - 1;
      const { first, second } = await recovered((folder) => truncateSync(join(folder, last), cut));
      expect(heads(first), `cut at ${cut}`).toEqual(everything.slice(0, whole * 3));
      expect(heads(second)).toEqual([...everything.slice(0, whole * 3), 'more']);
    }
  });

  test('whatever a crash leaves behind the last sync is cut off', async () => {
    const last = names.at(-1) ?? '';
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 200 }), async (rubbish) => {
        const { first } = await recovered((folder) => appendFileSync(join(folder, last), rubbish));
        expect(heads(first)).toEqual(everything);
      }),
      { numRuns: 50 },
    );
    const zeros = await recovered((folder) => appendFileSync(join(folder, last), Buffer.alloc(70_000)));
    expect(heads(zeros.second)).toEqual([...everything, 'more']);
  });

  test('a last frame of which pages are missing is cut off whole', async () => {
    const last = names.at(-1) ?? '';
    const [from = 0, to = 0] = framesOf(last).slice(-2);
    for (let at = from; at < to; at += 1) {
      const { first } = await recovered((folder) => flip(join(folder, last), at));
      expect(heads(first), `byte ${at}`).toEqual(everything.slice(0, -3));
    }
  });

  test('a new segment that was made and not yet written is no damage', async () => {
    const { second } = await recovered((folder) => writeFileSync(join(folder, '0000000009.segment'), ''));
    expect(heads(second)).toEqual([...everything, 'more']);
  });
});

describe('damage that is no torn tail', () => {
  test('a changed byte with good frames behind it refuses to start, and says where', async () => {
    for (const name of names) {
      const starts = framesOf(name);
      const end = name === names.at(-1) ? (starts.at(-2) ?? 0) : (starts.at(-1) ?? 0);
      for (let at = 0; at < end; at += 5) {
        const frame = starts.filter((start) => start <= at).at(-1);
        const damaged = recovered((folder) => flip(join(folder, name), at));
        await expect(damaged, `${name} byte ${at}`).rejects.toThrow(CorruptLogError);
        await expect(damaged).rejects.toThrow(new RegExp(`${name} is damaged at byte ${frame}\\b`));
      }
    }
  });

  test('a segment that is shorter than it was, with later ones there, refuses to start', async () => {
    const first = names[0] ?? '';
    for (const cut of framesOf(first).slice(0, -1)) {
      await expect(recovered((folder) => truncateSync(join(folder, first), cut))).rejects.toThrow(CorruptLogError);
      await expect(recovered((folder) => truncateSync(join(folder, first), cut + 3))).rejects.toThrow(CorruptLogError);
    }
  });

  test('a segment that is missing between others refuses to start', async () => {
    await expect(recovered((folder) => unlinkSync(join(folder, names[1] ?? '')))).rejects.toThrow(
      /frame 9 at byte 0 follows frame 4/,
    );
  });

  test('nothing is cut off when it refuses', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tributary-recovery-'));
    mkdirSync(folder, { recursive: true });
    for (const name of names) copyFileSync(join(source, name), join(folder, name));
    const last = join(folder, names.at(-1) ?? '');
    flip(last, 30);
    const before = readFileSync(last);
    await expect(open(folder).recover(() => undefined)).rejects.toThrow(CorruptLogError);
    expect(readFileSync(last)).toEqual(before);
    rmSync(folder, { recursive: true });
  });
});

function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 0x41, at);
  writeFileSync(path, bytes);
}
