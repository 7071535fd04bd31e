/** A sentence in which each `{name}` is replaced by what `word` says of it. */
export const filled = (sentence: string, word: (name: string) => string): string =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => word(name));
