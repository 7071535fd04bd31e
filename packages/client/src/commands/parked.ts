// `tributary parked`: what services have set aside, and how an operator has it applied again.
import { type ServiceName, services } from '@tributary/contracts';
import { readRun } from '@tributary/embedded';
import { CommandError, data, defineCommand } from '../command.ts';
import { chooseFolder } from '../folder.ts';
import { tokenFor } from '../token-for.ts';

interface Parked {
  readonly group: string;
  readonly source: string;
  readonly aggregate: string;
  readonly fromSeq: number;
  readonly error: string;
}

interface Place {
  readonly service: ServiceName;
  readonly address: string;
  readonly token: string;
}

/** Asks a service. @returns undefined where it consumes nothing, so that it has no such address */
async function ask<Body>({ service, address, token }: Place, path: string, method = 'GET'): Promise<Body | undefined> {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(address + path, { method, headers }).catch(() => {
    throw new CommandError(`${service} does not answer at ${address}: is the platform running?`, 2);
  });
  if (answer.status === 404) return undefined;
  if (answer.ok) return (await answer.json()) as Body;
  throw new CommandError(`${service} answered ${answer.status}: ${await answer.text()}`, 2);
}

async function parkedOf(place: Place): Promise<Parked[]> {
  const found: Parked[] = [];
  for (let after = ''; ; ) {
    const page = await ask<{ items: Parked[]; next: string | null }>(place, `/v1/parked?limit=200${after}`);
    found.push(...(page?.items ?? []));
    if (page === undefined || page.next === null) return found;
    after = `&after=${encodeURIComponent(page.next)}`;
  }
}

/** What a re-drive came to, as one line ends. */
async function redrive(place: Place, { group, aggregate }: Parked): Promise<string> {
  const path = `/v1/parked/${encodeURIComponent(group)}/${encodeURIComponent(aggregate)}/redrive`;
  return (await ask<{ state: string }>(place, path, 'POST'))?.state ?? 'applied';
}

function placesOf(named: string | undefined): readonly ServiceName[] {
  if (named === undefined) return services;
  const service = services.find((known) => known === named);
  if (service === undefined) throw new CommandError(`--service is one of ${services.join(', ')}.`, 2);
  return [service];
}

export const parked = defineCommand(
  'parked',
  'list the aggregates that services have set aside, or apply them again: 0 none is left, 1 some are',
  {
    service: { value: 'SERVICE', meaning: `one of ${services.join(', ')}; else all` },
    aggregate: { value: 'ID', meaning: 'one aggregate; else all' },
    data,
  },
  async ({ service: named, aggregate, data: folderNamed }, action) => {
    const folder = await chooseFolder(folderNamed);
    const { ports } = await readRun(folder);
    const token = await tokenFor(folder, { role: 'operator', ministry: 'OPERATOR', name: 'tributary parked' });
    let left = 0;
    let found = 0;
    for (const service of placesOf(named)) {
      const place = { service, address: `http://127.0.0.1:${ports[service]}`, token };
      for (const one of await parkedOf(place)) {
        if (aggregate !== undefined && one.aggregate !== aggregate) continue;
        found += 1;
        const state = action === 'list' ? `from seq ${one.fromSeq}: ${one.error}` : await redrive(place, one);
        if (state !== 'applied') left += 1;
        process.stdout.write(`${service} ${one.group}: ${one.source} ${one.aggregate}: ${state}\n`);
      }
    }
    process.stdout.write(
      action === 'list' ? `${found} set aside.\n` : `${found - left} applied, ${left} still set aside.\n`,
    );
    return left === 0 ? 0 : 1;
  },
  ['list', 'redrive'],
);
