// Eligibility: decided by the pinned rules, each condition with a trace that reads in six languages.
import { applicationFoundEligible, applicationFoundIneligible, languages } from '@tributary/contracts';
import inKip from '@tributary/match-engine/programmes/catalogue/in-kip.json' with { type: 'json' };
import { given } from '@tributary/testkit';
import { describe, expect, it } from 'vitest';
import { judge } from '../../src/application/eligibility.ts';
import { eligibilityIn } from '../../src/application/told.ts';
import { callId, eligible, ground, judging, recognised, started, submitted } from './application-ground.ts';
import { euro, programme, programmeId } from './call-ground.ts';

const on = { decidedOn: '2026-06-30' };
const told = (...reasonCodes: string[]) => ({ callId, programmeId, rulesVersion: '2025', ...on, reasonCodes });

const never = { code: 'never', label: { en: 'Never met' }, expression: 'false', reasonCode: 'NEVER' };

describe('eligibility', () => {
  it('is found where every condition is met', () => {
    given(submitted(), on, judging())
      .when(judge)
      .thenFacts(applicationFoundEligible(told()))
      .thenState({ status: 'eligible' });
    given(eligible(), on, judging()).when(judge).thenRejected('WRONG_STATE', { state: 'eligible' });
    given(submitted(), { decidedOn: '2026-06-29' }, judging()).when(judge).thenRejected('DATES_REVERSED');
  });

  it('is not found for an organisation that is not recognised, or suspended since', () => {
    for (const standing of [
      { periods: [], suspended: false },
      { ...recognised, suspended: true },
    ]) {
      given(submitted(), on, judging(standing))
        .when(judge)
        .thenFacts(applicationFoundIneligible(told('APPLICANT_NOT_RECOGNISED')))
        .thenState({ status: 'ineligible' });
    }
  });

  it('is not found where a limit of the rules is broken, with what would pass, in six languages', () => {
    const small = submitted({ cost: euro('29000.00'), requested: euro('14500.00'), offers: [] });
    const decision = judge(small, on, judging());
    expect(decision).toMatchObject({ state: { eligibility: { reasonCodes: ['PROJECT_BELOW_MIN'] } } });
    const kept = 'state' in decision ? decision.state.eligibility : undefined;
    if (kept === undefined) throw new Error('nothing was decided');
    const read = languages.map((language) => eligibilityIn(language, kept));
    for (const { rejections, conditions } of read) {
      expect(rejections).toMatchObject([{ code: 'PROJECT_BELOW_MIN', passes: euro('30000.00') }]);
      expect(conditions[0]).toMatchObject({ code: 'RECOGNISED', outcome: 'met' });
    }
    expect(new Set(read.map(({ rejections }) => rejections[0]?.detail)).size).toBe(6);
    expect(new Set(read.map(({ conditions }) => conditions[0]?.detail)).size).toBe(6);
  });

  it('is judged by the version of the submission, whatever has been published since', () => {
    const { versions, ...rest } = programme();
    const stricter = programme({ eligibility: [never] }).versions.map((version) => ({
      ...version,
      rulesVersion: '2026',
      effectiveFrom: '2026-01-01',
    }));
    const ground = { ...judging(), programme: { ...rest, versions: [...versions, ...stricter] } };
    given(submitted(), on, ground).when(judge).thenFacts(applicationFoundEligible(told()));
  });

  it('leans on private answers and never tells them', () => {
    const { match: _none, ...rules } = { match: undefined, ...inKip.rules };
    const changed = { ...rules, match: undefined };
    const asking = { programme: programme(changed), privateAnswers: 'row' };
    const person = { ...started({ applicantKind: 'person' }) };
    const { organisationId: _organisation, ...alone } = person;
    const application = submitted({ answers: { startOn: '2026-09-15' } }, ground(asking), alone);
    const born = (birthDate: string) => judging(undefined, [{ name: 'birthDate', value: birthDate }], changed);
    given(application, on, born('2005-09-01')).when(judge).thenFacts(applicationFoundEligible(told()));
    given(application, on, born('2005-09-02'))
      .when(judge)
      .thenFacts(applicationFoundIneligible(told('AGE_OUT_OF_RANGE')));
    expect(JSON.stringify(judge(application, on, born('2005-09-02')))).not.toContain('2005-09-02');
    given(application, on, judging(undefined, [], changed))
      .when(judge)
      .thenRejected('ANSWERS_MISSING', { conditions: 'age', questions: 'birthDate' });
  });
});
