// The single-node overlay on a real cluster, with the embedded servers in the place of MongoDB, Kafka and the issuer.
// The cluster is the one of KUBECONFIG; its nodes have the images. That NetworkPolicies are taken is seen here; that
// they are enforced is the work of a network plugin, and is not.
import { services } from '@tributary/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../platform/wait.ts';
import { type Cluster, NAMESPACE, startPilot, stopFile } from './cluster.ts';
import { kubectl, kubectlWith } from './kubectl.ts';
import { ofKind } from './objects.ts';

/** Requests in a second, while services are replaced. */
const RATE = Number(process.env['LOAD_RATE'] ?? 40);
/** Requests over all of that, at the least; none unless told: it ends with the last rollout. */
const REQUESTS = Number(process.env['LOAD_REQUESTS'] ?? 0);

interface Pod {
  readonly metadata: { readonly name: string; readonly deletionTimestamp?: string };
  readonly spec: { readonly nodeName: string };
  readonly status: {
    readonly phase: string;
    readonly containerStatuses?: readonly {
      readonly ready: boolean;
      readonly restartCount: number;
      readonly lastState: { readonly terminated?: { readonly reason: string } };
    }[];
  };
}

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startPilot();
  await cluster.untilReady();
}, 600_000);
afterAll(() => cluster?.remove());

async function podsOf(name: string, component: string): Promise<readonly Pod[]> {
  const labels = `app.kubernetes.io/name=${name},app.kubernetes.io/component=${component}`;
  const { items } = JSON.parse(await cluster.run('get', 'pods', '-l', labels, '-o', 'json')) as { items: Pod[] };
  return items.filter(({ metadata, status }) => metadata.deletionTimestamp === undefined && status.phase === 'Running');
}

/** A pod that runs; a Deployment is told of an eviction a moment after it, so one that is replaced is waited for. */
const podOf = (name: string, component: string): Promise<Pod> =>
  eventually(`a ${component} of ${name} that runs`, async () => (await podsOf(name, component))[0], {
    timeoutMs: 60_000,
  });

const evict = (name: string) =>
  kubectlWith(
    JSON.stringify({ apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace: NAMESPACE } }),
    'create',
    '--raw',
    `/api/v1/namespaces/${NAMESPACE}/pods/${name}/eviction`,
    '-f',
    '-',
  );

const verified = () => cluster.inside<{ facts: number; wrong: string[] }>('verify');

/** Asks until the read models are where the journals are. */
const untilClean = () =>
  eventually('a clean verification', async () => ((await verified()).wrong.length === 0 ? true : undefined), {
    timeoutMs: 60_000,
  });

describe('the single-node overlay on a cluster', () => {
  it('has every pod ready in a restricted namespace, and every Job done', async () => {
    const jobs = ofKind(cluster.things, 'Job').map(({ metadata }) => `job/${metadata.name}`);
    expect(jobs).toHaveLength(services.length);
    await cluster.run('wait', '--for=condition=complete', '--timeout=120s', ...jobs);
    const root = ['run', 'root', '--image=tributary/front-door:0.1.0', '--image-pull-policy=Never'];
    await expect(cluster.run(...root)).rejects.toThrow('violates PodSecurity "restricted');
  });

  it('leads from a plan to the report through the Service of the front door', async () => {
    expect(await cluster.inside('journey')).toMatchObject({ liveInitiatives: 1 });
  });

  it('keeps the ledger of erasures on a volume that all pods of the registry share', async () => {
    const program = "process.stdout.write(fs.readFileSync('/var/lib/tributary/erasures/ledger.json', 'utf8'))";
    const read = (role: string) => cluster.run('exec', `deploy/registry-${role}`, '--', 'node', '-e', program);
    const [api, worker] = await Promise.all([read('api'), read('worker')]);
    expect(JSON.parse(api)).toEqual({ id: expect.any(String) });
    expect(worker).toBe(api);
  });

  it('makes indexes and topics again, beside the processes that run, and changes nothing', async () => {
    const again = ofKind(cluster.things, 'Job').map((job) => ({
      ...job,
      metadata: { name: `${job.metadata.name}-again`, namespace: NAMESPACE },
    }));
    await kubectlWith(again.map((job) => JSON.stringify(job)).join('\n---\n'), 'create', '-f', '-');
    const names = again.map(({ metadata }) => `job/${metadata.name}`);
    await cluster.run('wait', '--for=condition=complete', '--timeout=180s', ...names);
    await untilClean();
  });

  it('loses no request while each service, and the front door, is replaced and taken back', async () => {
    const stop = stopFile();
    const load = cluster.inside<{ sent: number; created: number; lost: Record<string, number> }>(
      'load',
      String(RATE),
      stop,
    );
    const names = [...services.map((service) => `${service}-api`), 'front-door'];
    // a twentieth more than that many, for what a rate loses to its timer
    const paceMs = (1_050 * REQUESTS) / RATE / (2 * names.length);
    let rollouts = 0;
    const roll = async (...asked: readonly string[]) => {
      const [what = ''] = asked.slice(-1);
      const paced = new Promise((resolve) => setTimeout(resolve, paceMs));
      await cluster.run('rollout', ...asked);
      await cluster.run('rollout', 'status', what, '--timeout=180s');
      await paced;
      rollouts += 1;
    };
    try {
      for (const name of names) {
        await roll('restart', `deploy/${name}`);
        await roll('undo', `deploy/${name}`);
      }
    } finally {
      await cluster.tellToStop(stop);
    }
    const { sent, created, lost } = await load;
    process.stdout.write(`  ${sent} requests, ${created} of them writes, over ${rollouts} rollouts\n`);
    expect(lost).toEqual({});
    expect(sent).toBeGreaterThanOrEqual(REQUESTS);
    expect(rollouts).toBeGreaterThanOrEqual(10);
    expect(created).toBeGreaterThan(sent / 3);
    await untilClean();
  }, 1_800_000);

  it('keeps everything when a worker is evicted, and a service and a worker are killed for their memory', async () => {
    const stop = stopFile();
    const writing = cluster.inside<{ acknowledged: number; refused: unknown[]; missing: string[] }>('writing', stop);
    try {
      const { metadata } = await podOf('initiatives', 'worker');
      expect(await evict(metadata.name)).toContain('"status":"Success"');
      expect((await podOf('initiatives', 'worker')).metadata.name).not.toBe(metadata.name);
      await cluster.run('rollout', 'status', 'deploy/initiatives-worker', '--timeout=120s');
      await outOfMemory('initiatives', 'api');
      await outOfMemory('reporting', 'worker');
      await cluster.untilReady();
    } finally {
      await cluster.tellToStop(stop);
    }
    const { acknowledged, refused, missing } = await writing;
    process.stdout.write(`  ${acknowledged} commands acknowledged meanwhile\n`);
    expect(acknowledged).toBeGreaterThan(10);
    expect([refused, missing]).toEqual([[], []]);
    await untilClean();
  }, 600_000);

  it('stops a drain where nobody would serve any more, and is whole again when the node is', async () => {
    const pod = await podOf('strategy', 'api');
    await expect(evict(pod.metadata.name)).rejects.toThrow('disruption budget');
    const { nodeName } = pod.spec;
    const only = ['--pod-selector', 'app.kubernetes.io/component in (api, worker)', '--delete-emptydir-data'];
    try {
      const draining = kubectl('drain', nodeName, '--ignore-daemonsets', '--timeout=30s', ...only);
      await expect(draining).rejects.toThrow('disruption budget');
      const left = await Promise.all(services.map((service) => podsOf(service, 'api')));
      expect(left.map((pods) => pods.length)).toEqual(services.map(() => 1));
      await cluster.inside('reads');
    } finally {
      await kubectl('uncordon', nodeName);
    }
    await cluster.untilReady();
    await untilClean();
  }, 600_000);
});

/** Takes memory beside the process of a pod, in portions smaller than it, until the kernel ends the largest: that process. */
async function outOfMemory(name: string, component: string): Promise<void> {
  const { metadata } = await podOf(name, component);
  const greedy =
    'const held = []; for (let n = 0; n < 4; n += 1) held.push(Buffer.alloc(8 << 20, 1)); setTimeout(() => 0, 20000)';
  const seen = async () => JSON.parse(await cluster.run('get', 'pod', metadata.name, '-o', 'json')) as Pod;
  const many = Array.from({ length: 16 }, () =>
    cluster.run('exec', metadata.name, '--', 'node', '-e', greedy).catch(() => ''),
  );
  await eventually(
    `${metadata.name} to be killed`,
    async () => {
      const [status] = (await seen()).status.containerStatuses ?? [];
      return (status?.restartCount ?? 0) > 0 ? status : undefined;
    },
    { timeoutMs: 60_000 },
  );
  await Promise.all(many);
  const [status] = (await seen()).status.containerStatuses ?? [];
  expect(status?.lastState.terminated?.reason).toBe('OOMKilled');
}
