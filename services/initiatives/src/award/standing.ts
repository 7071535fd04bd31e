// What the standing of its applicant changes in an award.
import type { Award, Decision, LocalDate } from '@tributary/contracts';
import { gated } from './gate.ts';
import { acceptPosted } from './ledger.ts';

/** Looks again at what holds the tranches of an award; most often nothing has changed. */
export function onStanding(award: Award, on: LocalDate, isSuspended: boolean): Decision<Award> | 'unchanged' {
  const { award: after, events } = gated(award, on, isSuspended);
  return events.length === 0 ? 'unchanged' : acceptPosted(award, after, ...events);
}
