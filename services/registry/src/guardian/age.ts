// Who is under age, by the birth date that the vault has and the age of majority of a ministry. Somebody whose birth date is
// known in part is of age as soon as they may be: from then on nobody acts for them unasked.
import type { LocalDate } from '@tributary/contracts';

/**
 * The earliest day on which somebody may be of age, to be compared with days. Of a birth on a 29 February it sorts after
 * 28 February and before 1 March, so that in a year without that day it is 1 March.
 * @param birthDate `2010`, `2010-02` or `2010-02-29`
 * @param age in years
 */
export function ofAgeFrom(birthDate: string, age: number): string {
  const [year = '', month = '01', day = '01'] = birthDate.split('-');
  return `${String(Number(year) + age).padStart(4, '0')}-${month}-${day}`;
}

/** Whether somebody is a minor; of a birth that is not known nobody says so. */
export const isMinor = (birthDate: string | undefined, age: number, today: LocalDate): boolean =>
  birthDate !== undefined && today < ofAgeFrom(birthDate, age);

/** Whether somebody may be a minor by the years of birth that a state has: only then is a vault worth opening. */
export const mayBeMinor = (birthCohort: string, age: number, today: LocalDate): boolean => {
  const last = Number(birthCohort.slice(-4));
  return Number.isInteger(last) && Number(today.slice(0, 4)) <= last + age;
};

/** The first day of a month. */
export const firstOfMonth = (day: LocalDate): LocalDate => `${day.slice(0, 7)}-01`;
