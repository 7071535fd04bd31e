// The roles that somebody at a sample can try: each of those that a ministry has, where the realm of a pilot has it.
import { readFile } from 'node:fs/promises';
import { roles, selfRoles } from '@tributary/contracts';
import { expect, it } from 'vitest';
import { roleCards, visitorOfSample } from '../../src/page/sign-in/sample.ts';

interface Realm {
  readonly users: readonly {
    readonly realmRoles: readonly string[];
    readonly attributes: { readonly ministry?: readonly string[] };
  }[];
}

it('has a card for every role of a ministry, and none for machines and those who see what is their own', () => {
  const others = ['public', 'service', ...selfRoles];
  expect(roleCards.map(({ role }) => role)).toEqual(roles.filter((role) => !others.includes(role)));
  expect(roleCards).toContainEqual(visitorOfSample);
});

it('puts each role into a ministry in which the realm of a pilot has somebody of it', async () => {
  const file = new URL('../../../../infra/keycloak/realm.json', import.meta.url);
  const { users } = JSON.parse(await readFile(file, 'utf8')) as Realm;
  const compared = roleCards.flatMap(({ role, ministry }) => {
    const known = users.filter(({ realmRoles }) => realmRoles.includes(role));
    return known.length === 0 ? [] : [{ role, ministry, known: known.flatMap((one) => one.attributes.ministry ?? []) }];
  });
  expect(compared.length).toBeGreaterThan(5);
  for (const { ministry, known } of compared) expect(known).toContain(ministry);
});
