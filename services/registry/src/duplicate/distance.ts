/**
 * How many letters must be added, left out, replaced or exchanged with their neighbour to make one text of another: the
 * optimal string alignment distance of Damerau (1964). From 2 on it says no more than that.
 */
export function distanceOf(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 1) return 2;
  let from = 0;
  while (from < one.length && one[from] === other[from]) from += 1;
  if (from === one.length && from === other.length) return 0;
  const [rest, others] = [one.slice(from), other.slice(from)];
  if (rest.slice(1) === others || others.slice(1) === rest || rest.slice(1) === others.slice(1)) return 1;
  const isExchanged = rest[0] === others[1] && rest[1] === others[0] && rest.slice(2) === others.slice(2);
  return isExchanged ? 1 : 2;
}
