// Manifests that follow from the list of services and from who reads whom. Everything else is written by hand in k8s/.
import type { IExternalSecret } from '@kubernetes-models/external-secrets/external-secrets.io/v1beta1/ExternalSecret';
import type { IHTTPRoute } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRoute';
import type { IScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject';
import { PARTITIONS, type ServiceName, services, topicOf } from '@tributary/contracts';
import { type Graph, ownersRead } from './graph.ts';

export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly [field: string]: unknown };
  readonly [field: string]: unknown;
}

const NAMESPACE = 'tributary';
const named = (name: string) => ({ name, namespace: NAMESPACE, labels: { 'app.kubernetes.io/part-of': NAMESPACE } });
const NAME = 'app.kubernetes.io/name';
const COMPONENT = 'app.kubernetes.io/component';
/** Every process of a service, whatever its role: an API keeps copies too, and asks for high watermarks. */
const RUNS = { 'tributary/runs': 'service' };

/**
 * NetworkPolicies: the internal port of an owner is open to those who read it, and they reach no other's. The page that
 * reporting serves asks every service as a caller does.
 */
export function edges(graph: Graph): readonly Manifest[] {
  const policy = (name: string, spec: object): Manifest => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name },
    spec,
  });
  const ports = [{ port: 'internal' }];
  const owners = services.flatMap((owner) => {
    const readers = services.filter((reader) => ownersRead(graph[reader]).includes(owner));
    if (readers.length === 0) return [];
    const from = [
      { podSelector: { matchLabels: RUNS, matchExpressions: [{ key: NAME, operator: 'In', values: readers }] } },
    ];
    const podSelector = { matchLabels: { [NAME]: owner, [COMPONENT]: 'api' } };
    return [policy(`feed-of-${owner}`, { podSelector, policyTypes: ['Ingress'], ingress: [{ from, ports }] })];
  });
  const readers = services.flatMap((reader) => {
    const read = ownersRead(graph[reader]);
    if (read.length === 0) return [];
    const to = [
      {
        podSelector: {
          matchLabels: { [COMPONENT]: 'api' },
          matchExpressions: [{ key: NAME, operator: 'In', values: read }],
        },
      },
    ];
    const podSelector = { matchLabels: { [NAME]: reader, ...RUNS } };
    return [policy(`${reader}-reads`, { podSelector, policyTypes: ['Egress'], egress: [{ to, ports }] })];
  });
  const api = { podSelector: { matchLabels: { [COMPONENT]: 'api' } } };
  const page = { podSelector: { matchLabels: { [NAME]: 'reporting', [COMPONENT]: 'api' } } };
  const asked = [{ port: 'http' }];
  return [
    ...owners,
    ...readers,
    policy('page-asks', { ...page, policyTypes: ['Egress'], egress: [{ to: [api], ports: asked }] }),
    policy('asked-by-page', { ...api, policyTypes: ['Ingress'], ingress: [{ from: [page], ports: asked }] }),
  ];
}

/** One HorizontalPodAutoscaler for the API of each service. */
export const apiScaling = (): readonly Manifest[] =>
  services.map((service) => ({
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: named(`${service}-api`),
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: `${service}-api` },
      minReplicas: 2,
      maxReplicas: 6,
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } },
      ],
      behavior: { scaleDown: { stabilizationWindowSeconds: 300 } },
    },
  }));

/** Records that one worker may be behind before another one is started. */
const LAG = '2000';

/**
 * One ScaledObject for the worker of each service that consumes. Lag that does not move is left out: it is of a group
 * that nobody reads any more, after a rebuild, or of an aggregate that is set aside, and no worker would lower it.
 */
export const workerScaling = (graph: Graph, bootstrapServers: string): readonly Manifest[] =>
  services
    .filter((service) => graph[service].length > 0)
    .map((service) => ({
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'ScaledObject',
      metadata: named(`${service}-worker`),
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: `${service}-worker` },
        minReplicaCount: 2,
        maxReplicaCount: Math.min(PARTITIONS, 4),
        cooldownPeriod: 300,
        triggers: graph[service].flatMap(({ group, sources }) =>
          sources.map((source) => ({
            type: 'kafka',
            metadata: {
              bootstrapServers,
              consumerGroup: group,
              topic: topicOf(source),
              lagThreshold: LAG,
              offsetResetPolicy: 'earliest',
              excludePersistentLag: 'true',
            },
          })),
        ),
      } satisfies IScaledObject['spec'],
    }));

/** What one service alone is given in secret. */
const ownSecrets: Readonly<Partial<Record<ServiceName, readonly string[]>>> = {
  registry: ['vault-keys'],
  initiatives: ['evidence-key-id', 'evidence-secret'],
  reporting: ['redis-url', 'page-client-secret'],
};

/** What a service is given in secret; a key that the store lacks is left out where it is optional. */
const secretsOf = (service: ServiceName): readonly string[] => [
  'mongo-url',
  'client-secret',
  ...(ownSecrets[service] ?? []),
];

/** One ExternalSecret for each service, and one for the key of the installation. */
export function externalSecrets(): readonly Manifest[] {
  const secret = (name: string, keys: readonly string[]): Manifest => ({
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: named(name),
    spec: {
      refreshInterval: '1h',
      secretStoreRef: { kind: 'ClusterSecretStore', name: 'tributary' },
      target: { name, creationPolicy: 'Owner' },
      data: keys.map((key) => ({ secretKey: key, remoteRef: { key: `tributary/${name}`, property: key } })),
    } satisfies IExternalSecret['spec'],
  });
  return [...services.map((service) => secret(service, secretsOf(service))), secret('installation', ['key'])];
}

type Rule = NonNullable<IHTTPRoute['spec']['rules']>[number];

/** The routes of the gateway: /<service>/… to that service without its prefix, and the page to reporting. */
export function routes(): readonly Manifest[] {
  const to = (service: ServiceName) => [{ name: service, port: 8080 }];
  const ofService = (service: ServiceName): Rule => ({
    matches: [{ path: { type: 'PathPrefix', value: `/${service}` } }],
    filters: [{ type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } } }],
    backendRefs: to(service),
  });
  const page: Rule = {
    matches: [{ path: { type: 'Exact', value: '/' } }, { path: { type: 'PathPrefix', value: '/page' } }],
    backendRefs: to('reporting'),
  };
  return [
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: named('tributary'),
      spec: {
        parentRefs: [{ name: 'tributary' }],
        rules: [...services.map(ofService), page],
      } satisfies IHTTPRoute['spec'],
    },
  ];
}
