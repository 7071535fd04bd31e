// Records from before names were found by sound have no tokens of it: a job gives them once, to whoever lacks them, and has
// them compared. Each vault is in the audit before it is opened.
import { accept, type Moment, type Person, type person, vaultFieldNames } from '@tributary/contracts';
import { type Eventing, ownCommand, serviceActor } from '@tributary/eventing';
import type { ServedAggregate } from '@tributary/service-kit/compose';
import { type ComparisonQueue, openedFor } from './comparing.ts';
import { type Blinding, blockTokensIn, tokensOf } from './person/tokens.ts';
import type { PersonStore, StoredPerson } from './person-group.ts';
import type { Audit } from './vault/audit.ts';
import type { Vault } from './vault/vault.ts';

export interface SoundingGround {
  readonly store: Pick<PersonStore, 'page'>;
  readonly alters: ServedAggregate<typeof person.state, object>['alters'];
  readonly vault: Pick<Vault, 'open'>;
  readonly audit: Pick<Audit, 'record'>;
  readonly blindingOf: (ministry: string) => Blinding;
  readonly comparison: Pick<ComparisonQueue, 'add'>;
}

const EVERY_MS = 3_600_000;
const PAGE = 50;
/** Whether a pass has seen all records there were; what came after it has its tokens from the start. */
const DONE = 'sounds';

/** Declares the job. */
export function sounding(eventing: Eventing, ground: () => SoundingGround): void {
  const made = eventing.beside<{ readonly at: string }>('tokens_made');

  async function sound(one: StoredPerson, moment: Moment): Promise<void> {
    const { id, ministry, state } = one;
    const { alters, vault, audit, blindingOf, comparison } = ground();
    const { vault: version, residence } = state;
    if (version === undefined || residence === undefined || blockTokensIn(state.tokens).length > 0) return;
    const actor = serviceActor('registry', ministry);
    const fields = Object.fromEntries(vaultFieldNames.map((field) => [field, 'full']));
    const look = { persons: [id], actor, at: moment.now, purpose: 'DUPLICATE_CHECK', what: 'comparison', fields };
    await audit.record(look);
    const content = await openedFor(vault, one);
    if (content?.names === undefined) return;
    const { names, emails = [], phones = [], documents = [], ...more } = content;
    const whole = { ...more, names, emails, phones, documents };
    const tokens = [...tokensOf(whole, residence.country, blindingOf(ministry))];
    const command = ownCommand(moment, {
      actor,
      route: 'POST /v1/persons/{id}/sounds',
      target: `/v1/persons/${id}/sounds`,
    });
    await comparison.add({ person: id, vault: version }, moment);
    // corrected meanwhile, it has tokens of what it says now
    await alters(id, command, (now) => (now.vault === version ? accept<Person>({ ...now, tokens }) : 'unchanged'));
  }

  eventing.job<Record<string, never>>({
    name: 'persons.sounds',
    everyMs: EVERY_MS,
    async step(_input, after, moment) {
      if ((await made.read(DONE)) !== undefined) return { next: undefined, changed: 0 };
      const { items, next } = await ground().store.page({}, { limit: PAGE, after });
      for (const one of items) await sound(one, moment);
      if (next === undefined) await made.insert(DONE, { at: moment.now.toISOString() });
      return { next, changed: 0 };
    },
  });
}
