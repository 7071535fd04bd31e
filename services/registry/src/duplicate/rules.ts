// By which points a ministry proposes two records as one person.
import { accept, decidePut, duplicateRulesSet, setDuplicateRules } from '@tributary/contracts';

/** Sets the rules of a ministry, or replaces them. */
export const setRules = decidePut(setDuplicateRules, (_before, rules) => accept(rules, duplicateRulesSet(rules)));
