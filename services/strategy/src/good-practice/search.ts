// Which cases of good practice have the words that are looked for: in any of their languages, whatever accents and capitals.
import type { GoodPractice, Label } from '@tributary/contracts';

/**
 * Words as they are compared: without accents, in small letters; ё is е. Letters that are letters of their own, such as й, stay.
 */
export function wordsOf(text: string): readonly string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/\u0438\u0306/gu, '\u0439')
    .replace(/\u0418\u0306/gu, '\u0419')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae');
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

const textsOf = (label: Label): string => Object.values(label).join(' ');

/** Every word of a case, once. */
export function allWordsOf({ code, title, country, actors, description, lessons, references, ...rest }: GoodPractice) {
  const { instrument, sectors, sdgTargets } = rest;
  const labels = [title, actors, description, lessons].map(textsOf);
  const published = references.flatMap(({ publisher, title: called = '' }) => [publisher, called]);
  return new Set(wordsOf([code, country, instrument, ...sectors, ...sdgTargets, ...labels, ...published].join(' ')));
}

/** Whether a case has a word that begins with each of those asked for. */
export function has(words: ReadonlySet<string>, asked: readonly string[]): boolean {
  return asked.every((begin) => words.has(begin) || [...words].some((word) => word.startsWith(begin)));
}
