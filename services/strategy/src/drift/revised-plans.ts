// The plans that have replaced a version, with the nodes or the KPIs of every version that is or was in force. The plan is
// read each time, so that an activation shows at once; what such a version holds never changes and is read once.
import { keyOf, type Plan, plan as planContract } from '@tributary/contracts';
import { type AggregateStore, naturalId, readAll } from '@tributary/eventing';
import { isPublic } from '../plan/decisions.ts';
import type { Part, Parts, RevisedPlan } from './standing.ts';

export interface RevisedPlans {
  /** undefined where no version of the plan has been replaced */
  of(planCode: string): Promise<RevisedPlan | undefined>;
  /** by plan code */
  all(): Promise<ReadonlyMap<string, RevisedPlan>>;
  /** the versions of a plan up to one of them, as if that were in force; undefined where it is not and never was */
  upTo(planCode: string, planVersion: string): Promise<RevisedPlan | undefined>;
}

/** @param read reads the nodes, or the KPIs, of a version */
export function createRevisedPlans(
  plans: AggregateStore<Plan>,
  read: (place: { readonly planCode: string; readonly planVersion: string }) => Promise<readonly Part[]>,
): RevisedPlans {
  const known = new Map<string, Parts>();

  async function partsOf(planCode: string, planVersion: string): Promise<Parts> {
    const name = `${planCode} ${planVersion}`;
    const there = known.get(name);
    if (there !== undefined) return there;
    const found = await read({ planCode, planVersion });
    const parts = new Map(
      found.map(({ code, parentCode, replaces, responsibleMinistry }) => [
        code,
        { code, responsibleMinistry, ...(parentCode !== undefined && { parentCode }), ...(replaces && { replaces }) },
      ]),
    );
    known.set(name, parts);
    return parts;
  }

  /** The versions that are or were in force, in the order in which they came; the one that is comes last. */
  const publicOf = ({ versions }: Plan) =>
    versions
      .filter(isPublic)
      .toSorted((one, other) =>
        one.from === other.from
          ? Number(one.status === 'active') - Number(other.status === 'active')
          : (one.from ?? '') < (other.from ?? '')
            ? -1
            : 1,
      );

  async function upTo(plan: Plan, isLast: (version: Plan['versions'][number]) => boolean) {
    const shown = publicOf(plan);
    const last = shown.findIndex(isLast);
    const inForce = shown[last]?.version;
    if (inForce === undefined) return undefined;
    const versions = shown.slice(0, last + 1).map(async ({ version, from = '' }) => {
      return [version, { from, parts: await partsOf(plan.code, version) }] as const;
    });
    return { inForce, versions: new Map(await Promise.all(versions)) };
  }

  async function revised(plan: Plan): Promise<RevisedPlan | undefined> {
    if (plan.versions.filter(isPublic).length < 2) return undefined;
    return upTo(plan, ({ status }) => status === 'active');
  }

  const load = async (code: string) => (await plans.load(naturalId(keyOf(planContract, { code }))))?.state;

  return {
    async of(planCode) {
      const plan = await load(planCode);
      return plan && revised(plan);
    },
    async all() {
      const found = (await readAll(plans, {})).map(async ({ state }) => [state.code, await revised(state)] as const);
      return new Map(
        (await Promise.all(found)).flatMap(([code, plan]) => (plan === undefined ? [] : [[code, plan] as const])),
      );
    },
    async upTo(planCode, planVersion) {
      const plan = await load(planCode);
      return plan && upTo(plan, ({ version }) => version === planVersion);
    },
  };
}
