// Whether an application is eligible, by the rules that were in force when it was submitted.

import type { KnownRates } from '@tributary/contracts';
import {
  type Application,
  accept,
  applicationFoundEligible,
  applicationFoundIneligible,
  applicationMessages,
  decideChange,
  decideEligibility,
  type KeptCondition,
  type Known,
  type MatchRejection,
  type NamedAnswer,
  type OrganisationStanding,
  type Programme,
  type ProgrammeRules,
  refusalFor,
  refuseState,
  reject,
  type Submission,
} from '@tributary/contracts';
import type { RuleTrace } from '@tributary/match-engine';
import { assess } from '../quote/assessed.ts';
import { crossRates, currenciesIn } from '../quote/rates.ts';
import { RECOGNISED } from './answers.ts';
import { askOf } from './ask.ts';
import { refuseBefore } from './states.ts';

/** What is known where eligibility is decided. */
export interface EligibilityGround extends KnownRates {
  readonly programme: Programme;
  /** answers that are kept apart */
  readonly secret: readonly NamedAnswer[];
  organisation(id: string): OrganisationStanding | undefined;
}

/**
 * Decides eligibility. What a rule or a condition refuses makes it ineligible; where nothing is refused and something
 * cannot be decided for want of an answer, nothing is decided.
 */
export const judge = decideChange(decideEligibility, (application, { decidedOn }, known: Known<EligibilityGround>) => {
  const refused = refuseState(application, 'submitted') ?? refuseBefore(application, decidedOn);
  if (refused !== undefined) return refused;
  const { submission, callId, programmeId } = application;
  const version = known.programme.versions.find(({ rulesVersion }) => rulesVersion === submission?.rulesVersion);
  if (submission === undefined || version === undefined)
    return reject('WRONG_STATE', { state: application.status, needed: 'submitted' });
  const { rules, rulesVersion } = version;
  const found = findings(application, submission, rules, known);
  const reasonCodes = [
    ...new Set([
      ...found.rejections.map(({ code }) => code),
      ...found.conditions.filter(({ outcome }) => outcome === 'not-met').map(({ reasonCode }) => reasonCode),
    ]),
  ];
  const open = found.conditions.filter(({ outcome }) => outcome === 'unknown');
  if (reasonCodes.length === 0 && open.length > 0) {
    const questions = [...new Set(open.flatMap(({ unanswered }) => unanswered))].join(', ') || '–';
    return reject('ANSWERS_MISSING', { conditions: open.map(({ code }) => code).join(', '), questions });
  }
  const outcome = reasonCodes.length === 0 ? 'eligible' : 'ineligible';
  const told = { callId, programmeId, rulesVersion, decidedOn, reasonCodes };
  return accept(
    {
      ...application,
      status: outcome,
      decidedBy: known.by,
      eligibility: { outcome, decidedOn, rulesVersion, reasonCodes, ...found },
    },
    outcome === 'eligible' ? applicationFoundEligible(told) : applicationFoundIneligible(told),
  );
});

/** What each rule says of the application, in the form that is kept. */
function findings(
  { organisationId }: Application,
  submission: Submission,
  rules: ProgrammeRules,
  known: EligibilityGround,
) {
  const { submittedOn, answers } = submission;
  const recognised =
    organisationId === undefined
      ? undefined
      : refusalFor(organisationId, known.organisation(organisationId), submittedOn) === undefined;
  const named = [...answers, ...known.secret].map(({ name, value }) => [name, value] as const);
  const { trace, rejections } = assess(askOf(submission), {
    rules,
    on: submittedOn,
    rates: crossRates(currenciesIn(rules), submission.cost.currency, submittedOn, known),
    answers: { ...Object.fromEntries(named), ...(recognised !== undefined && { [RECOGNISED]: recognised }) },
  });
  return {
    conditions: [...(recognised === undefined ? [] : [recognition(recognised)]), ...trace.map(keptCondition)],
    rejections: rejections.map((rejection) => keptRejection(rejection, rules)),
  };
}

/** The one condition that no rules need to write: an organisation that applies is recognised. */
const recognition = (recognised: boolean): KeptCondition => ({
  code: 'RECOGNISED',
  label: applicationMessages.label('recognised'),
  reasonCode: 'APPLICANT_NOT_RECOGNISED',
  outcome: recognised ? 'met' : 'not-met',
  facts: [],
  unanswered: [],
});

const keptCondition = ({
  rule: { code, label, reasonCode },
  outcome,
  facts,
  unanswered,
}: RuleTrace): KeptCondition => ({
  code,
  label,
  reasonCode,
  outcome,
  facts: facts.map(({ name, value }) => ({
    name,
    ...(value !== undefined && { value: typeof value === 'object' ? [...value] : value }),
  })),
  unanswered: [...unanswered],
});

function keptRejection(rejection: MatchRejection, { match }: ProgrammeRules) {
  const partyLabel = match?.parties.find(({ code }) => code === rejection.party)?.label;
  return { ...rejection, ...(partyLabel !== undefined && { partyLabel }) };
}
