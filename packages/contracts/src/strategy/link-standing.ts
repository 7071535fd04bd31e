// How a link between an initiative and a plan node stands, as every service must see it: one vocabulary, one rule.
import { z } from 'zod';

/**
 * The standing of a link: a ministry is still to decide it, has accepted or rejected it, its initiative has taken it
 * back, or its node is gone from the plan.
 */
export const LinkStatus = z.enum(['awaiting', 'accepted', 'rejected', 'withdrawn', 'drifted']);
export type LinkStatus = z.infer<typeof LinkStatus>;

/** The codes of the nodes of a version: a set of them, or a map by them. */
export interface NodeCodes {
  has(code: string): boolean;
}

/**
 * Whether a link has drifted: its node was in the version that the link names and is not in the version in force. A
 * node that lives on under the same code keeps its links, whichever version they name.
 * @param nodesOf the nodes of a version; undefined where not all of them are known, and then nothing is said to be gone
 */
export function isDrifted(
  link: { readonly planVersion: string; readonly nodeCode: string },
  versionInForce: string,
  nodesOf: (planVersion: string) => NodeCodes | undefined,
): boolean {
  const isGone = nodesOf(versionInForce)?.has(link.nodeCode) === false;
  return isGone && nodesOf(link.planVersion)?.has(link.nodeCode) === true;
}
