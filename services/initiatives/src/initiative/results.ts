// The results of an initiative: increments of periods, whose sum for an indicator is never below zero, each verified by
// others than who reported it, from level to level.
import {
  accept,
  activityStatus,
  decideChange,
  type Initiative,
  type InitiativeResult,
  type Known,
  parseDecimal,
  RESULTS_MOST,
  type Rejection,
  type ResultVerification,
  refuseReversed,
  reject,
  rejectField,
  reportResult,
  resultReported,
  resultVerified,
  type ShownIndicator,
  type ShownResult,
  sumOfDecimals,
  type VerificationLevel,
  verificationLevels,
  verifyResult,
} from '@tributary/contracts';

type Reported = NonNullable<Initiative['results']>[number];

const resultsOf = ({ results = [] }: Initiative): readonly Reported[] => results;

const refuseCancelled = ({ status }: Initiative): Rejection<'WRONG_STATE'> | undefined =>
  status === activityStatus.cancelled
    ? reject('WRONG_STATE', { state: 'cancelled', needed: 'proposed, active, finalising, closed, suspended' })
    : undefined;

const isNegative = (value: string): boolean => parseDecimal(value).units < 0n;

/** What is known where a result is reported. */
export interface EvidenceCited {
  /** why a file that it cites cannot be leant on */
  readonly dangling?: Rejection<'EVIDENCE_UNKNOWN'> | undefined;
}

/** Reports a result of a period that is over; less than nothing takes back what was reported before, with a reason. */
export const report = decideChange(reportResult, (initiative, command, { by, dangling }: Known<EvidenceCited>) => {
  const { indicatorCode, from, to, value, evidenceCount = 0, evidence = [], reasonCode, reportedOn } = command;
  const refused =
    refuseCancelled(initiative) ??
    refuseUnknown(initiative, indicatorCode) ??
    refuseReversed(from, to, '/to') ??
    refuseReversed(to, reportedOn, '/reportedOn') ??
    refuseTaken(initiative, command) ??
    refuseCrowd(resultsOf(initiative).length) ??
    dangling;
  if (refused !== undefined) return refused;
  const result: InitiativeResult = {
    no: resultsOf(initiative).length + 1,
    indicatorCode,
    from,
    to,
    value,
    evidenceCount: evidenceCount + new Set(evidence).size,
    reportedOn,
    ...(reasonCode !== undefined && { reasonCode }),
  };
  const results = [...resultsOf(initiative), { ...result, reportedBy: by }];
  return accept({ ...initiative, results }, resultReported(result));
});

function refuseUnknown(
  { indicators = [] }: Initiative,
  indicatorCode: string,
): Rejection<'INDICATOR_UNKNOWN'> | undefined {
  if (indicators.some(({ code }) => code === indicatorCode)) return undefined;
  const known = indicators.map(({ code }) => code).join(', ') || '–';
  return rejectField('INDICATOR_UNKNOWN', '/indicatorCode', { indicatorCode, known });
}

/** Refuses what takes back without a reason, or more than was reported. */
function refuseTaken(
  initiative: Initiative,
  { indicatorCode, value, reasonCode }: Pick<InitiativeResult, 'indicatorCode' | 'value' | 'reasonCode'>,
): Rejection<'REASON_REQUIRED' | 'BELOW_LIMIT'> | undefined {
  if (!isNegative(value)) return undefined;
  if (reasonCode === undefined) {
    return reject('REASON_REQUIRED', {}, [{ pointer: '/reasonCode', code: 'REASON_REQUIRED' }]);
  }
  const reported = reportedFor(resultsOf(initiative), indicatorCode);
  if (!isNegative(sumOfDecimals([reported, value]))) return undefined;
  return rejectField('BELOW_LIMIT', '/value', { rule: 'reported', limit: reported, given: value.slice(1) });
}

const refuseCrowd = (count: number): Rejection<'ABOVE_LIMIT'> | undefined =>
  count < RESULTS_MOST
    ? undefined
    : reject('ABOVE_LIMIT', { rule: 'results', limit: String(RESULTS_MOST), given: String(count + 1) });

const reportedFor = (results: readonly InitiativeResult[], indicatorCode: string): string =>
  sumOfDecimals(results.filter((one) => one.indicatorCode === indicatorCode).map(({ value }) => value));

/** Who verifies, as far as it decides on which level they may. */
export interface Verifier {
  readonly roles: readonly string[];
  /** whether they are of the ministry of the initiative */
  readonly isOwn: boolean;
}

/** Whose role verifies on a level, and whether of the ministry of the initiative or of another one. */
const verifiers: Readonly<Record<VerificationLevel, { readonly role: string; readonly condition?: 'own' | 'other' }>> =
  {
    partner: { role: 'partner-officer' },
    ministry: { role: 'officer', condition: 'own' },
    independent: { role: 'planner', condition: 'other' },
  };

function refuseVerifier(level: VerificationLevel, { roles, isOwn }: Verifier): Rejection<'FORBIDDEN'> | undefined {
  const { role, condition = '' } = verifiers[level];
  const isOfIt = condition === '' || isOwn === (condition === 'own');
  return roles.includes(role) && isOfIt ? undefined : rejectField('FORBIDDEN', '/level', { roles: role, condition });
}

/** Verifies a result on a higher level than before. */
export const verify = decideChange(
  verifyResult,
  (initiative, { no, level, verifiedOn }, { by, verifier }: Known<{ readonly verifier: Verifier }>) => {
    const result = resultsOf(initiative).find((one) => one.no === no);
    const stranger = refuseVerifier(level, verifier);
    if (stranger !== undefined) return stranger;
    if (result === undefined) return reject('NOT_FOUND');
    const verifications = initiative.verifications ?? [];
    const before = highestOf(verifications, no);
    const refused =
      refuseCancelled(initiative) ??
      (result.reportedBy === by ? reject('FOUR_EYES') : undefined) ??
      refuseLevel(level, before?.level) ??
      refuseReversed(before?.verifiedOn ?? result.reportedOn, verifiedOn, '/verifiedOn');
    if (refused !== undefined) return refused;
    const verification: ResultVerification = { no, indicatorCode: result.indicatorCode, level, verifiedOn };
    return accept({ ...initiative, verifications: [...verifications, verification] }, resultVerified(verification));
  },
);

/** The newest verification of a result, which is on its highest level. */
const highestOf = (verifications: readonly ResultVerification[], no: number): ResultVerification | undefined =>
  verifications.findLast((one) => one.no === no);

function refuseLevel(
  level: VerificationLevel,
  before: VerificationLevel | undefined,
): Rejection<'WRONG_STATE'> | undefined {
  if (before === undefined) return undefined;
  const [from, to] = [verificationLevels.indexOf(before), verificationLevels.indexOf(level)];
  const lower = verificationLevels.slice(0, to).join(', ') || '–';
  return to > from ? undefined : reject('WRONG_STATE', { state: before, needed: lower });
}

/** The indicators of an initiative with the sums of their results. */
export function indicatorsRead(initiative: Initiative): ShownIndicator[] {
  const verified = new Set(initiative.verifications?.map(({ no }) => no));
  const results = resultsOf(initiative);
  return (initiative.indicators ?? []).map((indicator) => ({
    ...indicator,
    reported: reportedFor(results, indicator.code),
    verified: reportedFor(
      results.filter(({ no }) => verified.has(no)),
      indicator.code,
    ),
  }));
}

interface ResultsAsked {
  readonly limit: number;
  /** the place of the last result of the page before */
  readonly after?: string | undefined;
  readonly indicatorCode?: string | undefined;
}

/** One page of results, each with its highest verification. */
export function resultsRead(initiative: Initiative, { limit, after = '0', indicatorCode }: ResultsAsked) {
  const left = resultsOf(initiative).filter(
    (one) => one.no > Number(after) && (indicatorCode === undefined || one.indicatorCode === indicatorCode),
  );
  const highest = new Map((initiative.verifications ?? []).map((one) => [one.no, one]));
  const items = left.slice(0, limit).map(({ reportedBy: _who, ...result }): ShownResult => {
    const { level, verifiedOn } = highest.get(result.no) ?? {};
    return { ...result, ...(level !== undefined && { level }), ...(verifiedOn !== undefined && { verifiedOn }) };
  });
  const last = left.length > limit ? items.at(-1) : undefined;
  return { items, next: last === undefined ? null : String(last.no) };
}
