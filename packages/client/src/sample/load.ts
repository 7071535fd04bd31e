// A country is loaded through the public API, thing by thing: what each rests on is there before it.
import { suspendOrganisation } from '@tributary/contracts';
import { enterApplication } from './applications.ts';
import { enterAward } from './awards.ts';
import type { Country } from './country.ts';
import type { Desk } from './desk.ts';
import {
  enterActual,
  enterCall,
  enterOrganisation,
  enterPartner,
  enterPlan,
  enterProgramme,
  enterRate,
  programmeOf,
} from './foundations.ts';
import { type Group, groupOf } from './in-turn.ts';
import { enterInitiative, followInitiative } from './initiatives.ts';
import { nothingKnown } from './known.ts';
import { peopleOf } from './people.ts';

/** How many applications are worked on at once. */
const DESKS = 6;

/**
 * What is to be done to load a country, in this order. Done again, also after a run that was cut, what is there already
 * stays as it is.
 */
export function countryGroups(desk: Desk, country: Country): readonly Group[] {
  const known = nothingKnown();
  let planToken = '';
  const each = <Item>(kind: string, items: readonly Item[], enter: (item: Item) => Promise<unknown>) =>
    groupOf(kind, items, DESKS, enter);
  const suspended = country.organisations.flatMap(({ code, suspension }) => (suspension ? [{ code, suspension }] : []));
  return [
    each('exchange rates', country.rates, (one) => enterRate(desk, country, one)),
    each('plan', [country.plan], async () => {
      planToken = await enterPlan(desk, country);
    }),
    each('national values', country.plan.kpis, (one) => enterActual(desk, country, one)),
    each('organisations', country.organisations, (one) => enterOrganisation(desk, country, known, one)),
    each('partners', country.partners, (one) => enterPartner(desk, country, known, one)),
    each('programmes', country.programmes, (one) => enterProgramme(desk, known, one)),
    each('calls', country.calls, (one) => enterCall(desk, country, known, one)),
    each('applications', country.applications, async (one) => {
      const applied = await enterApplication(desk, country, known, one);
      const { award } = one;
      if (award === undefined) return;
      const id = await enterAward(desk, country, known, one, { ...applied, award });
      const { links, statuses, indicators, results, signedOn: on } = award;
      const { ministry } = programmeOf(country, programmeCodeOf(country, one.call));
      const followed = { id, code: one.code, ministry, on, links, statuses, indicators, results };
      await followInitiative(desk, country, planToken, followed);
    }),
    each('initiatives', country.initiatives, async (one) => {
      const id = await enterInitiative(desk, country, known, one);
      await followInitiative(desk, country, planToken, { ...one, id, on: one.registeredOn });
    }),
    each('suspensions', suspended, ({ code, suspension: { from, reasonCode } }) =>
      desk.once(`suspension ${code}`, peopleOf(country).registrar, suspendOrganisation, {
        params: { id: known.of('organisation', code).id },
        body: { reasonCode, suspendedOn: from },
      }),
    ),
  ];
}

const programmeCodeOf = ({ calls }: Country, call: string): string =>
  calls.find(({ code }) => code === call)?.programme ?? '';
