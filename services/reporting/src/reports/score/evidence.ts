// Evidence, 10 points: whether the last result of an initiative is recent, and whether somebody has verified it.
import { addMonths, type LocalDate } from '@tributary/contracts';
import type { ResultRow } from '../../read-models/results.ts';
import { allOrNone, type Scored } from './rule.ts';

/** How many months a result is recent. */
const RECENT = 6;

/** The result whose period ended last; of several, the one that was reported last. */
const lastOf = (results: readonly ResultRow[]): ResultRow | undefined =>
  results.reduce<ResultRow | undefined>(
    (last, one) => (last === undefined || one.to > last.to || (one.to === last.to && one.no > last.no) ? one : last),
    undefined,
  );

export function evidenceRules(results: readonly ResultRow[], to: LocalDate): readonly Scored[] {
  const last = lastOf(results);
  const [recent, verified] = ['RECENT_RESULT', 'RESULT_VERIFIED'] as const;
  if (last === undefined) {
    return [recent, verified].map((rule) => allOrNone(rule, 5, false, { key: 'NO_RESULT' }));
  }
  const isRecent = last.to > addMonths(to, -RECENT) && last.to <= to;
  const { isVerified } = last;
  return [
    allOrNone(recent, 5, isRecent, {
      key: isRecent ? 'RECENT_RESULT.met' : 'RECENT_RESULT.unmet',
      values: { on: last.to },
    }),
    allOrNone(verified, 5, isVerified, { key: isVerified ? 'RESULT_VERIFIED.met' : 'RESULT_VERIFIED.unmet' }),
  ];
}
