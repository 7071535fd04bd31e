// How applications end without an award.
import { type Application, applicationDeclined, applicationWithdrawn } from '@tributary/contracts';
import { given } from '@tributary/testkit';
import { describe, it } from 'vitest';
import { decline, withdraw } from '../../src/application/ending.ts';
import { callId, eligible, started, submitted } from './application-ground.ts';
import { surroundings } from './known.ts';

const known = surroundings();
const refusal = { reasonCodes: ['SCORE_BELOW_THRESHOLD'], decidedOn: '2026-06-30' };
const leaving = { withdrawnOn: '2026-06-30' };

describe('an application', () => {
  it('is declined with its reasons once it was found eligible', () => {
    given(eligible(), refusal, known)
      .when(decline)
      .thenFacts(applicationDeclined({ callId, ...refusal }))
      .thenState({ status: 'declined', ...refusal });
    given(submitted(), refusal, known).when(decline).thenRejected('WRONG_STATE', { state: 'submitted' });
    given(eligible(), { ...refusal, decidedOn: '2026-06-29' }, known)
      .when(decline)
      .thenRejected('DATES_REVERSED');
  });

  it('is withdrawn from every state that is no end', () => {
    for (const application of [started(), submitted(), eligible()]) {
      given(application, leaving, known)
        .when(withdraw)
        .thenFacts(applicationWithdrawn({ callId, from: application.status, on: '2026-06-30' }));
    }
    for (const status of ['ineligible', 'declined', 'withdrawn'] satisfies Application['status'][]) {
      given(started({ status }), leaving, known).when(withdraw).thenRejected('WRONG_STATE', { state: status });
    }
  });
});
