// What operators do and look at, on a running platform: the commands of every runbook in their order, and the metrics
// that alerts and dashboards name.
import { execFile, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type ServiceName, services } from '@tributary/contracts';
import { type Embedded, startEmbedded } from '@tributary/embedded';
import { portOffsets } from '@tributary/launcher/process-table';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mend, poison } from '../faults/poison.ts';
import { expectStatus, tokenOf, untilVisible } from '../journeys/steps.ts';
import { Api } from '../platform/api.ts';
import { initiative } from '../platform/sample.ts';
import { root, startTributary, type Tributary } from '../platform/tributary.ts';
import { eventually } from '../platform/wait.ts';
import { emergencyUsed } from './emergency.ts';
import { metricsIn, metricsOn } from './expressions.ts';
import { alerts, dashboards, runbooks } from './files.ts';
import { notRunIn, patternOf, type Step, stepsOf } from './runbook.ts';
import { transferAsked } from './transfer-asked.ts';

const cli = join(root, 'packages/client/bin/tributary.mjs');

let tributary: Tributary;
let mongo: mongoose.Connection;
let id: string;
/** where a backup lies, and what is restored from it */
let home: string;
let restored: Tributary | undefined;
const held = () => join(home, 'held.tar.gz');
/** a folder on which nothing runs, and the servers that take its databases */
const stopped = () => join(home, 'stopped');
let taken: Embedded | undefined;
/** somebody who is in a backup, and is erased after it */
let person: { readonly id: string; readonly email: string };
/** an emergency access that was used */
let access: string;
/** a record that is to move, by its transfer */
let transfer: string;
/** a token of before */
let revoked: string;
let exposed: ReadonlySet<string>;

const internalOf = (service: ServiceName) => `http://127.0.0.1:${tributary.port + portOffsets[`${service}Internal`]}`;
const metricsOf = async (service: ServiceName) => (await fetch(`${internalOf(service)}/metrics`)).text();

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'operations-'));
  tributary = await startTributary();
  revoked = (await tributary.api('analyst', 'MLOC')).token;
  const officer = await tributary.api('officer', 'MLOC');
  const created = expectStatus(await officer.post('/initiatives/v1/initiatives', initiative), 201);
  id = created.json<{ id: string }>().id;
  await untilVisible(tributary, [tokenOf(created)]);
  mongo = await mongoose.createConnection(`mongodb://127.0.0.1:${tributary.port + portOffsets.mongo}`).asPromise();
  exposed = metricsOn((await Promise.all(services.map(metricsOf))).join('\n'));
});

afterAll(async () => {
  await mongo?.close();
  await restored?.stop();
  await taken?.close();
  await tributary?.remove();
  await rm(home, { recursive: true, force: true });
});

/** What the commands print, run in the checkout against this platform; how they end is not looked at. */
async function said({ commands }: Step): Promise<string> {
  const here = commands.replace(/npx --no tributary (.*)$/gm, (_all, asked: string) =>
    /--data|--url|^restore/.test(asked) ? `"$NODE" "$CLI" ${asked}` : `"$NODE" "$CLI" ${asked} --data "$DATA"`,
  );
  const env = {
    PATH: process.env['PATH'],
    NODE: process.execPath,
    CLI: cli,
    DATA: tributary.folder,
    TRIBUTARY: tributary.address,
    SAVED: join(home, 'saved.tar.gz'),
    RESTORED: join(home, '.tributary', 'own'),
    HELD: held(),
    STOPPED: stopped(),
    MONGO: taken?.mongoUrl,
    HANDED: home,
    RESTORED_AT: restored?.address,
    REGISTRAR_THERE: restored && (await restored.api('registrar', 'MFOR')).token,
    PERSON: person?.id,
    ERASED: person?.id,
    ACCESS: access,
    TRANSFER: transfer,
    EMAIL: person?.email,
    REGISTRAR: (await tributary.api('registrar', 'MFOR')).token,
    REVOKED: revoked,
    PRIVACY: (await tributary.api('privacy', 'MFOR')).token,
    FINANCE: (await tributary.api('finance', 'MFIN')).token,
    OFFICER: (await tributary.api('officer', 'MLOC')).token,
    OPERATOR: (await tributary.api('operator', 'MPLA')).token,
    REGISTRY_INTERNAL: internalOf('registry'),
    REPORTING_INTERNAL: internalOf('reporting'),
    INITIATIVES_INTERNAL: internalOf('initiatives'),
  };
  return new Promise((resolve) => {
    execFile('bash', ['-c', here], { cwd: root, env }, (_error, stdout) => resolve(stdout.trim()));
  });
}

const registryDatabase = () => mongo.useDb('tributary_registry');

/** Lets a job of the registry begin now, which would begin by itself. */
const beginNow = (job: string) =>
  registryDatabase()
    .collection('jobs')
    .updateOne({ _id: `${job}:` } as never, { $set: { dueAt: new Date(0) } });

/** Enters somebody whom no other runbook has. */
async function enterPerson(): Promise<void> {
  const email = `${randomUUID()}@example.org`;
  const body = {
    names: [{ given: 'Amina', family: 'Torvald' }],
    emails: [email],
    sex: 'female',
    residence: { country: 'FR' },
    channel: 'counter',
    contactable: true,
  };
  const registrar = await tributary.api('registrar', 'MFOR');
  const entered = expectStatus(await registrar.post('/registry/v1/persons', body), 201);
  person = { id: entered.json<{ id: string }>().id, email };
}

/** What happens to the platform before the commands of a section. */
const before: Readonly<Record<string, Readonly<Record<string, () => Promise<unknown>>>>> = {
  'redrive-a-parked-aggregate.md': {
    Check: async () => {
      expect(await poison(mongo, id)).toBe(true);
      await eventually('the poison to be set aside', async () =>
        /^tributary_parked_aggregates 1$/m.test(await metricsOf('reporting')) ? true : undefined,
      );
    },
    Mend: () => mend(mongo, id),
  },
  'revoke-a-ministry.md': {
    // the launcher starts it again, and it reads the keys anew
    Proof: async () => {
      process.kill(tributary.pid('reporting') ?? 0, 'SIGKILL');
      await eventually('reporting to be back', async () =>
        tributary.output().includes('reporting is back') ? true : undefined,
      );
    },
  },
  'rotate-the-signing-key.md': {
    // A service asks for a key that it does not know at most every five seconds.
    Proof: async () => {
      const { token } = await tributary.api('analyst', 'MPLA');
      for (const path of services.map(
        (service) => `/${service}/v1/${service === 'reporting' ? 'freshness' : 'changes'}`,
      )) {
        await eventually(`the new key at ${path}`, async () =>
          (await new Api(tributary.address, token).get(path)).status === 200 ? true : undefined,
        );
      }
    },
  },
  'move-to-mongodb-and-kafka.md': {
    Mend: async () => {
      await promisify(execFile)(process.execPath, [cli, 'restore', held(), stopped()]);
      taken = await startEmbedded({ folder: join(home, 'taken'), mongoPort: 0, kafkaPort: 0 });
    },
  },
  'a-token-is-leaked.md': { Check: enterPerson },
  'a-vault-key-is-lost.md': { Check: enterPerson },
  'erase-a-person.md': { Check: enterPerson },
  'rotate-the-vault-keys.md': {
    Check: enterPerson,
    // the launcher starts it again, and it reads the keys anew
    Proof: async () => {
      process.kill(tributary.pid('registry') ?? 0, 'SIGKILL');
      await eventually('registry to be back', async () =>
        tributary.output().includes('registry is back') ? true : undefined,
      );
      await beginNow('vault.keys');
      await eventually('the keys to be gone through', async () =>
        /^tributary_vault_keys_old /m.test(await metricsOf('registry')) ? true : undefined,
      );
    },
  },
  'an-emergency-access-is-declared.md': {
    Check: async () => {
      await enterPerson();
      access = await emergencyUsed(tributary, person.id);
      await beginNow('emergency-accesses.following');
      await eventually('the access to be counted', async () =>
        /^tributary_emergency_accesses_open [1-9]/m.test(await metricsOf('registry')) ? true : undefined,
      );
    },
  },
  'records-wait-to-move.md': {
    Check: async () => {
      transfer = await transferAsked(tributary);
    },
  },
  'verify-the-audit-chain.md': {
    // somebody was looked at, and what is signed each minute is signed now
    Check: async () => {
      await enterPerson();
      const registrar = await tributary.api('registrar', 'MFOR');
      expectStatus(await registrar.get(`/registry/v1/persons/${person.id}?purpose=SERVICE`), 200);
      for (const job of ['audit.checkpoints', 'audit.verify', 'audit.look']) await beginNow(job);
      await eventually('a checkpoint', async () =>
        (await registryDatabase().collection('audit_checkpoints').countDocuments()) > 0 &&
        /^tributary_audit_mismatches /m.test(await metricsOf('registry'))
          ? true
          : undefined,
      );
    },
  },
  'restore-from-a-backup.md': {
    Check: enterPerson,
    Mend: async () => {
      const privacy = await tributary.api('privacy', 'MFOR');
      expectStatus(await privacy.post(`/registry/v1/persons/${person.id}/erasure`, { reasonCode: 'ASKED_FOR' }), 200);
    },
    Proof: async () => {
      restored = await startTributary({ home });
    },
  },
};

describe('a runbook', () => {
  it.each([...runbooks()].sort())(
    '%s leads from symptoms to proof, and its commands say what it says',
    async (file) => {
      const steps = stepsOf(file);
      expect(steps.map(({ section }) => section)).toEqual(expect.arrayContaining(['Check', 'Proof']));
      let section = '';
      for (const step of steps) {
        if (step.section !== section) await before[file]?.[step.section]?.();
        section = step.section;
        expect([step.commands, await said(step)]).toEqual([step.commands, expect.stringMatching(patternOf(step))]);
      }
    },
  );
});

it('the commands of runbooks that are not run here are of a form that a shell takes', () => {
  const blocks = runbooks().flatMap((file) => notRunIn(file).map((commands) => ({ file, commands })));
  expect(blocks.length).toBeGreaterThan(0);
  for (const { file, commands } of blocks) {
    const { status, stderr } = spawnSync('bash', ['-n', '-c', commands], { encoding: 'utf8' });
    expect({ file, status, stderr }).toEqual({ file, status: 0, stderr: '' });
  }
});

describe('what alerts and dashboards look at', () => {
  /** Prometheus' own. */
  const always = ['up'];
  const unknown = (expression: string) =>
    metricsIn(expression).filter((name) => !exposed.has(name) && !always.includes(name));

  it.each(alerts().map(({ alert, expr }) => [alert, expr] as const))(
    'the alert %s is exposed',
    (_alert, expression) => {
      expect(unknown(expression)).toEqual([]);
    },
  );

  it.each(dashboards().flatMap(({ title, panels }) => panels.map((panel) => [title, panel] as const)))(
    '%s: $title is exposed',
    (_title, { targets = [] }) => {
      expect(targets.length).toBeGreaterThan(0);
      expect(targets.flatMap(({ expr }) => unknown(expr))).toEqual([]);
    },
  );

  it('leaves no measure of eventing out of the dashboards', () => {
    const shown = new Set(
      dashboards().flatMap(({ panels }) =>
        panels.flatMap(({ targets = [] }) => targets.flatMap(({ expr }) => metricsIn(expr))),
      ),
    );
    const measures = [...exposed].filter((name) => name.startsWith('tributary_') && !/_(bucket|sum|count)$/.test(name));
    expect(measures.filter((name) => !shown.has(name))).toEqual([]);
  });

  it('would tell of a metric that nothing exposes', () => {
    expect(unknown('max by (service) (tributary_outbox_agez_seconds) > 1')).toEqual(['tributary_outbox_agez_seconds']);
  });
});
