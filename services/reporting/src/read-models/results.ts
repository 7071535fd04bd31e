// The indicators of an initiative and the results that were reported for them, as its row folds them.
import type {
  ContributionType,
  IndicatorDefinition,
  InitiativeResult,
  LocalDate,
  ResultVerification,
} from '@tributary/contracts';
import { toHundredths } from '@tributary/contracts';

export interface IndicatorRow {
  readonly code: string;
  readonly revision: number;
  readonly unit: string;
  readonly direction: string;
  readonly hasBaseline: boolean;
  /** the years that have a target */
  readonly targetYears: readonly number[];
  readonly mapping: MappingRow | undefined;
}

export interface MappingRow {
  readonly planCode: string;
  readonly planVersion: string;
  readonly kpiCode: string;
  readonly contributionType: ContributionType;
  /** hundredths of a per cent of each result that count */
  readonly share: number;
}

export interface ResultRow {
  readonly no: number;
  readonly indicatorCode: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly value: string;
  readonly isVerified: boolean;
}

/** What an initiative counts. */
export interface CountedRow {
  readonly indicators: readonly IndicatorRow[];
  readonly results: readonly ResultRow[];
}

/** The newest definition of an indicator replaces the one before. */
export function withIndicator<Row extends CountedRow>(row: Row, defined: IndicatorDefinition): Row {
  const { code, revision, unit, direction, baseline, targets, kpi } = defined;
  const indicator: IndicatorRow = {
    code,
    revision,
    unit,
    direction,
    hasBaseline: baseline !== undefined,
    targetYears: targets.map(({ year }) => year),
    mapping: kpi && {
      planCode: kpi.planCode,
      planVersion: kpi.planVersion,
      kpiCode: kpi.code,
      contributionType: kpi.contributionType,
      share: toHundredths(kpi.sharePct),
    },
  };
  return { ...row, indicators: [...row.indicators.filter((other) => other.code !== code), indicator] };
}

export const withResult = <Row extends CountedRow>(
  row: Row,
  { no, indicatorCode, from, to, value }: InitiativeResult,
): Row => ({ ...row, results: [...row.results, { no, indicatorCode, from, to, value, isVerified: false }] });

export const withVerification = <Row extends CountedRow>(row: Row, { no }: ResultVerification): Row => ({
  ...row,
  results: row.results.map((result) => (result.no === no ? { ...result, isVerified: true } : result)),
});
