// Whom a caller may act for: of records that were merged, for the one that goes on; and a guardian for a minor, let in by their
// own token as to their own record, by a row filter of that one request. A minor's own token reads, and changes little. All is
// looked up at each request, so that whoever comes of age and whose guardianship ends is right from then on.
import { type Guardianship, type LocalDate, type Person, type Rejection, reject } from '@tributary/contracts';
import { readAll } from '@tributary/eventing';
import type { Answer, CheckedRequest } from '@tributary/service-kit';
import { actsFor, type PersonGroup, type PersonStore, type StoredPerson } from '../person-group.ts';
import type { Vault } from '../vault/vault.ts';
import { isMinor, mayBeMinor } from './age.ts';
import { guardiansOf, holdsOn, stands } from './decisions.ts';
import type { Majority } from './majority.ts';

type Asked = CheckedRequest<unknown, unknown, unknown>;

/** What a request has whose caller acts for a minor. */
export interface ByGuardian {
  readonly guardian?: {
    /** the records of the caller, by their ids */
    readonly ids: ReadonlySet<string>;
    /** refuses a step where the guardianship has ended since it was looked up */
    readonly authorise: (recordId: string, state: Person) => Rejection | undefined;
  };
}

/** Why somebody looks at a record who is let in to it as to their own. */
export const ownPurpose = ({ guardian }: ByGuardian): string => (guardian === undefined ? 'OWN_RECORD' : 'GUARDIAN');

/** Refuses, in the write itself, what a guardian asks for whose guardianship has ended meanwhile. */
export function stillActing(asked: Asked & ByGuardian): {
  readonly authorise?: (state: Person) => Rejection | undefined;
} {
  const { guardian } = asked;
  return guardian === undefined ? {} : { authorise: (state) => guardian.authorise(idIn(asked), state) };
}

export interface ActingGround {
  readonly store: Pick<PersonStore, 'load' | 'page'>;
  readonly group: PersonGroup;
  readonly vault: Pick<Vault, 'open'>;
  readonly majorityOf: (ministry: string) => Promise<Majority>;
}

/** A minor: the birth date that says so, and the age of majority that counts. */
export interface Minor {
  readonly birthDate: string;
  readonly age: number;
}

/** The record that a request names. */
const idIn = ({ params }: Asked): string => (params as { readonly id: string }).id;

const refused = (rejection: Rejection): Answer<never> => ({ outcome: { kind: 'rejected', rejection } });

export type Acting = ReturnType<typeof actingOf>;

export function actingOf({ store, group, vault, majorityOf }: ActingGround) {
  const allOf = group.recordsOf;

  async function birthOf({ id, ministry, state }: StoredPerson): Promise<string | undefined> {
    if (state.vault === undefined) return undefined;
    return (await vault.open({ person: id, ministry }, state.vault, ['birthDate']))?.birthDate;
  }

  /** The person of some records as a minor; undefined where one of them says that they may be of age, or none says when they were born. */
  async function minorOf(records: readonly StoredPerson[], today: LocalDate): Promise<Minor | undefined> {
    const { ageOfMajority: age } = await majorityOf(records[0]?.ministry ?? '');
    const known = records.filter(({ state }) => state.birthCohort !== 'unknown');
    if (known.length === 0 || known.some(({ state }) => !mayBeMinor(state.birthCohort, age, today))) return undefined;
    const births: string[] = [];
    for (const one of known) {
      const birthDate = await birthOf(one);
      if (birthDate === undefined) continue;
      if (!isMinor(birthDate, age, today)) return undefined;
      births.push(birthDate);
    }
    const [first] = births.sort();
    return first === undefined ? undefined : { birthDate: first, age };
  }

  /** The records by which a subject may act, by their ids, each with the ministry that has it. */
  async function recordsOf(subject: string): Promise<ReadonlyMap<string, string>> {
    const ids = new Map<string, string>();
    for (const one of await readAll(store, { applicantId: subject })) {
      const records = await allOf(one);
      const [survivor] = records;
      if (!stands(survivor.state) || actsFor(records) !== subject) continue;
      for (const { id } of records) ids.set(id, survivor.ministry);
    }
    return ids;
  }

  /** The guardianship by which a subject acts for the person of a record today. */
  async function guardianshipOf(stored: StoredPerson, subject: string, today: LocalDate) {
    const records = await allOf(stored);
    if (!records.some(({ state }) => state.guardedBy !== undefined)) return undefined;
    const [{ ministry }] = records;
    const ids = await recordsOf(subject);
    const own = new Set(records.map(({ id }) => id));
    const acts = ({ guardianId = '', ...one }: Guardianship) =>
      holdsOn(one, today) && ids.get(guardianId) === ministry && !own.has(guardianId);
    for (const record of records) {
      const one = guardiansOf(record.state).find(acts);
      if (one === undefined || (await minorOf(records, today)) === undefined) continue;
      return { one, recordId: record.id, ministry, ids: new Set(ids.keys()) };
    }
    return undefined;
  }

  /** A request about one of several records of a person: it is let in where the caller is the one who acts for all of them. */
  async function asOwn<A extends Asked>(asked: A): Promise<A> {
    const subject = asked.applicant();
    const stored = subject === undefined ? undefined : await store.load(idIn(asked));
    if (stored === undefined) return asked;
    const records = await allOf(stored);
    if (records.length === 1) return asked;
    return { ...asked, mayTouch: (ministry: string) => asked.mayTouch(ministry, actsFor(records)) };
  }

  /** A request of a guardian as one about a record of their own; any other as it came. */
  async function acting<A extends Asked>(asked: A): Promise<A & ByGuardian> {
    const subject = asked.applicant();
    if (subject === undefined) return asked;
    const { today } = asked.context;
    const id = idIn(asked);
    const stored = await store.load(id);
    if (stored === undefined || asked.mayTouch(stored.ministry, stored.state.applicantId)) return asked;
    const found = await guardianshipOf(stored, subject, today);
    if (found === undefined) return asked;
    const { one, recordId, ministry, ids } = found;
    const isOpen = (state: Person) => guardiansOf(state).some((other) => other.no === one.no && holdsOn(other, today));
    // of a guardianship that another record of the minor keeps, the one that is written says nothing
    const authorise = (written: string, state: Person) =>
      written !== recordId || isOpen(state) ? undefined : reject('NOT_FOUND');
    return { ...asked, mayTouch: (of: string) => of === ministry, guardian: { ids, authorise } };
  }

  /** Refuses what the own token of a minor asks for. */
  async function refuseMinor(asked: Asked): Promise<Rejection | undefined> {
    if (asked.applicant() === undefined) return undefined;
    const stored = await store.load(idIn(asked));
    if (stored === undefined || !asked.mayTouch(stored.ministry, stored.state.applicantId)) return undefined;
    const minor = await minorOf(await allOf(stored), asked.context.today);
    return minor === undefined ? undefined : reject('ACTS_BY_GUARDIAN');
  }

  return {
    allOf,
    minorOf,
    recordsOf,
    /** Whether somebody who is not registered yet is a minor of a ministry. */
    async isMinorOf(ministry: string, birthDate: string | undefined, today: LocalDate): Promise<boolean> {
      return isMinor(birthDate, (await majorityOf(ministry)).ageOfMajority, today);
    },
    /** What a guardian may do for a minor, and the minor too. */
    shared:
      <A extends Asked, Body>(handler: (asked: A & ByGuardian) => Promise<Answer<Body>>) =>
      async (asked: A): Promise<Answer<Body>> =>
        handler(await acting(await asOwn(asked))),
    /** What a guardian does in the place of a minor. */
    instead:
      <A extends Asked, Body>(handler: (asked: A & ByGuardian) => Promise<Answer<Body>>) =>
      async (request: A): Promise<Answer<Body>> => {
        const asked = await asOwn(request);
        const refusal = await refuseMinor(asked);
        return refusal === undefined ? handler(await acting(asked)) : refused(refusal);
      },
    /** What is done for a minor by a registrar alone. */
    withheld:
      <A extends Asked, Body>(handler: (asked: A) => Promise<Answer<Body>>) =>
      async (request: A): Promise<Answer<Body>> => {
        const asked = await asOwn(request);
        const refusal = await refuseMinor(asked);
        return refusal === undefined ? handler(asked) : refused(refusal);
      },
  };
}
