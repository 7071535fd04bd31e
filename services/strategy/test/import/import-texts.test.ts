import { describe, expect, it } from 'vitest';
import { importSentence } from '../../src/plan-import/texts.ts';

describe('the sentences of an import', () => {
  it('show a long value in part, in the quotation marks of their language, and the first of many rows', () => {
    const sentence = importSentence('fr', 'UNKNOWN_PARENT', { value: 'x'.repeat(500), rows: [2, 3, 7] });
    expect(sentence).toBe(
      `Le fichier n’a pas de nœud «\u00a0${'x'.repeat(60)}…\u00a0». Lignes qui le nomment comme parent : 2, 3 et 7.`,
    );
    const many = Array.from({ length: 12 }, (_, index) => index + 1);
    expect(importSentence('en', 'UNKNOWN_PARENT', { value: '2', rows: many })).toBe(
      'The file has no node “2”. Rows that name it as parent: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, ….',
    );
  });
});
