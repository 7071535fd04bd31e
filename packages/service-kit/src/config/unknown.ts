// A variable that nobody reads is mostly a slip of the pen, and what it should have set is then set wrongly, maybe for good.
import { closest, distance } from 'fastest-levenshtein';

const PREFIX = 'TRIBUTARY_';
/** Variables of tests; what they do is refused in production. */
export const TEST_PREFIX = 'TRIBUTARY_TEST_';

/**
 * A sentence for each variable of the platform that `reader` does not read, with the known one that it resembles.
 * @param reader as in "is not a variable of …"
 */
export function unknownIn(
  environment: Readonly<Record<string, string | undefined>>,
  known: readonly string[],
  reader: string,
): string[] {
  const ours = known.filter((name) => name.startsWith(PREFIX));
  return Object.keys(environment)
    .filter((name) => name.startsWith(PREFIX) && !name.startsWith(TEST_PREFIX) && !known.includes(name))
    .map((name) => {
      const near = closest(name, ours);
      const mend = resembles(name, near) ? `write ${near}, or unset it` : 'check its spelling, or unset it';
      return `${name} is not a variable of ${reader}: ${mend}.`;
    });
}

/** One letter of four may be wrong, beside the prefix that all have. */
const resembles = (name: string, other: string): boolean =>
  distance(name, other) <= Math.max(1, Math.floor((name.length - PREFIX.length) / 4));
