// The bytes that fingerprints are made of: receipts of years hold them, so that they never change.
import { expect, it } from 'vitest';
import { canonical } from '../src/request/json.ts';

const hash = 'ypeBEsobvcr6wjGzmiPcTaeG7_gUfE5yuYB3ha_uSLs';

it.each([
  [
    'keys in the order of their code units',
    { b: 1, a: 2, ä: 3, B: 4, '10': 5, '9': 6 },
    '{"10":5,"9":6,"B":4,"a":2,"b":1,"ä":3}',
  ],
  ['lists in their own order', [3, 1, [2]], '[3,1,[2]]'],
  ['numbers as JSON writes them', [1e21, 0.1, -0], '[1e+21,0.1,0]'],
  ['text with escapes', { a: '"\\\n\u2028\ud800' }, '{"a":"\\"\\\\\\n\u2028\\ud800"}'],
  ['what is null, and nothing of what is not there', { a: undefined, b: null }, '{"b":null}'],
  ['no value at all', undefined, 'null'],
  ['bytes by their hash', Buffer.from('a'), hash],
])('are of %s', (_what, value, bytes) => {
  expect(canonical(value)).toBe(bytes);
});
