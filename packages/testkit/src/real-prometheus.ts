// The real Prometheus for suites that want it: it reads processes of loopback each second, and keeps what it read for itself.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { freePort, startChild } from './child.ts';
import { until } from './until.ts';

/** A process whose metrics are read. */
export interface Scraped {
  /** host and port */
  readonly address: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** A running Prometheus. */
export interface RealPrometheus {
  /** The names of the alerts that fire now. */
  firing(): Promise<ReadonlySet<string>>;
  close(): Promise<void>;
}

/** Beside promtool, where that is named. */
const installed = (): string => {
  const { PROMTOOL: promtool } = process.env;
  return promtool === undefined ? 'prometheus' : join(dirname(promtool), 'prometheus');
};

const HEALTHY_WITHIN_MS = 30_000;

/** Starts Prometheus on a free port of loopback. @param rules a file of rules, as text */
export async function startRealPrometheus(
  rules: string,
  scraped: readonly Scraped[],
  binary = installed(),
): Promise<RealPrometheus> {
  const folder = await mkdtemp(join(tmpdir(), 'prometheus-'));
  const address = `127.0.0.1:${await freePort()}`;
  const config = {
    // a process that is about to say that its database is away takes some seconds for it
    global: { scrape_interval: '3s', scrape_timeout: '3s', evaluation_interval: '1s' },
    rule_files: ['rules.yaml'],
    scrape_configs: [
      {
        job_name: 'tributary',
        static_configs: scraped.map(({ address: target, labels }) => ({ targets: [target], labels })),
      },
    ],
  };
  await writeFile(join(folder, 'rules.yaml'), rules);
  await writeFile(join(folder, 'prometheus.yml'), JSON.stringify(config));
  const settings = {
    'config.file': join(folder, 'prometheus.yml'),
    'storage.tsdb.path': join(folder, 'data'),
    'web.listen-address': address,
  };
  const server = startChild(
    binary,
    Object.entries(settings).map(([name, value]) => `--${name}=${value}`),
    folder,
  );
  const close = async () => {
    await server.end();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await until(
      'Prometheus to be ready',
      async () => {
        if (!server.alive()) throw new Error(`${binary} ended: ${server.output()}`);
        return (await fetch(`http://${address}/-/ready`)).ok || undefined;
      },
      HEALTHY_WITHIN_MS,
    );
  } catch (error) {
    await close();
    throw error;
  }
  return {
    async firing() {
      const { data } = (await (await fetch(`http://${address}/api/v1/alerts`)).json()) as {
        data: { alerts: readonly { readonly state: string; readonly labels: { readonly alertname: string } }[] };
      };
      return new Set(data.alerts.filter(({ state }) => state === 'firing').map(({ labels }) => labels.alertname));
    },
    close,
  };
}
