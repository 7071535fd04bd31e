// Custom resources hold the schemas that their projects publish; every other object is of Kubernetes itself.
import { ExternalSecret } from '@kubernetes-models/external-secrets/external-secrets.io/v1beta1/ExternalSecret';
import { Gateway } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/Gateway';
import { HTTPRoute } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRoute';
import { ScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject';
import { PrometheusRule } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PrometheusRule';
import { ServiceMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/ServiceMonitor';
import { describe, expect, it } from 'vitest';
import { nameOf, objectsOf, overlays, type Thing } from './objects.ts';

type Model = new (object: never) => { validate(): void };

/** By kind; `external-secrets.io/v1` is what v1beta1 was, field by field. */
const models: Readonly<Record<string, Model>> = {
  ExternalSecret,
  Gateway,
  HTTPRoute,
  ScaledObject,
  PrometheusRule,
  ServiceMonitor,
};
const published = { 'external-secrets.io/v1': 'external-secrets.io/v1beta1' } as Readonly<Record<string, string>>;

/** Groups that every cluster has. */
const ofKubernetes = /^(v1|apps\/v1|batch\/v1|policy\/v1|autoscaling\/v2|networking\.k8s\.io\/v1)$/;

function faultOf(thing: Thing): string | undefined {
  const model = models[thing.kind];
  if (model === undefined)
    return ofKubernetes.test(thing.apiVersion) ? undefined : `${nameOf(thing)} has no schema here`;
  try {
    new model({ ...thing, apiVersion: published[thing.apiVersion] ?? thing.apiVersion } as never).validate();
    return undefined;
  } catch (error) {
    return `${nameOf(thing)}: ${error instanceof Error ? error.message : String(error)}`;
  }
}

describe('custom resources', () => {
  it.each(overlays)('of %s hold their published schemas', (overlay) => {
    expect(
      objectsOf(overlay)
        .map(faultOf)
        .filter((fault) => fault !== undefined),
    ).toEqual([]);
  });

  it('of production are of every kind that is known here', () => {
    const kinds = new Set(objectsOf('production').map(({ kind }) => kind));
    expect(Object.keys(models).filter((kind) => !kinds.has(kind))).toEqual([]);
  });

  it.each([
    ['ScaledObject', { scaleTargetRef: { name: 'registry-worker' }, maxReplicaCount: 'many', triggers: [] }],
    ['HTTPRoute', { rules: [{ backendRefs: [{ name: 'registry', port: 'http' }] }] }],
    ['ExternalSecret', { data: [{ secretKey: 'key' }] }],
  ])('a %s that breaks its schema is told', (kind, spec) => {
    const found = objectsOf('production').find((thing) => thing.kind === kind);
    expect(faultOf({ ...(found as Thing), spec })).toContain(`${kind} `);
  });
});
