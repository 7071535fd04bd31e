// The row filter as a handler is given it, and whether it was asked: rows that nobody asked about are never answered.
import type { Actor } from '@tributary/eventing';
import type { CheckedRequest } from '../ports.ts';
import type { Rule } from './policy.ts';

type Given = Pick<CheckedRequest<never, never, never>, 'mayTouch' | 'rows' | 'applicant'>;

/** The row filter of one request. */
export function askedFilter(
  rule: Pick<Rule, 'writes' | 'applicant' | 'rowFilter' | 'rows'>,
  actor: Actor | undefined,
): { readonly given: Given; readonly wasAsked: () => boolean } {
  const mayTouch = rule.rowFilter(actor);
  let asked = false;
  const given: Given = {
    mayTouch: (ministry, applicantId, isPublished) => {
      asked = true;
      return mayTouch(ministry, applicantId, isPublished);
    },
    rows: () => {
      asked = true;
      return rule.rows(actor);
    },
    // A new row has nobody yet: whose it becomes is all that can be asked of it.
    applicant: () => {
      asked ||= rule.writes;
      return rule.applicant(actor);
    },
  };
  return { given, wasAsked: () => asked };
}
