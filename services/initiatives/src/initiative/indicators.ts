// What an initiative counts: indicators, each defined by its ministry, and reviewed by the ministry of the KPI that it is
// mapped to. A new definition awaits its decision anew.
import {
  type Accepted,
  accept,
  decideChange,
  defineIndicator,
  INDICATORS_MOST,
  type Indicator,
  type Initiative,
  indicatorDefined,
  isSameMeasure,
  type KpiContributionStatus,
  type Rejection,
  type RuleFault,
  reject,
  type StatedContribution,
  type YearValue,
} from '@tributary/contracts';
import { refuseEnded } from './status.ts';

const indicatorsOf = ({ indicators = [] }: Initiative): readonly Indicator[] => indicators;

/** Defines an indicator, or defines it anew: what its results are counted in stays, once there is one. */
export const define = decideChange(defineIndicator, (initiative, command) => {
  const { code, kpi, baseline, targets, ...told } = command;
  const others = indicatorsOf(initiative);
  const before = others.find((one) => one.code === code);
  const refused =
    refuseEnded(initiative) ??
    (before === undefined ? refuseCrowd(others.length) : refuseOtherMeasure(initiative, before, told)) ??
    refuseTwice(targets);
  if (refused !== undefined) return refused;
  const definition = {
    code,
    revision: (before?.revision ?? 0) + 1,
    ...told,
    ...(baseline !== undefined && { baseline }),
    targets: targets.toSorted((one, other) => one.year - other.year),
  };
  const indicator: Indicator = { ...definition, ...(kpi && { kpi: { ...kpi, decision: 'awaiting' } }) };
  return accept(
    withIndicator(initiative, indicator),
    indicatorDefined({ ...definition, ...(kpi !== undefined && { kpi }) }),
  );
});

const withIndicator = (initiative: Initiative, indicator: Indicator): Initiative => {
  const others = indicatorsOf(initiative);
  const isThere = others.some(({ code }) => code === indicator.code);
  const indicators = isThere
    ? others.map((other) => (other.code === indicator.code ? indicator : other))
    : [...others, indicator];
  return { ...initiative, indicators };
};

const refuseCrowd = (count: number): Rejection<'ABOVE_LIMIT'> | undefined =>
  count < INDICATORS_MOST
    ? undefined
    : reject('ABOVE_LIMIT', { rule: 'indicators', limit: String(INDICATORS_MOST), given: String(count + 1) });

function refuseOtherMeasure(
  { results = [] }: Initiative,
  before: Indicator,
  given: Pick<Indicator, 'unit' | 'direction'>,
): Rejection<'INDICATOR_IN_USE'> | undefined {
  const isUsed = results.some(({ indicatorCode }) => indicatorCode === before.code);
  if (!isUsed || isSameMeasure(before, given)) return undefined;
  return reject('INDICATOR_IN_USE', { indicatorCode: before.code, measure: `${before.unit} (${before.direction})` });
}

/** Refuses a year that has two targets. */
function refuseTwice(targets: readonly YearValue[]): Rejection<'VALIDATION'> | undefined {
  const faults = targets.flatMap(({ year }, at): RuleFault[] =>
    targets.findIndex((other) => other.year === year) < at
      ? [{ pointer: `/targets/${at}/year`, code: 'REPEATED', given: year }]
      : [],
  );
  return faults.length === 0 ? undefined : reject('VALIDATION', {}, faults);
}

/** What a contribution echoes of the mapping that it decides. */
type DecidedOn = Pick<StatedContribution, 'indicatorCode' | 'planCode' | 'planVersion' | 'kpiCode' | 'revision'> & {
  readonly reasonCode?: string;
};

/** Shows a decision beside its mapping; one about an earlier definition, or about another KPI, has no effect. */
export function noteContribution(
  initiative: Initiative,
  { indicatorCode, planCode, planVersion, kpiCode, revision, reasonCode }: DecidedOn,
  decision: KpiContributionStatus,
): Accepted<Initiative> | 'unchanged' {
  const indicator = indicatorsOf(initiative).find(({ code }) => code === indicatorCode);
  const { kpi } = indicator ?? {};
  const isIt = kpi?.planCode === planCode && kpi.planVersion === planVersion && kpi.code === kpiCode;
  if (indicator === undefined || !isIt || indicator.revision !== revision || kpi.decision === decision) {
    return 'unchanged';
  }
  const { reasonCode: _before, ...mapping } = kpi;
  const decided = { ...mapping, decision, ...(reasonCode !== undefined && { reasonCode }) };
  return accept(withIndicator(initiative, { ...indicator, kpi: decided }));
}
