// What the table of the sample country says of its persons, and one of them to be erased.
import type { Tributary } from '../platform/tributary.ts';
import { expectStatus } from './steps.ts';

/** registry/stock: registered, verified, confirmed, contactable, stockEstimate, coveragePct. */
export const shown = {
  CA: '    800 ',
  DE: '260 210 190 235 9500 2',
  ES: '110 85 80 98 4000 2',
  FR: '180 140 120 160 8000 1.5',
  GB: '70 55 50 60 2500 2',
  IE: '    250 ',
  IT: '320 260 240 290 12000 2',
  PT: '120 95 90 108 3000 3',
  RU: '90 50 30 60 6000 0.5',
  US: '60 45 40 50 2000 2',
};

/** Somebody in Portugal who is verified, confirmed and contactable. */
export async function erasable(tributary: Tributary): Promise<string> {
  const registrar = await tributary.api('registrar', 'MFOR');
  for (let no = 1; ; no += 1) {
    const sought = { purpose: 'VERIFICATION', email: `pt-${no}@example.org` };
    const answer = expectStatus(await registrar.post('/registry/v1/persons/search', sought), 200);
    const [found] = answer.json<{ items: { id: string }[] }>().items;
    if (found === undefined) continue;
    const read = await registrar.get(`/registry/v1/persons/${found.id}?purpose=VERIFICATION`);
    const { assurance, confirmedOn } = expectStatus(read, 200).json<{ assurance: string; confirmedOn?: string }>();
    if (['consular', 'eid'].includes(assurance) && confirmedOn !== undefined) return found.id;
  }
}
