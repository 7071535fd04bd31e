// From what was seen to findings; nothing is asked here.
import type { Finding } from './finding.ts';
import { runbooks } from './finding.ts';
import type { Reason, Seen, SeenService } from './seen.ts';

/** Beyond these, in seconds; they are those of the alerts. */
const OUTBOX_AGE = 30;
const LAG = 60;
const KEYS_AGE = 1800;
/** Whole seconds are told, and a request takes its time: less is no difference. */
const CLOCK_WARNING = 5;
const CLOCK_ERROR = 60;
/** Of the disk, free. */
const SHARE_WARNING = 0.1;
const SHARE_ERROR = 0.02;
/** However large the disk is. */
const BYTES_ENOUGH = 20 * 1024 ** 3;

/** Everything that is wrong, errors first. */
export function findingsOf(seen: Seen): readonly Finding[] {
  const all = [
    ...seen.services.flatMap(ofService),
    ...clocks(seen.services),
    ...versions(seen.services),
    ...issuer(seen),
    ...disk(seen),
    ...settings(seen),
  ];
  return [...all.filter(({ severity }) => severity === 'error'), ...all.filter(({ severity }) => severity !== 'error')];
}

function ofService(seen: SeenService): readonly Finding[] {
  return [...readiness(seen), ...delivery(seen), ...keysAge(seen), ...parked(seen)];
}

/** Reasons that pass by themselves. */
const passing = new Set(['STARTING', 'DRAINING', 'BUSY', 'FILLING']);

function readiness({ service, reasons, silence = '' }: SeenService): Finding[] {
  const about = { part: service, runbook: runbooks.silent } as const;
  if (reasons === undefined) {
    const means = 'Nothing of it is served, and what it should do for others waits.';
    return [{ ...about, severity: 'error', code: 'NO_ANSWER', what: `It does not answer (${silence}).`, means }];
  }
  return reasons.map(({ code, words }: Reason) => ({
    ...about,
    severity: passing.has(code) ? ('warning' as const) : ('error' as const),
    code,
    what: `It takes no requests: ${words}`,
    means:
      code === 'FILLING'
        ? 'A copy or read model is being filled; callers are answered 503 until it is.'
        : 'Callers are answered 503 with Retry-After.',
    ...(code === 'FILLING' && { runbook: runbooks.behind }),
  }));
}

function delivery({ service, gauges = new Map() }: SeenService): Finding[] {
  const about = { part: service, runbook: runbooks.behind } as const;
  const found: Finding[] = [];
  const value = (name: string): number => gauges.get(`tributary_${name}`) ?? 0;
  if (gauges.get('tributary_gauges_readable') === 0) {
    const means = 'Its database does not answer: nothing more is known of what it delivers.';
    return [
      {
        ...about,
        severity: 'error',
        code: 'DATABASE_AWAY',
        what: 'It cannot read its own numbers.',
        means,
        runbook: runbooks.silent,
      },
    ];
  }
  if (value('outbox_age_seconds') > OUTBOX_AGE) {
    const what = `Its outbox does not drain: the oldest fact waits for ${Math.round(value('outbox_age_seconds'))} s.`;
    const means = 'Facts are safe in their documents, and nobody else learns of them.';
    found.push({ ...about, severity: 'error', code: 'OUTBOX_STUCK', what, means });
  }
  if (gauges.get('tributary_relay_leader') === 0) {
    const what = 'None of its processes that was asked leads its relay.';
    const means = 'Unless another one leads, no fact reaches the journal, and none a read model.';
    found.push({ ...about, severity: 'error', code: 'NO_RELAY', what, means });
  }
  if (value('consumer_lag_seconds') > LAG) {
    const what = `Its copies or read models lag by ${Math.round(value('consumer_lag_seconds'))} s, ${value('consumer_lag_events')} events.`;
    const means = 'What it shows, or decides by, is older than it should be.';
    found.push({ ...about, severity: 'warning', code: 'LAGS', what, means });
  }
  return found;
}

function keysAge({ service, gauges }: SeenService): Finding[] {
  const age = gauges?.get('tributary_jwks_age_seconds') ?? 0;
  if (age <= KEYS_AGE) return [];
  const what = `It read the issuer's keys ${Math.round(age / 60)} minutes ago, and not since.`;
  const means = 'It holds on to them for an hour; after that it refuses every token.';
  return [{ part: service, severity: 'warning', code: 'KEYS_OLD', what, means, runbook: runbooks.silent }];
}

function parked({ service, parked: count = 0 }: SeenService): Finding[] {
  if (count === 0) return [];
  const what = `It has set aside ${count === 1 ? '1 aggregate' : `${count} aggregates`} whose events it could not apply.`;
  const means = 'What it shows of them stands still; everything else goes on.';
  return [{ part: service, severity: 'error', code: 'PARKED', what, means, runbook: runbooks.parked }];
}

function clocks(services: readonly SeenService[]): Finding[] {
  const told = services.flatMap(({ service, clock }) => (clock === undefined ? [] : [{ service, clock }]));
  const usual =
    told.map(({ clock }) => clock).sort((one, other) => one - other)[Math.floor((told.length - 1) / 2)] ?? 0;
  return told.flatMap(({ service, clock }) => {
    const off = Math.round(clock - usual);
    if (Math.abs(off) < CLOCK_WARNING) return [];
    const what = `Its clock is ${Math.abs(off)} s ${off > 0 ? 'ahead of' : 'behind'} those of the others.`;
    const means = 'Tokens are refused too early or taken too long, and what it lags by is told wrongly.';
    const severity = Math.abs(off) < CLOCK_ERROR ? 'warning' : 'error';
    return [{ part: service, severity, code: 'CLOCK_OFF', what, means, runbook: runbooks.order }];
  });
}

function versions(services: readonly SeenService[]): Finding[] {
  const told = services.flatMap(({ service, version }) => (version === undefined ? [] : [`${service} ${version}`]));
  if (new Set(told.map((one) => one.split(' ')[1])).size <= 1) return [];
  const what = `Services are of different versions: ${told.join(', ')}.`;
  const means = 'That is meant to be so while a release is rolled out, and not for longer.';
  return [{ part: 'installation', severity: 'warning', code: 'VERSIONS_DIFFER', what, means, runbook: runbooks.order }];
}

function issuer({ issuerFault }: Seen): Finding[] {
  if (issuerFault === undefined) return [];
  const means = 'Nobody gets a new token; those that were given hold until they expire, or the keys are an hour old.';
  return [
    { part: 'issuer', severity: 'error', code: 'ISSUER_AWAY', what: issuerFault, means, runbook: runbooks.silent },
  ];
}

function disk({ disk: of }: Seen): Finding[] {
  if (of === undefined || of.freeBytes >= BYTES_ENOUGH || of.freeBytes >= of.bytes * SHARE_WARNING) return [];
  const severity = of.freeBytes < of.bytes * SHARE_ERROR ? 'error' : 'warning';
  const what = `The disk of ${of.path} has ${Math.floor(of.freeBytes / 1024 ** 2)} MiB left of ${Math.floor(of.bytes / 1024 ** 2)}.`;
  const means = 'When it is full, commands are refused with STORAGE_FULL; reading goes on.';
  return [{ part: 'disk', severity, code: 'DISK_NEARLY_FULL', what, means, runbook: runbooks.disk }];
}

const settings = ({ forbidden }: Seen): Finding[] =>
  forbidden.map((what) => ({
    part: 'settings',
    severity: 'error',
    code: 'SETTING_REFUSED',
    what,
    means: 'A service with this setting does not start in production.',
    runbook: runbooks.order,
  }));
