// The people of the sample country: as many of each kind as the table says, the same ones each time, and nobody real.
import { registerPerson } from '@tributary/contracts';
import { describe, expect, it } from 'vitest';
import istmara from '../sample/istmara-people.json' with { type: 'json' };
import { inhabitantsOf, moreInhabitants, Population } from '../src/sample/population/population.ts';

const population = Population.parse(istmara);
const all = inhabitantsOf(population);

describe('the people of the sample country', () => {
  it.each(population.residences)('in $country are as many of each kind as the table says', (residence) => {
    const { country, registered, verified, confirmed, contactable } = residence;
    const those = all.filter((one) => one.registration.residence.country === country && one.closure === undefined);
    const some = (is: (one: (typeof all)[number]) => boolean) => those.filter(is).length;
    expect([
      those.length,
      some(({ verification }) => verification !== undefined),
      some(({ confirmation }) => (confirmation?.confirmedOn ?? '') >= '2025-07-01'),
      some(({ registration }) => registration.contactable),
    ]).toEqual([registered, verified, confirmed, contactable]);
  });

  it('are taken by the contract, in an order of days, none after the figures', () => {
    for (const { registration, verification, confirmation, closure } of all) {
      expect(registerPerson.body?.safeParse(registration).error).toBeUndefined();
      const days = [verification?.verifiedOn, confirmation?.confirmedOn, closure?.closedOn].filter((day) => day);
      for (const day of days) {
        expect(String(day) >= String(registration.registeredOn)).toBe(true);
        expect(String(day) <= population.to).toBe(true);
      }
    }
    expect(all.filter(({ closure }) => closure !== undefined)).toHaveLength(population.closed);
  });

  it('are the same ones each time, each under a code and an address of its own', () => {
    expect(inhabitantsOf(population)).toEqual(all);
    expect(new Set(all.map(({ code }) => code)).size).toBe(all.length);
    const addresses = all.flatMap(({ registration }) => registration.emails ?? []);
    expect(new Set(addresses).size).toBe(addresses.length);
    for (const address of addresses) expect(address).toMatch(/@example\.org$/);
  });

  it('have names of the language where they live', () => {
    const inRussia = all.filter(({ registration }) => registration.residence.country === 'RU');
    for (const { registration } of inRussia) {
      expect(registration.names[0]).toMatchObject({
        script: 'Cyrl',
        family: expect.stringMatching(/^\p{Script=Cyrl}+$/u),
      });
    }
  });

  it('can be joined by others, the same ones for a seed', () => {
    const more = moreInhabitants(population, 500, 7);
    expect(moreInhabitants(population, 500, 7)).toEqual(more);
    expect(moreInhabitants(population, 500, 8)).not.toEqual(more);
    const codes = new Set([...all, ...more].map(({ code }) => code));
    expect(codes.size).toBe(all.length + more.length);
    expect(new Set(more.map(({ registration }) => registration.residence.country)).size).toBeGreaterThan(6);
  });
});
