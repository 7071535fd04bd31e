// Steps that tests of likely duplicates have in common.
import { randomUUID } from 'node:crypto';
import type { Caller, Client } from '@tributary/testkit';
import { privacy, registrar, stepsOn } from './person-steps.ts';
import { untilJobIsDone } from './stored.ts';

export interface Pair {
  readonly id: string;
  readonly personId: string;
  readonly otherId: string;
  readonly status: string;
  readonly lines: readonly { readonly feature: string; readonly agreement: string; readonly points: number }[];
  readonly score: number;
}

/** A day of birth that few share. */
let day = 0;
export const born = () => {
  day += 1;
  return new Date(Date.UTC(1950, 0, 13 + day * 37)).toISOString().slice(0, 10);
};

const families = [
  ['Шевченко', 'Shevchenko'],
  ['Ковальчук', 'Kovalchuk'],
  ['Бойко', 'Boyko'],
  ['Ткаченко', 'Tkachenko'],
  ['Мельник', 'Melnyk'],
  ['Романюк', 'Romaniuk'],
  ['Поліщук', 'Polishchuk'],
  ['Савченко', 'Savchenko'],
  ['Гончар', 'Gonchar'],
  ['Лысенко', 'Lysenko'],
] as const;

/** What can be done with pairs, and stops where none is found. */
export function duplicateStepsOn(registry: Client, mongoUrl: string) {
  const steps = stepsOn(registry);
  const compared = () => untilJobIsDone(mongoUrl, 'duplicates.compare');

  /** The pairs that name a person. */
  async function pairsOf(person: string, as: Caller = registrar): Promise<readonly Pair[]> {
    const { body } = await registry.get('/v1/duplicates?limit=200', { as });
    return (body.items as unknown as Pair[]).filter(({ personId, otherId }) => [personId, otherId].includes(person));
  }

  const post = (path: string, body: object, as: Caller = privacy) =>
    registry.post(`/v1/duplicates/${path}`, { as, body });

  /** Two records of one person, in two scripts. */
  async function twoRecords() {
    const birthDate = born();
    const unique = randomUUID().slice(0, 8);
    const [cyrillic = '', latin = ''] = families[day % families.length] ?? [];
    const names = [{ given: 'Мария', family: cyrillic }];
    const one = await steps.enter({ names, birthDate, emails: [`a.${unique}@example.org`] });
    const other = await steps.enter({
      names: [{ given: 'Maria', family: latin }],
      birthDate,
      residence: { country: 'DE' },
    });
    await compared();
    const [pair] = (await pairsOf(one)).filter(({ personId, otherId }) => [personId, otherId].includes(other));
    if (pair === undefined) throw new Error('the two were not proposed');
    return { one, other, pair, email: `a.${unique}@example.org` };
  }

  return { compared, pairsOf, post, twoRecords };
}
