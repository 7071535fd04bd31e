// The life of an initiative: proposed → active → finalising → closed, with suspended ⇄ active and cancelled aside.
import {
  accept,
  activityStatus,
  changeInitiativeStatus,
  decideChange,
  type Initiative,
  initiativeStatusChanged,
  type Rejection,
  refuseReversed,
  reject,
} from '@tributary/contracts';

type Status = keyof typeof activityStatus;

/**
 * Where each status may lead (IATI ActivityStatus). Closing comes after finalising, because sign-off and evaluation lie
 * between the end of the work and the end of the activity. What is finalising has done its work and cannot be cancelled
 * any more; what is closed or cancelled stays so, and going on is a new initiative.
 */
const next: Readonly<Record<Status, readonly Status[]>> = {
  proposed: ['active', 'cancelled'],
  active: ['finalising', 'suspended', 'cancelled'],
  suspended: ['active', 'cancelled'],
  finalising: ['closed'],
  closed: [],
  cancelled: [],
};

const statuses = Object.keys(next) as Status[];
const nameOf = (code: number): Status | undefined => statuses.find((status) => activityStatus[status] === code);
const isOver = (status: Status) => next[status].length === 0;

/** Refuses an initiative whose life has ended. */
export function refuseEnded(initiative: Initiative): Rejection<'WRONG_STATE'> | undefined {
  const status = nameOf(initiative.status);
  if (status !== undefined && !isOver(status)) return undefined;
  const needed = statuses.filter((other) => !isOver(other)).join(', ');
  return reject('WRONG_STATE', { state: status, needed });
}

/**
 * Moves an initiative on. The days of its changes never run backwards, so that its status on any day is the last
 * change up to that day; the first change may lie before it was registered here.
 */
export const changeStatus = decideChange(changeInitiativeStatus, (initiative, change) => {
  const { status, changedOn } = change;
  const [from, to] = [nameOf(initiative.status), nameOf(status)];
  if (from === undefined || to === undefined || !next[from].includes(to)) {
    const leadsHere = statuses.filter((other) => to !== undefined && next[other].includes(to));
    return reject('WRONG_STATE', { state: from, needed: leadsHere.join(', ') || '–' });
  }
  const reversed = initiative.statusOn && refuseReversed(initiative.statusOn, changedOn);
  if (reversed) return reversed;
  return accept({ ...initiative, status, statusOn: changedOn }, initiativeStatusChanged({ status, on: changedOn }));
});
