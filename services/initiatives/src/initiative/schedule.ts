// When an initiative is planned to end, as the award that it was registered for was amended.
import { type Accepted, accept, type Initiative, initiativeRescheduled, type LocalDate } from '@tributary/contracts';

/** An initiative with another planned end; undefined where it has that already. */
export const rescheduled = (
  initiative: Initiative,
  { plannedEnd, on }: { readonly plannedEnd: LocalDate; readonly on: LocalDate },
): Accepted<Initiative> | undefined =>
  initiative.plannedEndOn === plannedEnd
    ? undefined
    : accept({ ...initiative, plannedEndOn: plannedEnd }, initiativeRescheduled({ plannedEnd, on }));
