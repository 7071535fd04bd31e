// Books are closed day by day forwards, and reopened by another person.
import {
  accept,
  closeFiscalPeriod,
  decideChange,
  decidePut,
  fiscalClosingClosed,
  fiscalClosingReopened,
  type Known,
  refuseReversed,
  refuseState,
  reject,
  rejectField,
  reopenFiscalPeriod,
} from '@tributary/contracts';

/** After so long no command that has read an earlier state of the books is under way any more, milliseconds. */
export const FINAL_AFTER_MS = 30_000;

const finalAt = (now: Date): string => new Date(now.getTime() + FINAL_AFTER_MS).toISOString();

/** Closes the books until a day that is over, later than the one before. */
export const close = decidePut(closeFiscalPeriod, (before, { of, closedUntil }, { by, now, today }: Known) => {
  if (closedUntil >= today) return rejectField('FUTURE_DATE', '/closedUntil', { date: closedUntil, today });
  const until = before?.closedUntil;
  const reversed = until === undefined ? undefined : refuseReversed(until, closedUntil, '/closedUntil');
  if (reversed !== undefined) return reversed;
  const { reasonCode: _reopened, ...kept } = before ?? {};
  const closed = { ...kept, of, closedUntil, finalAt: finalAt(now), closedBy: by };
  return accept(closed, fiscalClosingClosed({ of, closedUntil }));
});

/** Reopens the books, all of them or back to a day before the one until which they are closed. */
export const reopen = decideChange(reopenFiscalPeriod, (closing, { closedUntil, reasonCode }, { by, now }: Known) => {
  const { of, closedUntil: until, closedBy } = closing;
  if (until === undefined) return refuseState({ status: 'open' as string }, 'closed') ?? reject('FOUR_EYES');
  if (closedBy === by) return reject('FOUR_EYES');
  const reversed = closedUntil === undefined ? undefined : refuseReversed(closedUntil, until, '/closedUntil');
  if (reversed !== undefined) return reversed;
  const left = closedUntil !== undefined && { closedUntil };
  return accept(
    { of, ...left, finalAt: finalAt(now), reasonCode, closedBy },
    fiscalClosingReopened({ of, ...left, reasonCode }),
  );
});
