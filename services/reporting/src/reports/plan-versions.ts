// What the versions of a plan that have been in force hold: their nodes, or their KPIs, in the order of the versions.
import { isDrifted, type PlanPart, type Succession, successionOf, type VersionParts } from '@tributary/contracts';
import type { ActiveVersion } from './plan-alignment/active-version.ts';

/** A node or a KPI as its version has it. */
interface VersionPart extends PlanPart {
  readonly planCode: string;
  readonly planVersion: string;
}

/** What became of what some version of a plan held. */
export interface History<Part extends VersionPart> {
  /** as the newest version that has it defines it */
  part(planVersion: string, code: string): Part | undefined;
  /** the part of the version in force */
  now(code: string): Part | undefined;
  /** undefined where it has not drifted */
  drift(placed: { readonly planVersion: string; readonly code: string }): Succession | undefined;
}

/**
 * @param count how many parts the version in force has: as long as not all of them have arrived, none is said to be gone
 */
export function historyOf<Part extends VersionPart>(
  parts: Iterable<Part>,
  { planCode, planVersion: inForce, versions }: ActiveVersion,
  count: number,
): History<Part> {
  const held = new Map<string, Map<string, Part>>(versions.map(({ planVersion }) => [planVersion, new Map()]));
  for (const part of parts) if (part.planCode === planCode) held.get(part.planVersion)?.set(part.code, part);
  const inOrder: readonly VersionParts<Part>[] = versions.map(({ planVersion }) => ({
    planVersion,
    parts: held.get(planVersion) ?? new Map(),
  }));
  const isWhole = (held.get(inForce)?.size ?? 0) >= count;
  const known = new Map<string, Succession | undefined>();
  return {
    part: (planVersion, code) => held.get(planVersion)?.get(code),
    now: (code) => held.get(inForce)?.get(code),
    drift({ planVersion, code }) {
      if (!isWhole || !isDrifted({ planVersion, nodeCode: code }, inForce, (version) => held.get(version))) {
        return undefined;
      }
      const name = `${planVersion}\n${code}`;
      if (!known.has(name)) known.set(name, successionOf(code, planVersion, inOrder));
      return known.get(name);
    },
  };
}
