// What the record of a person keeps of its newest transfer to another ministry.
import { z } from 'zod';
import { ReasonCode } from '../kernel/requests.ts';
import { LocalDate } from '../values/date.ts';
import { Id, MinistryCode } from '../values/identity.ts';

export const transferStates = ['open', 'accepted', 'refused', 'withdrawn'] as const;

export const transferFields = {
  transferId: Id.optional().describe('the newest transfer of the record to another ministry, by its id'),
  transferTo: MinistryCode.optional().describe(
    'the ministry that is asked to take the record over, while it has not answered',
  ),
  transfer: z
    .strictObject({
      status: z.enum(transferStates),
      from: MinistryCode,
      to: MinistryCode,
      reasonCode: ReasonCode,
      proposedOn: LocalDate,
      /** blind token of who proposed it */
      proposedBy: z.string(),
      bySelf: z.boolean(),
    })
    .optional(),
};
