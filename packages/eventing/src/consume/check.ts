// Consumer-open reading of events: what a newer producer added is let pass, what the contract promises must be there.
import { type EventDescription, eventByType } from '@tributary/contracts';
import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** A field that this release does not know is no fault, also inside a union: one branch may have nothing else against it. */
const harmless = (issue: Issue): boolean =>
  issue.code === 'unrecognized_keys' ||
  (issue.code === 'invalid_union' && issue.errors.some((branch) => branch.length > 0 && branch.every(harmless)));

/** What is wrong with the data of an event, by place and code, without a value of it; undefined when nothing is. */
export function violation(contract: EventDescription, data: unknown): string | undefined {
  const parsed = contract.schema.safeParse(data);
  const issue = parsed.error?.issues.find((found) => !harmless(found));
  return issue && `${contract.type} /${issue.path.join('/')}: ${issue.code}`;
}

/** Finds contracts: those that views and reactions of this process are bound to, then the catalogue. */
export function contractsOf(bound: Iterable<EventDescription>): (type: string) => EventDescription | undefined {
  const byType = new Map([...bound].map((event) => [event.type as string, event]));
  return (type) => byType.get(type) ?? eventByType(type);
}
