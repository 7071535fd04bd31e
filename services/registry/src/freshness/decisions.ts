// By which rules records of a ministry grow stale, and when one falls dormant.
import {
  accept,
  type Decision,
  decidePut,
  freshnessRulesSet,
  type LocalDate,
  type Person,
  personBecameDormant,
  setFreshnessRules,
} from '@tributary/contracts';
import { type FreshnessRules, freshnessOf } from './score.ts';

/** Sets the rules of a ministry, or replaces them. */
export const setRules = decidePut(setFreshnessRules, (_before, rules) => accept(rules, freshnessRulesSet(rules)));

/** An active record is dormant once it was due long enough. */
export function fallDormant(person: Person, rules: FreshnessRules, today: LocalDate): Decision<Person> | 'unchanged' {
  const freshness = person.status === 'active' ? freshnessOf(person, rules, today) : undefined;
  if (freshness === undefined || today < freshness.dormantFrom) return 'unchanged';
  return accept<Person>({ ...person, status: 'dormant' }, personBecameDormant({ dormantOn: today }));
}
