// `tributary doctor`: what is wrong with an installation, how bad it is, what it means, and what to do about it.
import { readFileSync, statfsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parseEnv } from 'node:util';
import { services } from '@tributary/contracts';
import { operatorSentence, readRun } from '@tributary/embedded';
import { ConfigError, readConfig } from '@tributary/service-kit';
import { CommandError, data, defineCommand } from '../command.ts';
import type { Finding } from '../doctor/finding.ts';
import { issuerFaultOf, lookAt, type Site } from '../doctor/look.ts';
import { findingsOf } from '../doctor/rules.ts';
import type { Seen, SeenService } from '../doctor/seen.ts';
import { chooseFolder } from '../folder.ts';
import { tokenFor } from '../token-for.ts';

interface Installation {
  readonly sites: readonly Site[];
  readonly token?: string | undefined;
  readonly folder?: string | undefined;
}

/** The installation that runs on a data folder, with its internal ports. */
async function onFolder(named: string | undefined): Promise<Installation> {
  const folder = await chooseFolder(named);
  const { ports } = await readRun(folder);
  const token = await tokenFor(folder, { role: 'operator', ministry: 'OPERATOR', name: 'tributary doctor' });
  const at = (port: number | undefined) => `http://127.0.0.1:${port}`;
  const sites = services.map((service) => ({
    service,
    address: at(ports[service]),
    internal: at(ports[`${service}Internal`]),
    token,
  }));
  return { sites, token, folder };
}

/** The installation behind a front door. */
function behind(url: string, token: string | undefined): Installation {
  if (!URL.canParse(url))
    throw new CommandError(`--url is "${url}": it must be an address such as https://example.org.`, 2);
  const door = url.replace(/\/$/, '');
  return { sites: services.map((service) => ({ service, address: `${door}/${service}`, token })), token };
}

/** A relay that was just left is led again after this, and then it is not told of. */
const LED_AGAIN_MS = 6_000;

async function lookTwice(site: Site): Promise<SeenService> {
  const first = await lookAt(site);
  if (first.gauges?.get('tributary_relay_leader') !== 0) return first;
  await pause(LED_AGAIN_MS);
  return lookAt(site);
}

/** What production refuses of a file of settings, one sentence each. */
function forbiddenIn(file: string | undefined): readonly string[] {
  if (file === undefined) return [];
  let settings: Readonly<Record<string, string | undefined>>;
  try {
    settings = parseEnv(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CommandError(operatorSentence(error) ?? `${file} cannot be read.`, 2);
  }
  const service = services.find((one) => one === settings['TRIBUTARY_SERVICE']) ?? 'registry';
  try {
    readConfig(service, { ...settings, TRIBUTARY_MODE: 'production' });
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

function diskOf(folder: string | undefined): Seen['disk'] {
  if (folder === undefined) return undefined;
  const { bavail, blocks, bsize } = statfsSync(folder);
  return { path: folder, freeBytes: bavail * bsize, bytes: blocks * bsize };
}

/** What this look could not reach, so that nobody takes silence for health. */
function unseen({ services: all }: Seen, { token }: Installation): readonly string[] {
  return [
    ...(all.every(({ gauges }) => gauges === undefined)
      ? ['outbox, relay, lag and age of keys: they are told on the internal ports alone']
      : []),
    ...(token === undefined ? ['what is set aside, and the issuer: that needs the --token of an operator'] : []),
    ...(token !== undefined && all.some(({ reasons, parked }) => reasons !== undefined && parked === undefined)
      ? ['what is set aside: the token is not taken or not of an operator, or a service is too busy to say']
      : []),
  ];
}

const tell = (findings: readonly Finding[]): string =>
  findings
    .map(({ severity, part, code, what, means, runbook }) =>
      [`${severity}: ${part} ${code}: ${what}`, `  ${means}`, `  See ${runbook}.`, ''].join('\n'),
    )
    .join('');

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

export const doctor = defineCommand(
  'doctor',
  'look at an installation and say what is wrong, what it means and what to do: 0 nothing, 1 warnings, 2 errors or it could not look',
  {
    url: { value: 'URL', meaning: 'the address of an installation; else the one that runs on the data folder' },
    token: { value: 'TOKEN', meaning: 'with --url: an access token with the role operator' },
    settings: { value: 'FILE', meaning: 'settings of a service, a NAME=VALUE a line, held against production' },
    json: { meaning: 'all of it as one object of JSON' },
    data,
  },
  async ({ url, token, settings, json, data: named }) => {
    const forbidden = forbiddenIn(settings);
    const installation = url === undefined ? await onFolder(named) : behind(url, token);
    const seen: Seen = {
      services: await Promise.all(installation.sites.map(lookTwice)),
      issuerFault: installation.token === undefined ? undefined : await issuerFaultOf(installation.token),
      disk: diskOf(installation.folder),
      forbidden,
    };
    const findings = findingsOf(seen);
    const notLookedAt = unseen(seen, installation);
    const errors = findings.filter(({ severity }) => severity === 'error').length;
    const warnings = findings.length - errors;
    if (json) process.stdout.write(`${JSON.stringify({ errors, warnings, findings, notLookedAt })}\n`);
    else {
      process.stdout.write(tell(findings));
      for (const what of notLookedAt) process.stdout.write(`not looked at: ${what}.\n`);
      process.stdout.write(`${counted(errors, 'error')}, ${counted(warnings, 'warning')}.\n`);
    }
    if (errors > 0) return 2;
    return warnings > 0 ? 1 : 0;
  },
);
