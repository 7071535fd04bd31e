// Refusals that decisions of any aggregate have in common.
import type { LocalDate } from '../values/date.ts';
import { type Rejection, reject } from './decision.ts';
import type { ProblemCode, ProblemValues, RuleFault } from './problem.ts';

/** Refuses a command for one field of it. @param pointer to the field, such as `/endsOn` */
export const rejectField = <const Code extends ProblemCode>(
  code: Code,
  pointer: string,
  values: ProblemValues<Code> & NonNullable<RuleFault['values']>,
): Rejection<Code> => ({ rejected: code, values, errors: [{ pointer, code, values }] });

/** Refuses what is in none of the states that are needed. */
export const refuseState = <State extends string>(
  { status }: { readonly status: State },
  ...needed: readonly State[]
): Rejection<'WRONG_STATE'> | undefined =>
  needed.includes(status) ? undefined : reject('WRONG_STATE', { state: status, needed: needed.join(', ') });

/** Refuses an end before its start. @param pointer to the one of them that the command has, where it is told */
export function refuseReversed(
  start: LocalDate,
  end: LocalDate,
  pointer?: string,
): Rejection<'DATES_REVERSED'> | undefined {
  if (start <= end) return undefined;
  const values = { start, end };
  return pointer === undefined ? reject('DATES_REVERSED', values) : rejectField('DATES_REVERSED', pointer, values);
}
