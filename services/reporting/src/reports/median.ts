/** The median: of an even count the mean of the two in the middle, rounded half up; null of none. */
export function medianOf(days: readonly number[]): number | null {
  const sorted = [...days].sort((one, other) => one - other);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? null : Math.floor((lower + upper + 1) / 2);
}
