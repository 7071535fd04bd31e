// How much of a field a reader sees: nothing, that there is one, a part by which its owner knows it again, or all of it.

export const masks = ['hidden', 'existence', 'partial', 'full'] as const;
export type Mask = (typeof masks)[number];

/** A field as a reader sees it; what is hidden is left out. */
export type Masked<T> =
  | { readonly mask: 'existence' }
  | { readonly mask: 'partial'; readonly hint: string }
  | { readonly mask: 'full'; readonly value: T };

/** Makes the hint of a value; it must tell less than the value. */
export type Hint<T> = (value: T) => string;

/** Shows a field through a mask; undefined where it is hidden or not there. */
export function masked<T>(value: T | undefined, mask: Mask, hint: Hint<T>): Masked<T> | undefined {
  if (value === undefined || mask === 'hidden') return undefined;
  if (mask === 'existence') return { mask };
  return mask === 'partial' ? { mask, hint: hint(value) } : { mask, value };
}

/** The wider of two masks, for a reader with two roles. */
export const wider = (one: Mask, other: Mask): Mask => (masks.indexOf(one) >= masks.indexOf(other) ? one : other);

/** What stands for what is left out: always three, so that a hint does not tell how long the value is. */
const LEFT_OUT = '•••';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const lettersOf = (text: string) => [...graphemes.segment(text)].map(({ segment }) => segment);

/** The first letter of a text of at least three; of a shorter one nothing. */
const firstOf = (text: string): string => {
  const letters = lettersOf(text);
  return `${letters.length < 3 ? '' : letters[0]}${LEFT_OUT}`;
};

/** `Amina Torvald` → `A••• T•••`. */
export const hintOfWords: Hint<string> = (text) => text.split(/\s+/u).filter(Boolean).map(firstOf).join(' ');

/** `amina@example.org` → `a•••@•••`. */
export const hintOfEmail: Hint<string> = (email) => `${firstOf(email.slice(0, email.lastIndexOf('@')))}@${LEFT_OUT}`;

/** The last two signs of a number of at least six: `+33 6 12 34 56 78` → `•••78`. */
export const hintOfNumber: Hint<string> = (text) => {
  const letters = lettersOf(text);
  return `${LEFT_OUT}${letters.length < 6 ? '' : letters.slice(-2).join('')}`;
};

/** The year alone. */
export const hintOfDate: Hint<string> = (date) => date.slice(0, 4);
