// Natural keys as one text: no two keys share it, whatever their fields hold.
import { expect, it } from 'vitest';
import { keyText } from '../src/index.ts';

const key = { of: 'notice', fields: ['purpose', 'version'] } as const;

it('parts the fields of a key, also where codes hold the sign that parts them', () => {
  expect(keyText(key, { purpose: 'contact', version: '1' })).toBe('notice:contact:1');
  const values = ['a', 'a:b', 'b', 'a%3Ab', 'a:', ':b'];
  const texts = values.flatMap((purpose) => values.map((version) => keyText(key, { purpose, version })));
  expect(new Set(texts).size).toBe(texts.length);
});

it('leaves the last field as it is', () => {
  expect(keyText({ of: 'step', fields: ['code'] }, { code: 'P1:1' })).toBe('step:P1:1');
});
