// `tributary parked`: what services have set aside, and how an operator has it applied again.
import { type ParkedAggregate, parkedRoutes, services } from '@tributary/contracts';
import type { z } from 'zod';
import { data, defineCommand } from '../command.ts';
import { chooseFolder } from '../folder.ts';
import { ask, type Place, placesOf, servicesNamed } from '../place.ts';

type Parked = z.output<typeof ParkedAggregate>;

async function parkedOf(place: Place): Promise<Parked[]> {
  const found: Parked[] = [];
  const { listParked } = parkedRoutes(place.service);
  for (let after: string | undefined; ; ) {
    const page = await ask(place, listParked, { query: { limit: '200', after } });
    found.push(...(page?.items ?? []));
    if (page === undefined || page.next === null) return found;
    after = page.next;
  }
}

/** What a re-drive came to, as one line ends. */
async function redrive(place: Place, { group, aggregate }: Parked): Promise<string> {
  const { redriveParked } = parkedRoutes(place.service);
  return (await ask(place, redriveParked, { params: { group, aggregate } }))?.status ?? 'applied';
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
    const wanted = servicesNamed(named);
    const folder = await chooseFolder(folderNamed);
    let left = 0;
    let found = 0;
    for (const place of await placesOf(folder, wanted, 'parked')) {
      for (const one of await parkedOf(place)) {
        if (aggregate !== undefined && one.aggregate !== aggregate) continue;
        found += 1;
        const status = action === 'list' ? `from seq ${one.fromSeq}: ${one.error}` : await redrive(place, one);
        if (status !== 'applied') left += 1;
        process.stdout.write(`${place.service} ${one.group}: ${one.source} ${one.aggregate}: ${status}\n`);
      }
    }
    process.stdout.write(
      action === 'list' ? `${found} set aside.\n` : `${found - left} applied, ${left} still set aside.\n`,
    );
    return left === 0 ? 0 : 1;
  },
  { actions: ['list', 'redrive'] },
);
