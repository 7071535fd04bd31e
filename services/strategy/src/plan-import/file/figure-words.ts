// How plans say in words, in the six languages, that a figure is a least, a most, a range, or to be kept.

const least = [
  ...['>=', '=>', '≥', '>', 'at least', 'min.', 'min', 'minimum', 'more than', 'not less than', 'no less than', 'over'],
  ...['above', 'au moins', 'au minimum', 'plus de', 'supérieur à', 'al menos', 'por lo menos', 'como mínimo', 'mínimo'],
  ...['más de', 'не менее', 'не ниже', 'минимум', 'более', 'больше', 'свыше', 'almeno', 'minimo', 'più di', 'oltre'],
  ...['pelo menos', 'no mínimo', 'mais de'],
];

const most = [
  ...['<=', '=<', '≤', '<', 'at most', 'max.', 'max', 'maximum', 'less than', 'not more than', 'no more than', 'up to'],
  ...['under', 'below', 'au plus', 'au maximum', 'moins de', 'inférieur à', 'jusqu’à', "jusqu'à", 'como máximo'],
  ...['a lo sumo', 'máximo', 'menos de', 'hasta', 'не более', 'не выше', 'максимум', 'менее', 'меньше', 'до'],
  ...['al massimo', 'massimo', 'meno di', 'fino a', 'no máximo', 'até'],
];

const orMore = [
  ...['+', 'or more', 'and more', 'or above', 'and above', 'or higher', 'ou plus', 'et plus', 'o más', 'y más'],
  ...['и более', 'и выше', 'o più', 'e più', 'ou mais', 'e mais'],
];

const orLess = [
  ...[
    'or less',
    'or below',
    'or lower',
    'and below',
    'ou moins',
    'et moins',
    'o menos',
    'y menos',
    'и менее',
    'и ниже',
  ],
  ...['o meno', 'e meno', 'ou menos', 'e menos'],
];

const keep = [
  ...[
    'keep',
    'keep as it is',
    'maintain',
    'maintained',
    'maintain level',
    'unchanged',
    'no change',
    'stable',
    'steady',
  ],
  ...['maintenir', 'maintien', 'maintenu', 'inchangé', 'mantener', 'mantenido', 'sin cambios', 'estable', 'сохранить'],
  ...['сохранение', 'сохранять', 'без изменений', 'стабильно', 'mantenere', 'mantenuto', 'invariato', 'stabile'],
  ...['manter', 'mantido', 'inalterado', 'estável'],
];

const literal = (word: string) => word.replace(/[.+*?^$()[\]{}|\\]/g, '\\$&');
/** Longer words first, so that `min.` is not `min` and a dot. */
const oneOf = (words: readonly string[]) =>
  words
    .toSorted((a, b) => b.length - a.length)
    .map(literal)
    .join('|');

const before = (words: readonly string[]) => new RegExp(`^(?:${oneOf(words)})(?![\\p{L}]) ?(.+)$`, 'iu');
const after = (words: readonly string[]) => new RegExp(`^(.+?) ?(?:${oneOf(words)})$`, 'iu');
const keepWords = new RegExp(`^(?:${oneOf(keep)})[.!]?$`, 'iu');

const bounds = [
  { bound: 'least', form: before(least) },
  { bound: 'most', form: before(most) },
  { bound: 'least', form: after(orMore) },
  { bound: 'most', form: after(orLess) },
] as const;

/** What stands beside the words for a least or a most, as `80` in `at least 80`. */
export function boundIn(text: string): { readonly bound: 'least' | 'most'; readonly rest: string } | undefined {
  for (const { bound, form } of bounds) {
    const rest = form.exec(text)?.[1];
    if (rest !== undefined) return { bound, rest };
  }
  return undefined;
}

export const saysKeep = (text: string): boolean => keepWords.test(text);

/** The words around and between the ends of a range, a pair for each; without the first the second does. */
export const rangeWords: readonly (readonly [before: string, between: string])[] = [
  ['', '[-–—−…]|\\.\\.\\.?|to|à|a|до'],
  ['between', 'and'],
  ['from', 'to'],
  ['entre', 'et|y|e'],
  ['desde', 'hasta'],
  ['de', 'à|a|até'],
  ['от|с', 'до'],
  ['между', 'и'],
  ['tra|fra', 'e'],
  ['da', 'a'],
];
