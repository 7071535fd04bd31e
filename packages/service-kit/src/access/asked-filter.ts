// The row filter as a handler is given it, and whether it was asked: rows that nobody asked about are never answered.
import type { Actor } from '@tributary/eventing';
import type { CheckedRequest } from '../ports.ts';
import type { Rule } from './policy.ts';

/** The row filter of one request. */
export function askedFilter(rule: Pick<Rule, 'rowFilter' | 'rows'>, actor: Actor | undefined) {
  const mayTouch = rule.rowFilter(actor);
  let asked = false;
  const given: Pick<CheckedRequest<never, never, never>, 'mayTouch' | 'rows'> = {
    mayTouch: (ministry) => {
      asked = true;
      return mayTouch(ministry);
    },
    rows: () => {
      asked = true;
      return rule.rows(actor);
    },
  };
  return { given, wasAsked: () => asked };
}
