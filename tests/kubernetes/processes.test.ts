// What a pod is told and how long it is given fit the process in it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServiceName, services } from '@tributary/contracts';
import { CLOSE_MS, readConfig, usualLimits } from '@tributary/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readGraph } from './graph.ts';
import { objectsOf, ofKind, overlays, type PodSpec, type Thing, type WorkloadSpec, workloads } from './objects.ts';

let secrets: string;
beforeAll(() => {
  secrets = mkdtempSync(join(tmpdir(), 'secrets-'));
  writeFileSync(join(secrets, 'client-secret'), 'a secret of sixteen and more');
  writeFileSync(join(secrets, 'page-client-secret'), 'another secret of sixteen');
  writeFileSync(join(secrets, 'vault-keys'), 'kek.1 …');
  writeFileSync(join(secrets, 'evidence-secret'), 'one more secret of sixteen');
  writeFileSync(join(secrets, 'installation-key'), Buffer.from(Array.from({ length: 32 }, (_, at) => at)));
});
afterAll(() => rmSync(secrets, { recursive: true }));

const settingsOf = (things: readonly Thing[]) =>
  ofKind(things, 'ConfigMap').find(({ metadata }) => metadata.name.startsWith('settings-'))?.data ?? {};

/** What Kubernetes would set for the container, secrets in files of this machine. */
function environmentOf(things: readonly Thing[], { containers }: PodSpec): Record<string, string> {
  const [{ env = [] } = { env: [] }] = containers;
  const told = env.map(({ name, value, valueFrom }) => {
    const known = value?.replace('/run/secrets/tributary', secrets);
    if (valueFrom?.secretKeyRef?.key === 'mongo-url') return [name, 'mongodb://tributary:secret@mongodb:27017'];
    return [name, known ?? (valueFrom?.secretKeyRef?.optional ? '' : 'registry-api-abc')];
  });
  return { ...settingsOf(things), ...Object.fromEntries(told) };
}

const podsOf = (things: readonly Thing[], service: ServiceName): readonly Thing<WorkloadSpec>[] =>
  workloads(things).filter(({ spec }) => spec.template.metadata.labels['app.kubernetes.io/name'] === service);

describe.each(overlays)('in %s', (overlay) => {
  const things = objectsOf(overlay);

  it.each(services)('every pod of %s starts with what it is told', (service) => {
    const pods = podsOf(things, service);
    expect(pods.map(({ metadata }) => metadata.name.replace(/-[\d.]+$/, '')).sort()).toEqual(
      ['api', 'prepare', 'worker'].map((what) => `${service}-${what}`),
    );
    for (const { spec } of pods) {
      const config = readConfig(service, environmentOf(things, spec.template.spec));
      expect(config.trustedProxies).toContain('uniquelocal');
      expect([...config.peers.keys()]).toEqual([...services]);
      const { evidence, evidenceKeyId, evidenceSecret } = config;
      const isTold = [evidence, evidenceKeyId, evidenceSecret].map((one) => one !== undefined);
      expect([service, ...isTold]).toEqual([service, ...isTold.map(() => service === 'initiatives')]);
      for (const [peer, address] of config.peers) expect(address).toBe(`http://${peer}-internal:8090`);
    }
  });

  it('each port that a process listens on is one that its pod shows', () => {
    const { PORT, INTERNAL_PORT } = settingsOf(things);
    for (const { spec } of services.flatMap((service) => podsOf(things, service))) {
      const shown = spec.template.spec.containers[0]?.ports?.map(
        ({ name, containerPort }) => `${name} ${containerPort}`,
      );
      expect(shown).toEqual([`http ${PORT}`, `internal ${INTERNAL_PORT}`]);
    }
  });

  it('every pod is given longer than it takes to end', () => {
    for (const { metadata, spec } of services.flatMap((service) => podsOf(things, service))) {
      const { terminationGracePeriodSeconds: grace = 30, containers } = spec.template.spec;
      const waits = containers[0]?.lifecycle?.preStop?.sleep?.seconds ?? 0;
      expect([metadata.name, grace - waits - CLOSE_MS / 1000]).toEqual([
        metadata.name,
        expect.toSatisfy((left) => left > 5),
      ]);
      expect(CLOSE_MS).toBeGreaterThan(usualLimits.drainMs + usualLimits.closeMs);
      const serves = spec.template.metadata.labels['app.kubernetes.io/component'] === 'api';
      expect([metadata.name, waits >= 5]).toEqual([metadata.name, serves]);
    }
  });

  it('an owner is reached by those who read it while its own copies are filled', () => {
    const internal = ofKind<{ readonly publishNotReadyAddresses?: boolean }>(things, 'Service').filter(({ metadata }) =>
      metadata.name.endsWith('-internal'),
    );
    expect(internal.map(({ spec }) => spec.publishNotReadyAddresses)).toEqual(services.map(() => true));
    const open = ofKind<{ readonly publishNotReadyAddresses?: boolean }>(things, 'Service').filter(({ metadata }) =>
      services.some((service) => service === metadata.name),
    );
    expect(open.map(({ spec }) => spec.publishNotReadyAddresses)).toEqual(services.map(() => undefined));
  });
});

describe('the scaling of workers', () => {
  it('looks at the groups that the services consume in, and at no others', async () => {
    const graph = await readGraph();
    const scaled = ofKind<{ readonly triggers: readonly { readonly metadata: { readonly consumerGroup: string } }[] }>(
      objectsOf('production'),
      'ScaledObject',
    ).flatMap(({ spec }) => spec.triggers.map(({ metadata }) => metadata.consumerGroup));
    const consumed = services.flatMap((service) => graph[service].map(({ group }) => group));
    expect([...new Set(scaled)].sort()).toEqual([...consumed].sort());
  });

  it('asks the brokers that the services are told', () => {
    const { KAFKA_BROKERS } = settingsOf(objectsOf('production'));
    const asked = JSON.stringify(ofKind(objectsOf('production'), 'ScaledObject')).match(/"bootstrapServers":"[^"]+"/g);
    expect([...new Set(asked)]).toEqual([`"bootstrapServers":"${KAFKA_BROKERS}"`]);
  });
});
