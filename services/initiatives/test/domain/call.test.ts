// The life of a call: written for a programme of the own ministry, opened, closed or cancelled.
import { callCancelled, callClosed, callOpened, callRevised } from '@tributary/contracts';
import { given } from '@tributary/testkit';
import { describe, expect, it } from 'vitest';
import { cancel, close, draft, open } from '../../src/call/decisions.ts';
import { call, euro, programme, programmeId } from './call-ground.ts';
import { surroundings, today } from './known.ts';

const { status: _status, ...terms } = call();
const ground = { ...surroundings(), programme: programme(), isOwn: true, timeZone: 'Europe/Chisinau' };

describe('a call', () => {
  it('is written in the time zone of the installation unless it names its own', () => {
    const { timeZone: _zone, ...without } = terms;
    given(terms, ground)
      .when(draft)
      .thenFacts(callRevised({}))
      .thenState({ ...terms, status: 'draft' });
    given(without, ground).when(draft).thenState({ timeZone: 'Europe/Chisinau' });
  });

  it('is refused for a programme that there is not, or of another ministry', () => {
    given(terms, { ...ground, programme: undefined })
      .when(draft)
      .thenRejected('PROGRAMME_UNKNOWN', { programme: programmeId });
    given(terms, { ...ground, isOwn: false })
      .when(draft)
      .thenRejected('FORBIDDEN');
  });

  it('is refused with the field, the limit and what would pass', () => {
    const refused = draft({ ...terms, envelope: { amount: '1.00', currency: 'USD' } }, ground);
    expect(refused).toMatchObject({
      rejected: 'OTHER_CURRENCY',
      errors: [{ pointer: '/envelope/currency', values: { given: 'USD', passes: 'EUR' } }],
    });
    given({ ...terms, ceiling: euro('400000.01') }, ground)
      .when(draft)
      .thenRejected('ABOVE_LIMIT', { rule: 'envelope', limit: '400000.00 EUR', given: '400000.01 EUR' });
    given({ ...terms, ceiling: euro('400000.00') }, ground)
      .when(draft)
      .thenFacts(callRevised({}));
    given({ ...terms, closesOn: '2026-03-31' }, ground)
      .when(draft)
      .thenRejected('DATES_REVERSED');
  });

  it('is opened once, where rules are in force on its first day', () => {
    const { programmeId: of, code, title, opensOn, closesOn, envelope } = call();
    given(call(), {}, ground)
      .when(open)
      .thenFacts(callOpened({ programmeId: of, code, title, opensOn, closesOn, envelope }))
      .thenState({ status: 'published' });
    given(call({ status: 'published' }), {}, ground)
      .when(open)
      .thenRejected('WRONG_STATE');
    given(call({ opensOn: '2024-12-31' }), {}, ground)
      .when(open)
      .thenRejected('RULES_NOT_IN_FORCE', { programme: 'TOWN', date: '2024-12-31', published: '2025 (2025-01-01)' });
  });

  it('is closed from now on, or after an earlier day', () => {
    const published = call({ status: 'published' });
    given(published, { closedOn: today }, ground)
      .when(close)
      .thenFacts(callClosed({ closedOn: today }))
      .thenState({ status: 'closed', closedAt: `${today}T12:00:00.000Z` });
    given(published, { closedOn: '2026-06-01' }, ground)
      .when(close)
      .thenState({ closedAt: '2026-06-01T22:00:00.000Z' });
    given(published, { closedOn: '2026-03-31' }, ground).when(close).thenRejected('DATES_REVERSED');
    given(call(), { closedOn: today }, ground).when(close).thenRejected('WRONG_STATE');
  });

  it('is cancelled with a reason, unless it is closed', () => {
    const reason = { reasonCode: 'BUDGET_WITHDRAWN', cancelledOn: today };
    for (const status of ['draft', 'published'] as const) {
      given(call({ status }), reason, ground).when(cancel).thenFacts(callCancelled(reason)).thenState(reason);
    }
    for (const status of ['closed', 'cancelled'] as const) {
      given(call({ status }), reason, ground).when(cancel).thenRejected('WRONG_STATE', { state: status });
    }
  });
});
