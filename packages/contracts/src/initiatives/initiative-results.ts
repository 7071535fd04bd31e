// Indicators of an initiative and the results that are reported for them, as facts and requests.
import { z } from 'zod';
import { allow, governmentRoles } from '../kernel/access.ts';
import { BusinessDate, IdParams, PageQuery, pageOf, ReasonCode } from '../kernel/requests.ts';
import { defineRoute } from '../kernel/route.ts';
import { LocalDate } from '../values/date.ts';
import { GivenDate, GivenLabel, GivenName } from '../values/given.ts';
import { Code } from '../values/text.ts';
import { CitedEvidence } from './evidence.ts';
import { initiative } from './initiative.ts';
import {
  IndicatorDefinition,
  InitiativeResult,
  RESULTS_MOST,
  ResultVerification,
  VerificationLevel,
} from './initiative-indicator.ts';

export const indicatorDefined = initiative.event(
  'indicator-defined.v1',
  'An indicator of an initiative was defined, or defined anew',
  IndicatorDefinition,
  'definedOn',
);

export const resultReported = initiative.event(
  'result-reported.v1',
  'A result of an initiative was reported: what an indicator gained in a period',
  InitiativeResult,
  'reportedOn',
);

export const resultVerified = initiative.event(
  'result-verified.v1',
  'A result of an initiative was verified',
  ResultVerification,
  'verifiedOn',
);

const { title: _title, unit: _unit, code: _code, revision: _revision, ...defined } = IndicatorDefinition.shape;

export const defineIndicator = initiative.replace('indicators/{code}', {
  summary:
    'Define an indicator of an initiative, or define it anew; with a KPI, the ministry responsible for that is asked ' +
    'whether the results count. Once a result is reported, unit and direction stay',
  by: allow('officer', { ministry: 'own' }),
  place: { code: Code },
  body: z.strictObject({
    ...defined,
    title: GivenLabel,
    unit: GivenName,
    targets: defined.targets.max(50).default([]),
    definedOn: BusinessDate,
  }),
  dated: 'definedOn',
  refuses: ['WRONG_STATE', 'ABOVE_LIMIT', 'DATES_REVERSED', 'INDICATOR_IN_USE', 'VALIDATION'],
});

export const reportResult = initiative.change('results', {
  summary: 'Report what an indicator of an initiative gained in a period that is over',
  by: allow('officer', { ministry: 'own' }),
  body: z.strictObject({
    ...InitiativeResult.pick({ indicatorCode: true, value: true }).shape,
    from: GivenDate,
    to: GivenDate,
    evidenceCount: InitiativeResult.shape.evidenceCount
      .optional()
      .describe('documents that show it, beside the files that are named'),
    evidence: CitedEvidence.optional().describe(
      'files of the application for which its award was granted that show it, by their SHA-256',
    ),
    reasonCode: ReasonCode.optional(),
    reportedOn: BusinessDate,
  }),
  dated: 'reportedOn',
  refuses: [
    'WRONG_STATE',
    'INDICATOR_UNKNOWN',
    'DATES_REVERSED',
    'REASON_REQUIRED',
    'BELOW_LIMIT',
    'ABOVE_LIMIT',
    'EVIDENCE_UNKNOWN',
  ],
});

/** The place in a path, where numbers are text. */
const GivenResultNo = z.coerce.number<string>().int().min(1).max(RESULTS_MOST);

export const verifyResult = initiative.change('results/{no}/verification', {
  summary:
    'Verify a result: for a partner (partner-officer), as the ministry of the initiative (officer), or independently ' +
    '(planner of another ministry). By a person who did not report it, each time on a higher level',
  by: allow(['partner-officer', 'officer', 'planner'], { person: true }),
  place: { no: GivenResultNo },
  body: z.strictObject({ level: VerificationLevel, verifiedOn: BusinessDate }),
  dated: 'verifiedOn',
  refuses: ['NOT_FOUND', 'FORBIDDEN', 'FOUR_EYES', 'WRONG_STATE', 'DATES_REVERSED'],
});

/** A result as it is read: with the highest level on which it was verified. */
export const ShownResult = InitiativeResult.extend({
  level: VerificationLevel.optional().describe('the highest level of its verifications; absent where there is none'),
  verifiedOn: LocalDate.optional().describe('the day of that verification'),
});
export type ShownResult = z.infer<typeof ShownResult>;

export const listResults = defineRoute({
  service: 'initiatives',
  method: 'GET',
  path: reportResult.path,
  summary: 'List the results of an initiative in the order in which they were reported, each with its verification',
  access: allow(governmentRoles),
  params: IdParams,
  query: z.strictObject({ ...PageQuery, indicatorCode: Code.optional() }),
  reply: { 200: pageOf(ShownResult) },
});
