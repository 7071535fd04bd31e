// The reporting service on an installation of its own, with owners of the facts that it folds.
import type { ServiceName } from '@tributary/contracts';
import { naturalId } from '@tributary/eventing';
import type { Overrides, ServiceConfig } from '@tributary/service-kit';
import { type FakePublisher, fakePublisherOf } from '@tributary/service-kit/testing';
import {
  type Client,
  type Installation,
  type Startable,
  startInstallation,
  until,
  untilReady,
} from '@tributary/testkit';
import { compose } from '../../src/service.ts';
import type { Told } from '../reports/history.ts';

export interface Harness {
  readonly installation: Installation;
  readonly reporting: Client;
  /** States facts and waits until reporting knows them. @returns tokens of the last facts of each aggregate */
  publish(...history: readonly Told[]): Promise<readonly string[]>;
  /** Ends an owner: its facts stay, and it tells nothing any more. */
  end(service: 'strategy' | 'initiatives'): Promise<void>;
  /** Another reporting process on the same database. */
  another(changed: Partial<ServiceConfig>): Promise<Client>;
}

export const analyst = 'analyst@MFIN';

/** The id of an initiative by its name. */
export const idOf = (name: string): string => naturalId(`initiative ${name}`);

/**
 * @param changed what a service is told otherwise than an installation tells it
 * @param composed reporting, where it is not composed as usual
 */
export async function startHarness(
  overrides: Overrides = {},
  changed: (installation: Installation, service: ServiceName) => Partial<ServiceConfig> = () => ({}),
  composed = compose,
): Promise<Harness> {
  const installation = await startInstallation();
  const owners: Readonly<Record<string, FakePublisher>> = {
    strategy: fakePublisherOf('strategy', [
      'plan',
      'plan-node',
      'kpi',
      'alignment',
      'kpi-contribution',
      'roadmap-step',
      'crosswalk',
    ]),
    initiatives: fakePublisherOf('initiatives', ['initiative', 'programme', 'call', 'application', 'award'], 'MLOC'),
    partnerships: fakePublisherOf('partnerships', ['partner', 'agreement', 'commitment'], 'MFIN'),
    registry: fakePublisherOf('registry', ['person', 'stock-estimate'], 'MFOR'),
  };
  const running = new Map<string, Startable>();
  for (const [service, owner] of Object.entries(owners)) {
    await installation.start(service as ServiceName, async (config) => {
      const composed = await owner.compose({ ...config, ...changed(installation, service as ServiceName) });
      running.set(service, composed);
      return composed;
    });
  }
  const usual: Overrides = { checkReplies: true, limits: { drainMs: 0 }, ...overrides };
  const reporting = await installation.start('reporting', (config) =>
    composed({ ...config, ...changed(installation, 'reporting') }, usual),
  );
  await untilReady(reporting);
  const names = new Map(['a', 'b', 'c', 'd'].map((name) => [idOf(name), `initiative ${name}`]));

  async function publish(...history: readonly Told[]): Promise<readonly string[]> {
    const tokens = new Map<string, string>();
    for (const { id, fact } of history) {
      const [service = '', aggregate = ''] = fact.type.split('.');
      const told = await owners[service]?.publish(aggregate, names.get(id) ?? id, fact);
      if (told !== undefined) tokens.set(told.id, told.token);
    }
    const all = [...tokens.values()];
    for (let at = 0; at < all.length; at += 8) {
      const headers = { 'consistency-token': all.slice(at, at + 8).join(',') };
      await until('reporting to know these facts', async () => {
        const { status, text } = await reporting.get('/v1/freshness', { as: analyst, headers });
        if (status !== 200 && status !== 503) throw new Error(text);
        return status === 200 || undefined;
      });
    }
    return all;
  }

  return {
    installation,
    reporting,
    publish,
    end: async (service) => running.get(service)?.close(),
    another: (more) =>
      installation.start('reporting', (config) =>
        composed({ ...config, ...changed(installation, 'reporting'), instance: 'reporting-1', ...more }, usual),
      ),
  };
}
