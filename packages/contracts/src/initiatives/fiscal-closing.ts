// Until which day the books of a ministry are closed: nothing of its awards is posted on such a day any more. One person
// closes, another one reopens with a reason.
import { z } from 'zod';
import { allow, governmentRoles } from '../kernel/access.ts';
import { defineAggregate } from '../kernel/aggregate.ts';
import { ReasonCode } from '../kernel/requests.ts';
import { Instant, LocalDate } from '../values/date.ts';
import { GivenDate } from '../values/given.ts';
import { MinistryCode } from '../values/identity.ts';

const closedUntil = 'the last closed day; what is dated on it or before is not posted';

export const fiscalClosing = defineAggregate(
  'initiatives.fiscal-closing',
  z.strictObject({
    of: MinistryCode.describe('the ministry whose awards it is about'),
    closedUntil: LocalDate.optional().describe(closedUntil),
    finalAt: Instant.describe('the moment from which on no posting that had begun before can come any more'),
    reasonCode: ReasonCode.optional().describe('why it was last reopened'),
    /** who closed it last, who is told to nobody and cannot reopen it */
    closedBy: z.string(),
  }),
  {
    path: '/v1/fiscal-closings',
    called: ['the closing of the books of a ministry', 'closings of the books of ministries'],
    key: { of: 'fiscal-closing', fields: ['of'] },
    status: ({ closedUntil: until }) => (until === undefined ? 'open' : 'closed'),
  },
);
export type FiscalClosing = z.infer<typeof fiscalClosing.state>;

export const fiscalClosingClosed = fiscalClosing.event(
  'closed.v1',
  'The books of a ministry were closed until a day',
  z.strictObject({ of: fiscalClosing.state.shape.of, closedUntil: LocalDate.describe(closedUntil) }),
);
export const fiscalClosingReopened = fiscalClosing.event(
  'reopened.v1',
  'Books that had been closed were reopened, by another person',
  z.strictObject({
    of: fiscalClosing.state.shape.of,
    closedUntil: LocalDate.optional().describe(closedUntil),
    reasonCode: ReasonCode.describe('why they were reopened'),
  }),
);
export const fiscalClosingRevised = fiscalClosing.revised;

export const closeFiscalPeriod = fiscalClosing.put({
  summary:
    'Close the books of a ministry until a day before today. A posting that had begun before may still come until finalAt; one that begins after is refused',
  by: allow('finance', { person: true }),
  place: { of: MinistryCode.describe('the ministry whose books are closed') },
  body: z.strictObject({ closedUntil: GivenDate.describe('the last closed day; later than the one before') }),
  precondition: 'creates',
  refuses: ['FUTURE_DATE', 'DATES_REVERSED'],
});

export const reopenFiscalPeriod = fiscalClosing.change('reopening', {
  summary: 'Reopen the books of a ministry, all of them or back to a day; by a person who did not close them',
  by: allow('finance', { person: true }),
  body: z.strictObject({
    closedUntil: GivenDate.optional().describe('the day until which they stay closed; none unless told'),
    reasonCode: ReasonCode,
  }),
  refuses: ['WRONG_STATE', 'DATES_REVERSED', 'FOUR_EYES'],
});

export const { list: listFiscalClosings, get: getFiscalClosing } = fiscalClosing.reads({
  by: allow(governmentRoles),
  hides: ['closedBy'],
});
