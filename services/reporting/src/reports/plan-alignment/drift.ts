// Which links have lost their node: a report joins links and nodes by code, whichever version a link names.
import { isDrifted } from '@tributary/contracts';
import type { NodeRow } from '../../read-models/nodes.ts';
import type { ActiveVersion } from './active-version.ts';

/** Whether a link of the plan has drifted. */
export type Drifted = (link: { readonly planVersion: string; readonly nodeCode: string }) => boolean;

/** Judges links under a version; as long as not all of its nodes have arrived, none of them is said to be gone. */
export function driftUnder(
  nodes: Iterable<NodeRow>,
  { planCode, planVersion: inForce, nodeCount }: ActiveVersion,
): Drifted {
  const versions = new Map<string, Set<string>>();
  for (const node of nodes) {
    if (node.planCode !== planCode) continue;
    const codes = versions.get(node.planVersion) ?? new Set<string>();
    versions.set(node.planVersion, codes.add(node.code));
  }
  if ((versions.get(inForce)?.size ?? 0) < nodeCount) return () => false;
  return (link) => isDrifted(link, inForce, (version) => versions.get(version));
}
