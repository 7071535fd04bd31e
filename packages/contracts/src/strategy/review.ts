// How the ministry that is responsible for a part of a plan decides on what initiatives propose for it.
import { z } from 'zod';
import { allow } from '../kernel/access.ts';
import { BusinessDate, ReasonCode } from '../kernel/requests.ts';

/** The command of a decision, whatever it is on: of the revision that was looked at, and with the reason of a rejection. */
export const review = {
  by: allow('ministry-reviewer', { ministry: 'responsible' }),
  body: z.strictObject({
    decision: z.enum(['accept', 'reject']),
    reasonCode: ReasonCode.optional(),
    revision: z.int().min(1),
    decidedOn: BusinessDate,
  }),
  dated: 'decidedOn',
  refuses: ['REVISION_SUPERSEDED', 'REASON_REQUIRED', 'WRONG_STATE', 'DATES_REVERSED'],
} as const;
