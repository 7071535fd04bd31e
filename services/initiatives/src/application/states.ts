// Where an application may go from where it is.
import { type Application, type LocalDate, type Rejection, reject } from '@tributary/contracts';

type State = Application['status'];

/** Refuses an application that is in none of the states. */
export const refuseUnless = (
  { status }: Pick<Application, 'status'>,
  ...needed: readonly State[]
): Rejection<'WRONG_STATE'> | undefined =>
  needed.includes(status) ? undefined : reject('WRONG_STATE', { state: status, needed: needed.join(', ') });

/** Refuses a step on a day before the one on which the application was submitted. */
export function refuseBefore(
  { submission }: Pick<Application, 'submission'>,
  on: LocalDate,
): Rejection<'DATES_REVERSED'> | undefined {
  if (submission === undefined || on >= submission.submittedOn) return undefined;
  return reject('DATES_REVERSED', { start: submission.submittedOn, end: on });
}
