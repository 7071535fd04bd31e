// What keeps an installation up: probes, limits, budgets, spread, scaling, and names that lead somewhere.
import { isDeepStrictEqual } from 'node:util';
import { PARTITIONS } from '@tributary/contracts';
import { nameOf, ofKind, type Selector, selects, type Thing, type WorkloadSpec, workloads } from '../objects.ts';
import { ofContainers, ofPods, type Rule, unless } from './rule.ts';

const deployments = (things: readonly Thing[]) => ofKind<WorkloadSpec>(things, 'Deployment');
const longRunning = (things: readonly Thing[]) => ofKind<WorkloadSpec>(things, 'Deployment', 'StatefulSet');

interface Budget {
  readonly selector: Selector;
  readonly minAvailable?: number;
}
interface Scaling {
  readonly scaleTargetRef: { readonly name: string };
  readonly minReplicas?: number;
  readonly minReplicaCount?: number;
  readonly maxReplicaCount?: number;
  readonly triggers?: readonly { readonly type: string; readonly metadata: Readonly<Record<string, string>> }[];
}
const scalings = (things: readonly Thing[]) => ofKind<Scaling>(things, 'HorizontalPodAutoscaler', 'ScaledObject');

const budgetsOf = (things: readonly Thing[], { spec }: Thing<WorkloadSpec>) =>
  ofKind<Budget>(things, 'PodDisruptionBudget').filter(({ spec: { selector } }) =>
    selects(selector, spec.template.metadata.labels),
  );

/** The claims to a volume that a pod makes. */
const claimsOf = ({ spec }: Thing<WorkloadSpec>) =>
  (spec.template.spec.volumes ?? []).flatMap(({ name, persistentVolumeClaim: claim }) =>
    claim === undefined ? [] : [{ name, claim: claim.claimName }],
  );

/** The names that lead nowhere: each with what it should lead to. */
const dangling = (
  name: string,
  of: (things: readonly Thing[]) => readonly (readonly [Thing<unknown>, boolean])[],
): Rule => ({
  name,
  broken: (things) =>
    of(things)
      .filter(([, leads]) => !leads)
      .map(([thing]) => `${nameOf(thing)} leads nowhere`),
});

export const reliability: readonly Rule[] = [
  ofContainers('unset-cpu-requirements', ({ resources }) =>
    unless(resources?.requests?.['cpu'] !== undefined, 'asks for no processor time'),
  ),
  ofContainers('unset-memory-requirements', ({ resources }) =>
    unless(
      resources?.requests?.['memory'] !== undefined && resources.limits?.['memory'] !== undefined,
      'has no bound to its memory',
    ),
  ),
  ofContainers('container-ephemeral-storage-request-and-limit', ({ resources }) =>
    unless(
      resources?.requests?.['ephemeral-storage'] !== undefined && resources.limits?.['ephemeral-storage'] !== undefined,
      'has no bound to what it writes to its node',
    ),
  ),
  ofContainers('no-startup-readiness-liveness-probe', ({ startupProbe, readinessProbe, livenessProbe }, { kind }) =>
    unless(
      kind === 'Job' || [startupProbe, readinessProbe, livenessProbe].every((probe) => probe !== undefined),
      'is not asked how it is',
    ),
  ),
  ofContainers('pod-probes-identical', ({ startupProbe, readinessProbe, livenessProbe }, { kind }) => {
    const same =
      isDeepStrictEqual(readinessProbe, livenessProbe) ||
      isDeepStrictEqual(startupProbe, livenessProbe) ||
      (readinessProbe?.httpGet !== undefined && isDeepStrictEqual(readinessProbe.httpGet, livenessProbe?.httpGet));
    return unless(kind === 'Job' || !same, 'is restarted for what should only take it out of service');
  }),
  ofPods('topology-spread', ({ topologySpreadConstraints = [] }, { kind, spec }) =>
    unless(
      kind !== 'Deployment' ||
        topologySpreadConstraints.some(({ labelSelector }) => selects(labelSelector, spec.template.metadata.labels)),
      'may stand on one node alone',
    ),
  ),
  {
    name: 'deployment-has-poddisruptionbudget',
    broken: (things) =>
      longRunning(things)
        .filter((one) => budgetsOf(things, one).length !== 1)
        .map((one) => `${nameOf(one)} has ${budgetsOf(things, one).length} disruption budgets`),
  },
  {
    name: 'deployment-targeted-by-hpa-does-not-have-replicas-configured',
    broken: (things) =>
      scalings(things).flatMap(({ spec: { scaleTargetRef } }) =>
        deployments(things)
          .filter(({ metadata, spec }) => metadata.name === scaleTargetRef.name && spec.replicas !== undefined)
          .map((one) => `${nameOf(one)} is scaled and says how many there are`),
      ),
  },
  {
    name: 'hpa-minimum-replicas',
    broken: (things) =>
      scalings(things)
        .filter(({ spec: { minReplicas, minReplicaCount } }) => (minReplicas ?? minReplicaCount ?? 1) < 2)
        .map((one) => `${nameOf(one)} scales down to one`),
  },
  {
    name: 'more-workers-than-partitions',
    broken: (things) =>
      ofKind<Scaling>(things, 'ScaledObject')
        .filter(({ spec: { maxReplicaCount = Number.POSITIVE_INFINITY } }) => maxReplicaCount > PARTITIONS)
        .map((one) => `${nameOf(one)} starts workers that get no partition`),
  },
  {
    name: 'persistent-lag',
    broken: (things) =>
      ofKind<Scaling>(things, 'ScaledObject')
        .filter(({ spec: { triggers = [] } }) =>
          triggers.some(({ metadata }) => metadata['excludePersistentLag'] !== 'true'),
        )
        .map((one) => `${nameOf(one)} scales for lag that no worker lowers`),
  },
  {
    name: 'worker-surge',
    broken: (things) =>
      deployments(things)
        .filter(({ spec }) => {
          const worker = spec.template.metadata.labels['app.kubernetes.io/component'] === 'worker';
          const { maxSurge, maxUnavailable } = spec.strategy?.rollingUpdate ?? {};
          return worker ? maxSurge !== 0 : maxUnavailable !== 0;
        })
        .map((one) => `${nameOf(one)} is replaced in the wrong order`),
  },
  ofContainers('erasures-are-kept-apart', ({ env = [], volumeMounts = [] }, workload) => {
    const ledger = env.find(({ name }) => name === 'TRIBUTARY_ERASURE_LEDGER')?.value;
    const kept = volumeMounts.some(
      ({ name, mountPath }) =>
        ledger?.startsWith(`${mountPath}/`) && claimsOf(workload).some(({ name: volume }) => volume === name),
    );
    const erases = workload.spec.template.metadata.labels['app.kubernetes.io/name'] === 'registry';
    return unless(kept || !erases, 'forgets with its pod whom it erased');
  }),
  dangling('dangling-claim', (things) =>
    workloads(things).flatMap((one) =>
      claimsOf(one).map(
        ({ claim }) =>
          [
            one,
            ofKind<unknown>(things, 'PersistentVolumeClaim').some(({ metadata }) => metadata.name === claim),
          ] as const,
      ),
    ),
  ),
  dangling('dangling-service', (things) =>
    ofKind<{
      readonly selector: Readonly<Record<string, string>>;
      readonly ports: readonly { readonly targetPort: string }[];
    }>(things, 'Service').map((service) => {
      const { selector, ports } = service.spec;
      const behind = longRunning(things).filter(({ spec }) =>
        selects({ matchLabels: selector }, spec.template.metadata.labels),
      );
      const open = behind.flatMap(({ spec }) =>
        spec.template.spec.containers.flatMap(({ ports: own = [] }) => own.map(({ name }) => name)),
      );
      return [service, ports.every(({ targetPort }) => open.includes(targetPort))] as const;
    }),
  ),
  dangling('dangling-hpa', (things) =>
    scalings(things).map(
      (one) =>
        [one, deployments(things).some(({ metadata }) => metadata.name === one.spec.scaleTargetRef.name)] as const,
    ),
  ),
  dangling('dangling-service-account', (things) =>
    workloads(things).map(
      (one) =>
        [
          one,
          ofKind<unknown>(things, 'ServiceAccount').some(
            ({ metadata }) => metadata.name === one.spec.template.spec.serviceAccountName,
          ),
        ] as const,
    ),
  ),
];
