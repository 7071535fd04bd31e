// The patterns that the description of the API tells in the place of others accept what the others accept.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FormName, forms, Id } from '../../src/index.ts';

const told = (name: FormName, text: string): boolean => {
  const { pattern, described } = forms[name];
  return new RegExp(described?.pattern ?? pattern).test(text);
};

const character = fc.oneof(
  fc.constantFrom(
    ' ',
    '\t',
    '\n',
    '\r',
    '\u0000',
    '\u001f',
    '\u007f',
    '\u0085',
    '\u00a0',
    '\u2028',
    '\u2029',
    '\ufeff',
  ),
  fc.constantFrom('0', '1', '9', '.', '-', 'a', 'f', 'g', 'A', '/', '&', '|', '?', 'é', '語', '🜨'),
);
const texts = fc.oneof(
  fc.string({ unit: character, maxLength: 40 }),
  fc.string({ unit: fc.constantFrom('0', '1', '.'), maxLength: 30 }),
  fc.uuid(),
  fc.constantFrom('0', 'f', 'e').map((digit) => '########-####-####-####-############'.replaceAll('#', digit)),
  fc.uuid().map((id) => id.toUpperCase()),
);

describe('a form as it is described', () => {
  it.each([['id', Id]] as const)('%s is the form as it is checked', (name, schema) => {
    fc.assert(
      fc.property(texts, (text) => {
        expect([text, told(name, text)]).toEqual([text, schema.safeParse(text).success]);
      }),
      { numRuns: 2_000 },
    );
  });
});
