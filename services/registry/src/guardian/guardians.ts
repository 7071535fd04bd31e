// Guardians over HTTP: who names and ends them, who is shown them, and the minors whom a caller acts for. A job ends those
// whose term is over, and tells of whoever came of age in a month before.
import {
  type addGuardian,
  type Given,
  type Guardianship,
  type LocalDate,
  type listGuardians,
  type Moment,
  type Person,
  type person,
  type Rejection,
  reject,
  type ShownGuardianship,
} from '@tributary/contracts';
import { type Actor, type CommandContext, type Eventing, ownCommand, readAll, serviceActor } from '@tributary/eventing';
import { type Answer, type BodyOf, type CheckedRequest, found } from '@tributary/service-kit';
import type { ServedAggregate } from '@tributary/service-kit/compose';
import type { PersonStore, StoredPerson } from '../person-group.ts';
import type { Audit } from '../vault/audit.ts';
import type { Acting, ByGuardian } from './acting.ts';
import { firstOfMonth } from './age.ts';
import { add, end, endDue, endOf, guardiansOf, holdsOn, stands } from './decisions.ts';
import type { Majority } from './majority.ts';

type Asked<Body = unknown, Query = unknown> = CheckedRequest<unknown, Query, Body>;
type Served = ServedAggregate<typeof person.state, object>;

export interface GuardiansGround {
  readonly store: PersonStore;
  readonly changes: Served['changes'];
  readonly alters: Served['alters'];
  readonly audit: Pick<Audit, 'record'>;
  readonly acting: Acting;
  readonly majorityOf: (ministry: string) => Promise<Majority>;
  /** the subject whose own the records of a name at the issuer are */
  readonly subjectOf: (sub: string) => string;
  /** a person whom the caller may touch; any other is as if it were not there */
  readonly known: (asked: Asked) => Promise<StoredPerson | undefined>;
}

const EVERY_MS = 6 * 3_600_000;
const DAY_MS = 86_400_000;
const PAGE = 100;
const refused = (rejection: Rejection): Answer<never> => ({ outcome: { kind: 'rejected', rejection } });

const commandOn = (id: string, actor: Actor, moment: Moment): CommandContext =>
  ownCommand(moment, {
    actor,
    route: 'POST /v1/persons/{id}/guardians/end',
    target: `/v1/persons/${id}/guardians/end`,
  });

/** The guardians of minors, and the handlers of their routes. */
export function guardiansIn(eventing: Eventing, ground: GuardiansGround) {
  const { store, changes, alters, audit, acting, majorityOf, subjectOf, known } = ground;

  /** The record that is to act for a minor, as it goes on, with those merged into it; none where none of the ministry can. */
  async function guardianFor(minor: readonly StoredPerson[], guardianId: string, today: LocalDate) {
    const named = await store.load(guardianId);
    const records = named && (await acting.allOf(named));
    const [survivor] = records ?? [];
    if (records === undefined || survivor === undefined || survivor.ministry !== minor[0]?.ministry) return [];
    const { assurance } = survivor.state;
    const isOther = !minor.some(({ id }) => records.some((one) => one.id === id));
    if (!isOther || !stands(survivor.state) || assurance === 'self') return [];
    return (await acting.minorOf(records, today)) === undefined ? records : [];
  }

  /** Whether a record is the own of whoever asks. */
  const byOwnerOf = ({ state: { applicantId } }: StoredPerson, { sub, subjectId }: Actor): boolean =>
    applicantId !== undefined && [subjectId, subjectOf(sub)].includes(applicantId);

  /** Ends what an erased guardian did; again and again it has the same effect. */
  async function forget(guardianId: string, actor: Actor, moment: Moment): Promise<void> {
    for (const { id, ministry } of await readAll(store, { guardedBy: guardianId })) {
      const by = ministry === actor.ministry ? actor : serviceActor('registry', ministry);
      await alters(id, commandOn(id, by, moment), (state) => endOf(state, guardianId, moment.today));
    }
  }

  /** How a guardianship stands, and which record it leads to, for who may know. */
  async function shownOf(record: StoredPerson, one: Guardianship, today: LocalDate, isMinor: boolean) {
    const { guardianId, ...rest } = one;
    const guardian = guardianId === undefined ? undefined : await store.load(guardianId);
    const [survivor] = guardian === undefined ? [] : await acting.allOf(guardian);
    const isHere = survivor?.ministry === record.ministry;
    const isOpen = isHere && stands(survivor.state);
    const isOver = one.endedOn !== undefined || !isMinor || !(one.since > today || holdsOn(one, today));
    const status: ShownGuardianship['status'] = isOver ? 'ended' : isOpen ? 'open' : 'resting';
    return { recordId: record.id, ...rest, ...(isHere && !isOver && { guardianId: survivor.id }), status };
  }

  async function shownTo(asked: Asked & ByGuardian, records: readonly StoredPerson[]) {
    const { today } = asked.context;
    const isMinor = (await acting.minorOf(records, today)) !== undefined;
    const guardians: ShownGuardianship[] = [];
    for (const record of records) {
      for (const one of guardiansOf(record.state)) {
        const shown = await shownOf(record, one, today, isMinor);
        const { guardianId, ...rest } = shown;
        const isTold = asked.guardian === undefined || asked.guardian.ids.has(guardianId ?? '');
        guardians.push(isTold ? shown : rest);
      }
    }
    return { isMinor, guardians };
  }

  eventing.job<Record<string, never>>({
    name: 'guardians.due',
    everyMs: EVERY_MS,
    async step(_input, after, moment) {
      const { items, next } = await store.page({ guardedBy: { $gte: '' } }, { after, limit: PAGE });
      let changed = 0;
      for (const one of items) {
        const came = await cameOfAge(one, moment);
        if (endDue(one.state, came, moment.today) !== 'unchanged') {
          await alters(one.id, commandOn(one.id, serviceActor('registry', one.ministry), moment), (state) =>
            endDue(state, came, moment.today),
          );
          changed += 1;
        }
        for (const guardianId of one.state.guardedBy ?? []) {
          const guardian = await store.load(guardianId);
          if (guardian?.state.status === 'erased')
            await forget(guardianId, serviceActor('registry', one.ministry), moment);
        }
      }
      return { next, changed };
    },
  });

  /** Whether somebody came of age in a month before this one, or may have: told in their month, it would tell more of the day. */
  async function cameOfAge(stored: StoredPerson, { today }: Moment): Promise<boolean> {
    const records = await acting.allOf(stored);
    const lastOfMonthBefore = new Date(Date.parse(firstOfMonth(today)) - DAY_MS).toISOString().slice(0, 10);
    return (await acting.minorOf(records, lastOfMonthBefore)) === undefined;
  }

  return {
    forget,
    handlers: {
      addGuardian: async (asked: Asked<{ readonly guardianId: string; readonly evidence: string }>) => {
        const named = await known(asked);
        const { actor, context, body } = asked;
        if (named === undefined || actor === undefined) return refused(reject('NOT_FOUND'));
        const records = await acting.allOf(named);
        const [{ id }] = records;
        const minor = await acting.minorOf(records, context.today);
        const those = minor === undefined ? [] : await guardianFor(records, body.guardianId, context.today);
        const [guardian] = those;
        // an entry for each: none says which two belong together
        for (const one of guardian === undefined ? [] : [id, guardian.id]) {
          const look = { persons: [one], actor, at: context.now, purpose: body.evidence, fields: {} };
          await audit.record({ ...look, what: 'guardian' });
        }
        const reads = async (_command: Given<typeof addGuardian>) => ({
          minor,
          guardianIds: those.map((one) => one.id),
          byThemself: those.some((one) => byOwnerOf(one, actor)),
        });
        const about = { ...asked, params: { ...Object(asked.params), id } };
        const answer = await changes(add, { reads })(about);
        const now = guardian && (await store.load(guardian.id));
        if (now?.state.status === 'erased') await forget(now.id, actor, context);
        return answer;
      },

      endGuardianship: changes(end),

      listGuardians: acting.shared(async (asked: Asked & ByGuardian): Promise<Answer<BodyOf<typeof listGuardians>>> => {
        const named = await known(asked);
        if (named === undefined) return found<never>(undefined);
        const records = await acting.allOf(named);
        const { ageOfMajority, source } = await majorityOf(records[0].ministry);
        return { reply: { body: { ageOfMajority, source, ...(await shownTo(asked, records)) } } };
      }),

      listWards: async (asked: Asked<unknown, { readonly after?: string | undefined; readonly limit: number }>) => {
        const { applicantId } = asked.rows();
        if (applicantId === undefined) return found<never>(undefined);
        const { after, limit } = asked.query;
        const { today } = asked.context;
        const ids = await acting.recordsOf(applicantId);
        const { items, next } = await store.page({ guardedBy: { $in: [...ids.keys()] } }, { limit, after });
        const shown = await Promise.all(items.map((one) => wardOf(one, ids, today)));
        return { reply: { body: { items: shown.filter((one) => one !== undefined), next: next ?? null } } };
      },
    },
    /** The guardianships of a record, as a copy of it has them. */
    shownTo,
  };

  /** A minor as whoever acts for them is told of; undefined where they act no longer. */
  async function wardOf(stored: StoredPerson, ids: ReadonlyMap<string, string>, today: LocalDate) {
    const records = await acting.allOf(stored);
    const [{ id, ministry, state }] = records;
    const acts = (one: Guardianship) => holdsOn(one, today) && ids.get(one.guardianId ?? '') === ministry;
    const one = guardiansOf(stored.state as Person).find(acts);
    const isOwn = records.some((record) => ids.has(record.id));
    if (one === undefined || isOwn || (await acting.minorOf(records, today)) === undefined) return undefined;
    const { relation, since, until } = one;
    return { id, ministry, status: state.status, relation, since, ...(until !== undefined && { until }) };
  }
}
