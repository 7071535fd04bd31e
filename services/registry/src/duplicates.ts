// Likely duplicates over HTTP, and what their decisions do to the records. What is decided is written at the pair first, and
// a note of it before that: whoever is cut short in between is finished by a job.
import {
  duplicate,
  duplicateRules,
  getDuplicate,
  getDuplicateRules,
  IdParams,
  type Moment,
  openPersonStates,
  type person,
  reject,
} from '@tributary/contracts';
import {
  type Actor,
  type Eventing,
  naturalId,
  type Outcome,
  ownCommand,
  readAll,
  serviceActor,
} from '@tributary/eventing';
import type { Answer, CheckedRequest } from '@tributary/service-kit';
import { type ServedAggregate, serveAggregate } from '@tributary/service-kit/compose';
import {
  lapse,
  mergePair,
  pairOf,
  part,
  propose,
  rejectPair,
  rescore,
  type Standing,
  unmergePair,
} from './duplicate/decisions.ts';
import { setRules } from './duplicate/rules.ts';
import type { Score } from './duplicate/score.ts';
import { type DuplicateRules, defaultRules } from './duplicate/weights.ts';
import { rulesBy } from './ministry-rules.ts';
import { mergeInto, unmerge } from './person/decisions.ts';
import { type PersonGroup, type StoredPerson, subjectsOf } from './person-group.ts';

type Asked = CheckedRequest<unknown, unknown, unknown>;

/** A decision whose effect on the records may be missing yet. */
interface Unsettled {
  readonly duplicate: string;
  readonly actor: Actor;
  readonly since: string;
}

export interface DuplicatesGround {
  readonly alters: ServedAggregate<typeof person.state, object>['alters'];
  readonly group: PersonGroup;
  /** Brings the records along that were merged into one which another ministry has. */
  readonly follow: (survivorId: string, actor: Actor, moment: Moment) => Promise<void>;
}

const SETTLE_MS = 30_000;
const MINUTE_MS = 60_000;
const PAGE = 100;
/** why a merge is taken back by itself */
const BOUND_TO_TWO = 'BOUND_TO_TWO';
const mergeable: readonly string[] = [...openPersonStates, 'withdrawn', 'deceased'];

const keyOf = (pair: readonly [string, string]): string => `duplicate|${pair.join('|')}`;

/** Likely duplicates of the registry, and the handlers of their routes. */
export function duplicatesOf(eventing: Eventing, ground: () => DuplicatesGround) {
  const served = serveAggregate(eventing, duplicate, {});
  const rules = serveAggregate(eventing, duplicateRules, {});
  const unsettled = eventing.beside<Unsettled>('unsettled_duplicates');
  const { store } = served;
  const { list, get } = served.reads(getDuplicate);
  const ruleReads = rules.reads(getDuplicateRules);

  const own = (moment: Moment, actor: Actor, id: string, what: string) =>
    ownCommand(moment, { actor, route: `POST /v1/duplicates/{id}/${what}`, target: `/v1/duplicates/${id}/${what}` });

  const lapseOne = (id: string, actor: Actor, moment: Moment) =>
    served.alters(id, own(moment, actor, id, 'lapse'), (state) => lapse(state, moment.today));

  /** The pairs that name a person. */
  async function pairsOf(personId: string) {
    const found = await Promise.all(
      (['personId', 'otherId'] as const).map((field) => readAll(store, { [field]: personId })),
    );
    return found.flat();
  }

  /** The subjects that stand for some records, with all that were merged with them. */
  async function subjectsBy(some: readonly (StoredPerson | undefined)[]): Promise<readonly string[]> {
    const records = await Promise.all(some.map((one) => (one === undefined ? [] : ground().group.recordsOf(one))));
    return subjectsOf(records.flat());
  }

  /** Which records stand for a pair now, and what hinders their merge. */
  async function standingOf(id: string): Promise<Standing> {
    const stored = await store.load(id);
    if (stored === undefined) return { standing: ['', ''], consents: [], contactable: [], subjects: [] };
    const { ministry, state: pair } = stored;
    const [one, other] = await Promise.all(
      [pair.personId, pair.otherId].map((each) => ground().group.survivorOf(each)),
    );
    const hinders = [one, other]
      .map((each) =>
        each !== undefined && each.ministry !== ministry ? 'transferred' : (each?.state.status ?? 'erased'),
      )
      .find((status) => !mergeable.includes(status));
    const consents = [one?.state.consents, other?.state.consents];
    const contactable = [one, other].flatMap((each) => (each?.state.contactable ? [each.id] : []));
    const subjects = await subjectsBy([one, other]);
    return { standing: [one?.id ?? '', other?.id ?? ''], hinders, consents, contactable, subjects };
  }

  /** Pairs that a merge has made one person of: there is nothing left to decide. */
  async function lapseOvertaken(personId: string, but: string, actor: Actor, moment: Moment): Promise<void> {
    for (const { id, state } of await pairsOf(personId)) {
      if (id === but || state.status !== 'open') continue;
      const [one, other] = (await standingOf(id)).standing;
      if (one === other) await lapseOne(id, actor, moment);
    }
  }

  /** Brings the merged record in line with what was decided of the pair; again and again has the same effect. */
  async function settle({ duplicate: id, actor }: Unsettled, moment: Moment): Promise<void> {
    for (;;) {
      const pair = await store.load(id);
      const { status, survivorId, mergedId, decidedOn } = pair?.state ?? {};
      if (pair === undefined || survivorId === undefined || mergedId === undefined || decidedOn === undefined) return;
      const command = own(moment, actor, id, status ?? '');
      const outcome = await ground().alters(mergedId, command, (merged, ministry) => {
        if (ministry !== pair.ministry) return reject('NOT_FOUND');
        const isInto = merged.status === 'merged' && merged.mergedInto === survivorId;
        if (status === 'merged') return isInto ? 'unchanged' : mergeInto(merged, survivorId, decidedOn);
        return status === 'unmerged' && isInto ? unmerge(merged, decidedOn) : 'unchanged';
      });
      if (isRefused(outcome) && status === 'merged') await lapseOne(id, actor, moment);
      // somebody was bound to one of them meanwhile: whoever is second takes back what they did
      else if (status === 'merged' && (await subjectsBy([await ground().group.survivorOf(survivorId)])).length > 1) {
        const parting = { reasonCode: BOUND_TO_TWO, unmergedOn: moment.today };
        await served.alters(id, own(moment, actor, id, 'unmerge'), (state) => part(state, parting));
      } else if (status === 'merged') {
        await lapseOvertaken(mergedId, id, actor, moment);
        await ground().follow(survivorId, actor, moment);
      }
      // decided again meanwhile: what was done above may be of the decision before
      if ((await store.load(id))?.seq === pair.seq) return;
    }
  }

  /** Notes a decision, makes it, and lets the records follow. */
  async function settling(
    asked: Asked,
    decided: 'merged' | 'unmerged',
    decide: () => Promise<Answer<never>>,
  ): Promise<Answer<never>> {
    const { actor, context } = asked;
    const { id } = IdParams.parse(asked.params);
    if (actor === undefined) return decide();
    const note: Unsettled = { duplicate: id, actor, since: context.now.toISOString() };
    const noted = context.newId();
    await unsettled.insert(noted, note);
    const answer = await decide();
    const isMade = 'outcome' in answer && answer.outcome.kind === 'acknowledged';
    if (isMade) await settle(note, context);
    await unsettled.remove(noted);
    const { reasonCode, personId: one = '', otherId: other = '' } = (isMade && (await store.load(id))?.state) || {};
    if (decided !== 'merged' || reasonCode !== BOUND_TO_TWO) return answer;
    return { outcome: { kind: 'rejected', rejection: reject('BOUND_TO_TWO', { one, other }) } };
  }

  eventing.job<Record<string, never>>({
    name: 'duplicates.settle',
    everyMs: SETTLE_MS,
    async step(_input, after, moment) {
      const { items, next } = await unsettled.page({ after, limit: PAGE });
      let changed = 0;
      for (const { id, content } of items) {
        await settle(content, moment);
        // the decision itself may still be under way
        if (moment.now.getTime() - Date.parse(content.since) < MINUTE_MS) continue;
        await unsettled.remove(id);
        changed += 1;
      }
      return { next, changed };
    },
  });

  const merges = served.changes(mergePair, { reads: (_command, id) => standingOf(id) });
  const unmerges = served.changes(unmergePair);
  const rulesOf: (ministry: string) => Promise<DuplicateRules> = rulesBy(rules.store, duplicateRules, defaultRules);

  return {
    store,
    rulesOf,

    /** Enters two records that are likely of one person; one that is known shows the new score while it is open. */
    async propose(one: StoredPerson, other: StoredPerson, score: Score, moment: Moment): Promise<void> {
      const pair = pairOf(one.id, other.id);
      const key = keyOf(pair);
      const id = naturalId(key);
      const actor = serviceActor('registry', one.ministry);
      const command = own(moment, actor, id, 'proposal');
      const known = await store.load(id);
      const outcome =
        known === undefined
          ? await store.create(command, () => propose(pair, score, moment.today), {
              naturalKey: key,
              ministry: one.ministry,
            })
          : await served.alters(id, command, (state) => rescore(state, score));
      if (isRefused(outcome)) throw new Error(`the pair ${id} is proposed later`);
      // erased or handed over between the comparison and now: whoever did it may have looked for pairs before this one was there
      const now = await Promise.all(pair.map((each) => ground().group.survivorOf(each)));
      const isGone = (each: StoredPerson | undefined) =>
        each === undefined || each.state.status === 'erased' || each.ministry !== one.ministry;
      if (now.some(isGone)) await lapseOne(id, actor, moment);
    },

    /** Nothing is left to decide of a person who was erased or handed over, and nothing is left of how their fields compare. */
    async forget(personId: string, actor: Actor, moment: Moment): Promise<void> {
      for (const { id } of await pairsOf(personId)) await lapseOne(id, actor, moment);
    },

    handlers: {
      listDuplicates: list,
      getDuplicate: get,
      rejectDuplicate: served.changes(rejectPair),
      mergeDuplicate: (asked: Asked) => settling(asked, 'merged', () => merges(asked)),
      unmergeDuplicate: (asked: Asked) => settling(asked, 'unmerged', () => unmerges(asked)),
      listDuplicateRules: ruleReads.list,
      getDuplicateRules: ruleReads.get,
      setDuplicateRules: rules.puts(setRules),
    },
  };
}

const isRefused = (outcome: Outcome): boolean => outcome.kind !== 'acknowledged';
