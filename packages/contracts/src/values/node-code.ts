// How the codes of plans are ordered, and which of them no plan can use.

/** Asks a report's drill-down for the initiatives without a link, where other values are codes of nodes. */
export const UNALIGNED = 'unaligned';
/** Asks it for the initiatives with links that have drifted: these are under no node. */
export const DRIFTED = 'drifted';

const reserved: ReadonlySet<string> = new Set([UNALIGNED, DRIFTED]);

/** Whether a code means something else where codes of nodes are asked for, in whatever capitals. */
export const isReservedCode = (code: string): boolean => reserved.has(code.toLowerCase());

const isDigit = (character: string): boolean => character >= '0' && character <= '9';
const isLetter = (character: string): boolean => character.toLowerCase() >= 'a' && character.toLowerCase() <= 'z';

/** What ends comes first, then signs, then numbers, then letters. */
const rank = (character: string): number =>
  character === '' ? 0 : isDigit(character) ? 2 : isLetter(character) ? 3 : 1;

const inOrder = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** The run of digits that begins at a place, and where it ends. */
function numberAt(code: string, start: number): { readonly digits: string; readonly end: number } {
  let end = start;
  while (isDigit(code.charAt(end))) end += 1;
  return { digits: code.slice(start, end).replace(/^0+/, ''), end };
}

/**
 * The one order in which codes of plans, nodes and KPIs are shown: sign by sign, runs of digits as whole numbers of any
 * length, letters without regard to capitals; the end before signs, signs before numbers, numbers before letters. So
 * 8.9 < 8.10 < 8.a < 8.b, and 3.2 < 3.2 (b) < 3.2.1. Codes that are the same so far (`1.a` and `1.A`, `1` and `01`)
 * follow their character codes: no two different codes have one place.
 */
export function byCode(a: string, b: string): number {
  let [left, right] = [0, 0];
  while (left < a.length || right < b.length) {
    const [one, other] = [a.charAt(left), b.charAt(right)];
    const kind = rank(one);
    if (kind !== rank(other)) return kind - rank(other);
    if (kind === 2) {
      const [first, second] = [numberAt(a, left), numberAt(b, right)];
      const order = first.digits.length - second.digits.length || inOrder(first.digits, second.digits);
      if (order !== 0) return order;
      [left, right] = [first.end, second.end];
    } else {
      const order = inOrder(one.toLowerCase(), other.toLowerCase());
      if (order !== 0) return order;
      [left, right] = [left + 1, right + 1];
    }
  }
  return inOrder(a, b);
}
