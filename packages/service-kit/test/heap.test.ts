// What a process takes of memory for what it no longer holds, beside one that was told nothing.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { HEAP_FLAG } from '../src/heap.ts';

/** Holds 400,000 objects of the 4,000,000 that it makes, and prints the most bytes that its heap had. */
const work = `
const held = [];
let most = 0;
for (let made = 0; made < 4_000_000; made += 1) {
  held[made % 400_000] = { made, text: 'x' + made, list: [made] };
  if (made % 10_000 === 0) most = Math.max(most, process.memoryUsage().heapUsed);
}
process.stdout.write(String(most));
`;

async function most(told: string): Promise<number> {
  const telling = `(await import('node:v8')).setFlagsFromString('${told}');`;
  const script = told === '' ? work : telling + work;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
  return Number(stdout);
}

it('is a fifth less at least than V8 takes by itself', async () => {
  expect(await most(HEAP_FLAG)).toBeLessThan((await most('')) * 0.8);
});
