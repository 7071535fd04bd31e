// Whether an award is approved: once by each body, and by as many persons as there are bodies.
import type { ApprovalRule } from '@tributary/contracts';

export interface Approval {
  readonly body: string;
  /** the person who gave it */
  readonly by: string;
}

export interface Approved {
  readonly complete: boolean;
  /** bodies that have yet to approve */
  readonly missing: readonly string[];
}

/** What approvals come to. A second approval of one person, or of a body that is not asked, counts for nothing. */
export function approvedBy({ bodies }: ApprovalRule, approvals: readonly Approval[]): Approved {
  const given = new Map<string, string>();
  for (const { body, by } of approvals) {
    if (bodies.includes(body) && !given.has(body) && ![...given.values()].includes(by)) given.set(body, by);
  }
  const missing = bodies.filter((body) => !given.has(body));
  return { complete: missing.length === 0, missing };
}
