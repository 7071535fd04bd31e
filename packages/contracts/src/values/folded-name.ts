// A name as it is sought: whatever its case, its accents and its punctuation.
import { z } from 'zod';
import { givenAs } from './kept-and-given.ts';
import { NAME_LIMIT } from './text.ts';

/**
 * A name without case, accents and punctuation, its words parted by one space: two spellings of one name are the same text.
 * A full stop parts nothing, so that an acronym is the same with and without.
 * What has neither letter nor digit comes back in lower case.
 */
export function foldedName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  const words = plain.replaceAll('.', '').replace(/[^\p{L}\p{N}]+/gu, ' ');
  return words.trim() || plain.trim();
}

/** A name that is sought; it is given as it is written, and kept folded. */
export const FoldedName = givenAs(z.string(), z.string().min(1).max(NAME_LIMIT).overwrite(foldedName));
