// Which nodes of another plan a node counts under. Both plans are named by the versions in force.
import {
  accept,
  type CrosswalkTarget,
  crosswalkSet,
  decidePut,
  type Known,
  type Rejection,
  type RuleFault,
  refuseReversed,
  reject,
  setCrosswalk,
  toHundredths,
} from '@tributary/contracts';

/** A plan in force: its version, and those of the asked nodes that it has. */
export interface NodesInForce {
  readonly planVersion: string;
  readonly has: ReadonlySet<string>;
}

/** What is known of the two plans; undefined where one has no version in force. */
export interface BothPlans {
  readonly from: NodesInForce | undefined;
  readonly to: NodesInForce | undefined;
}

/** Sets the crosswalk of a node, or sets it anew from a day on. */
export const set = decidePut(setCrosswalk, (before, given, { from, to }: Known<BothPlans>) => {
  const { planCode, toPlan, nodeCode, targets, setOn } = given;
  if (planCode === toPlan)
    return reject('VALIDATION', {}, [{ pointer: '/params/toPlan', code: 'REPEATED', given: toPlan }]);
  const twice = repeatedIn(targets);
  if (twice.length > 0) return reject('VALIDATION', {}, twice);
  if (from === undefined) return reject('PLAN_UNKNOWN', { planCode });
  if (to === undefined) return reject('PLAN_UNKNOWN', { planCode: toPlan });
  const refused =
    refuseUnknown(planCode, from, [nodeCode]) ??
    refuseUnknown(
      toPlan,
      to,
      targets.map((target) => target.nodeCode),
    ) ??
    refuseOtherTotal(targets) ??
    (before && refuseReversed(before.setOn, setOn, '/setOn'));
  if (refused) return refused;
  const entered = {
    planCode,
    toPlan,
    nodeCode,
    planVersion: from.planVersion,
    toVersion: to.planVersion,
    targets,
    setOn,
  };
  return accept(entered, crosswalkSet(entered));
});

const repeatedIn = (targets: readonly CrosswalkTarget[]): RuleFault[] =>
  targets.flatMap(({ nodeCode }, at): RuleFault[] =>
    targets.findIndex((other) => other.nodeCode === nodeCode) < at
      ? [{ pointer: `/targets/${at}/nodeCode`, code: 'REPEATED', given: nodeCode }]
      : [],
  );

function refuseUnknown(
  planCode: string,
  { planVersion, has }: NodesInForce,
  codes: readonly string[],
): Rejection<'PLAN_NODE_UNKNOWN'> | undefined {
  const unknown = codes.filter((code) => !has.has(code));
  return unknown.length === 0
    ? undefined
    : reject('PLAN_NODE_UNKNOWN', { planCode, planVersion, nodes: unknown.join(', ') });
}

function refuseOtherTotal(targets: readonly CrosswalkTarget[]): Rejection<'WEIGHTS_NOT_100'> | undefined {
  const total = targets.reduce((sum, { weightPct }) => sum + toHundredths(weightPct), 0);
  return targets.length === 0 || total === 100_00
    ? undefined
    : reject('WEIGHTS_NOT_100', { total: (total / 100).toFixed(2) });
}
