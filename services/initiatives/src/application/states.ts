// Where an application may go from where it is.
import { type Application, type LocalDate, type Rejection, refuseReversed } from '@tributary/contracts';

/** Refuses a step on a day before the one on which the application was submitted. */
export const refuseBefore = (
  { submission }: Pick<Application, 'submission'>,
  on: LocalDate,
): Rejection<'DATES_REVERSED'> | undefined => submission && refuseReversed(submission.submittedOn, on);
