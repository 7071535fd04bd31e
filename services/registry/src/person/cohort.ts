/** Years of birth that are told together. */
const YEARS = 5;

/** The five years that a birth fell into: `1985-1989`, or `unknown`. @param birthDate `1988`, `1988-02` or `1988-02-29` */
export function cohortOf(birthDate: string | undefined): string {
  if (birthDate === undefined) return 'unknown';
  const year = Number(birthDate.slice(0, 4));
  const first = year - (year % YEARS);
  return `${first}-${first + YEARS - 1}`;
}
