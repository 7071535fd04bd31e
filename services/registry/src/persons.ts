// Persons over HTTP: what goes into the vault before it is decided, and what is recorded before an answer leaves.
import {
  correctPerson,
  type ErasureReceipt,
  type Given,
  type Moment,
  mergePatch,
  type Person,
  type PrivacyNotice,
  person,
  type Rejection,
  type registerPerson,
  reject,
  type VaultContent,
  vaultFieldNames,
} from '@tributary/contracts';
import type { Actor, AggregateStore, CommandContext, Eventing } from '@tributary/eventing';
import { canonicalText, currentKey, type KeyRing, pairwiseId } from '@tributary/privacy';
import { type Answer, type CheckedRequest, found } from '@tributary/service-kit';
import { serveAggregate } from '@tributary/service-kit/compose';
import type { ComparisonQueue } from './comparing.ts';
import { consentsOf } from './consents.ts';
import type { Emergency } from './emergency/accesses.ts';
import type { LedgerOutside } from './erasure-ledger/ledger-outside.ts';
import type { Freshness } from './freshness/freshness.ts';
import { actingOf, type ByGuardian, stillActing } from './guardian/acting.ts';
import { guardiansIn } from './guardian/guardians.ts';
import type { Majority } from './guardian/majority.ts';
import { close, confirm, correctWith, type InVault, move, register, verify } from './person/decisions.ts';
import { tokensOf } from './person/tokens.ts';
import { personGroup, type StoredPerson } from './person-group.ts';
import { personLooks } from './person-looks.ts';
import { standingOf } from './person-standing.ts';
import { auditOf } from './vault/audit.ts';
import { erasuresOf } from './vault/erasures.ts';
import { proveKeys } from './vault/keys.ts';
import { vaultOf, vaultPartOf } from './vault/vault.ts';

type Asked<Query = unknown, Body = unknown> = CheckedRequest<unknown, Query, Body>;

export interface PersonsGround {
  readonly keys: KeyRing;
  /** owns what persons enter themselves */
  readonly registrarMinistry: string;
  /** what is compared with others once it is written */
  readonly comparison: ComparisonQueue;
  /** how fresh a record is, which its read shows */
  readonly freshness: Pick<Freshness, 'of'>;
  /** under what persons are looked at while lives are at risk */
  readonly emergency: Emergency;
  /** from which age on the persons of a ministry act for themselves */
  readonly majorityOf: (ministry: string) => Promise<Majority>;
  /** the subject whose own the records of a name at the issuer are, where the issuer gives no pseudonym */
  readonly subjectOf: (sub: string) => string;
  readonly erasureLedger: LedgerOutside | undefined;
  /** the notices by which persons consent */
  readonly notices: Pick<AggregateStore<PrivacyNotice>, 'loadAll' | 'page'>;
  /** what else is left of a person who is erased; again and again it has the same effect */
  readonly alsoErased: (person: string, actor: Actor, moment: Moment) => Promise<void>;
}

/** On it the guardianship rests: a registrar corrects it. */
const frozenBirth = reject('FIELDS_FROZEN', { state: 'minor', fields: ['birthDate'] }, [
  { pointer: '/birthDate', code: 'FIELDS_FROZEN' },
]);

const refused = (rejection: Rejection): Answer<never> => ({ outcome: { kind: 'rejected', rejection } });

/** The persons of the registry, and the handlers of their routes. */
export function personsOf(eventing: Eventing, ground: PersonsGround) {
  const { keys, registrarMinistry, comparison, erasureLedger: outside, notices, majorityOf, subjectOf } = ground;
  const persons = serveAggregate(eventing, person, {});
  const { store } = persons;
  const vault = vaultOf(eventing, keys, async (id) => (await store.load(id))?.state.vault);
  const audit = auditOf(eventing, keys);
  const alsoErased: PersonsGround['alsoErased'] = async (...gone) => {
    await guardians.forget(...gone);
    await ground.alsoErased(...gone);
  };
  const erasures = erasuresOf(eventing, vault, { store: () => store, outside, alsoErased });
  const group = personGroup(store);
  const acting = actingOf({ store, group, vault, majorityOf });
  const blindingOf = (ministry: string) => ({ key: currentKey(keys.index), ministry });

  const pairwise = (id: string, { ministry, client }: { readonly ministry: string; readonly client: string }) =>
    pairwiseId(currentKey(keys.pairwise), id, `${ministry} ${client}`);

  /** A person whom the caller may touch; any other is as if it were not there, and so is one that goes on elsewhere. */
  async function known({ params, mayTouch }: Asked): Promise<StoredPerson | undefined> {
    const { id } = params as { readonly id: string };
    const stored = await store.load(id);
    if (stored === undefined || !mayTouch(stored.ministry, stored.state.applicantId)) return undefined;
    const standing = stored.state.mergedInto === undefined ? stored : await group.survivorOf(stored.id);
    return standing === undefined || mayTouch(standing.ministry, stored.state.applicantId) ? stored : undefined;
  }

  async function putInto(
    owner: { readonly person: string; readonly ministry: string },
    content: VaultContent,
    country: string,
    context: CommandContext,
  ): Promise<InVault | Rejection<'GONE'>> {
    const version = await vault.keep(owner, content, context);
    if (typeof version !== 'string') return version;
    await comparison.add({ person: owner.person, vault: version }, context);
    return { vault: version, tokens: tokensOf(content, country, blindingOf(owner.ministry)) };
  }

  /** Of a refused command nothing is compared; that a refusal told of a record which holds the same already is recorded. */
  async function refusing(
    answer: Answer<never>,
    kept: InVault | Rejection<'GONE'> | undefined,
    { actor, context }: Asked,
  ): Promise<Answer<never>> {
    if (!('outcome' in answer) || answer.outcome.kind !== 'rejected') return answer;
    if (kept !== undefined && 'vault' in kept) await comparison.remove(kept.vault);
    const holder = answer.outcome.rejection.links?.['holder'];
    if (holder === undefined) return answer;
    const persons = [holder.slice(holder.lastIndexOf('/') + 1)];
    await audit.record({ persons, actor, at: context.now, purpose: 'DUPLICATE_CHECK', what: 'duplicate', fields: {} });
    return answer;
  }

  const { aboutStanding, aboutNamed } = standingOf({ store, group, known });
  const guardians = guardiansIn(eventing, { ...persons, audit, acting, majorityOf, subjectOf, known });
  const consents = consentsOf(eventing, { persons, group, notices, known });
  const looks = personLooks({
    ...{ store, group, vault, audit, known, blindingOf, consents, pairwise },
    freshness: ground.freshness,
    emergency: ground.emergency,
  });

  return {
    store,
    alters: persons.alters,
    changes: persons.changes,
    known,
    group,
    vault,
    audit,
    blindingOf,
    pairwise,
    acting,
    aboutStanding,
    guardianshipsOf: guardians.shownTo,
    begin: () => proveKeys(vault),
    handlers: {
      registerPerson: async (asked: Asked) => {
        const bySelf = asked.applicant() !== undefined;
        const ministry = bySelf ? registrarMinistry : (asked.actor?.ministry ?? '');
        const { birthDate } = asked.body as VaultContent;
        if (bySelf && (await acting.isMinorOf(ministry, birthDate, asked.context.today))) {
          return refused(reject('ACTS_BY_GUARDIAN'));
        }
        let kept: InVault | Rejection<'GONE'> | undefined;
        const reads = async (command: Given<typeof registerPerson>, id: string) => {
          const owner = { person: id, ministry };
          const noticeOf = await consents.noticesFor(ministry, command.consents ?? []);
          // a repeat is answered from what is there: nothing is put into the vault for it
          if (asked.context.keyGiven && (await store.load(id)) !== undefined)
            return { bySelf, noticeOf, kept: reject('GONE') };
          kept = await putInto(owner, vaultPartOf(command), command.residence.country, asked.context);
          return { bySelf, noticeOf, kept };
        };
        const answer = await persons.creates(register, { reads, owner: () => registrarMinistry })(asked);
        return refusing(answer, kept, asked);
      },

      correctPerson: acting.instead(
        aboutStanding(async (asked: Asked & ByGuardian) => {
          if (asked.guardian !== undefined && 'birthDate' in Object(asked.body)) return refused(frozenBirth);
          const stored = await known(asked);
          const nothing = { kept: reject('GONE'), contract: correctPerson };
          const { kept, contract } = (stored && (await corrected(stored, asked))) ?? nothing;
          const correction = correctWith({ kept, bySelf: asked.applicant() !== undefined }, contract);
          return refusing(await persons.corrects(correction)(asked), kept, asked);
        }),
      ),

      movePerson: acting.instead(
        aboutStanding((asked: Asked & ByGuardian) => persons.changes(move, stillActing(asked))(asked)),
      ),
      verifyPerson: aboutStanding(persons.changes(verify)),
      confirmPerson: acting.instead(
        aboutStanding((asked: Asked & ByGuardian) => persons.changes(confirm, stillActing(asked))(asked)),
      ),
      closePerson: acting.withheld(
        aboutStanding((asked: Asked) =>
          persons.changes(close, { reads: async () => ({ bySelf: asked.applicant() !== undefined }) })(asked),
        ),
      ),

      ...looks,
      getPerson: acting.shared(looks.getPerson),
      listPersonReads: acting.shared(looks.listPersonReads),
      giveConsent: acting.instead(aboutStanding(consents.handlers.giveConsent)),
      withdrawConsent: acting.shared(aboutStanding(consents.handlers.withdrawConsent)),
      ...guardians.handlers,
      endGuardianship: aboutNamed(guardians.handlers.endGuardianship),

      erasePerson: async (asked: Asked<unknown, { reasonCode: string; erasedOn?: string | undefined }>) => {
        const stored = await known(asked);
        const { actor, context, body } = asked;
        if (stored === undefined || actor === undefined) return found<ErasureReceipt>(undefined);
        const { today, now } = context;
        const { reasonCode, erasedOn = today } = body;
        if (erasedOn > today) return refused(reject('FUTURE_DATE', { date: erasedOn, today }));
        // all records of the person: who asks to be erased by one of them is erased in each
        const survivor = (await group.survivorOf(stored.id)) ?? stored;
        const all = [
          stored,
          ...[survivor, ...(await group.mergedInto(survivor.id))].filter(({ id }) => id !== stored.id),
        ];
        const persons = all.map(({ id }) => id);
        await audit.record({ persons, actor, at: now, purpose: reasonCode, what: 'erasure', fields: {} });
        const asks = all.map(({ id: personId, ministry }) => ({ personId, ministry, reasonCode, erasedOn, actor }));
        const [receipt] = await erasures.erase(asks, context);
        if (receipt === undefined) return found<ErasureReceipt>(undefined);
        return { reply: { body: receipt } };
      },
    },
  };

  /**
   * What the vault has of a person after a patch, and the contract that merges the patch with what it had. A patch that
   * does not hold, or one on another version, is left to the contract to refuse.
   */
  async function corrected({ id, ministry, seq, state }: StoredPerson, { body, actor, context }: Asked) {
    const owner = { person: id, ministry };
    const before = state.vault && (await vault.open(owner, state.vault, vaultFieldNames));
    if (!before || state.vault === undefined) return undefined;
    const { reasonCode, ...patch } = body as { readonly reasonCode: string };
    await audit.record({ persons: [id], actor, at: context.now, purpose: reasonCode, what: 'correction', fields: {} });
    const contract = { ...correctPerson, givenOf: (of: Person) => ({ ...correctPerson.givenOf(of), ...before }) };
    const parsed = correctPerson.fields.safeParse(mergePatch(contract.givenOf(state), patch));
    const stays: InVault = { vault: state.vault, tokens: state.tokens };
    if (!parsed.success || context.ifMatch !== seq) return { kept: stays, contract };
    const after = vaultPartOf(parsed.data);
    const { country } = parsed.data.residence;
    if (canonicalText(after) !== canonicalText(before))
      return { kept: await putInto(owner, after, country, context), contract };
    return { kept: { ...stays, tokens: tokensOf(after, country, blindingOf(ministry)) }, contract };
  }
}
