// Emergency access to persons over HTTP: who declares, ends and reviews it, and what holds while somebody looks under it. It
// expires by a job, or by the first look after its hours, whichever comes first, so that no clock that goes back revives it.
import {
  type EmergencyAccess,
  type EmergencyLook,
  emergencyAccess,
  getEmergencyAccess,
  type getEmergencyAccessUse,
  IdParams,
  type listEmergencyAccessLooks,
  type Moment,
  type Rejection,
  reject,
  rejectField,
  unreviewedStates,
} from '@tributary/contracts';
import {
  type Actor,
  type Eventing,
  naturalId,
  ownCommand,
  readAll,
  type Stored,
  serviceActor,
} from '@tributary/eventing';
import { type Answer, type BodyOf, type CheckedRequest, found, type Measure } from '@tributary/service-kit';
import { serveAggregate } from '@tributary/service-kit/compose';
import type { StoredPerson } from '../person-group.ts';
import { type Audit, toldOf } from '../vault/audit.ts';
import { covers, declare, end, expire, isFor, isInForce, review } from './decisions.ts';
import { emergencyRulesIn } from './rules.ts';

type Asked<Query = unknown> = CheckedRequest<unknown, Query, unknown>;
type Page = { readonly limit: number; readonly after?: string | undefined };

export interface EmergencyGround {
  readonly audit: Pick<Audit, 'under' | 'countUnder' | 'countBy'>;
}

/** What lets somebody look under an emergency access. */
export interface LetIn {
  readonly id: string;
  readonly purpose: string;
}

const EVERY_MS = 60_000;
/** Another process has taken over by then, or nobody looks any more. */
const OLD_MS = 3 * EVERY_MS;
/** Officers of one access that are counted at once. */
const PAGE = 200;

const { path } = emergencyAccess;
const isPerson = ({ sub, client }: Actor): boolean => sub !== client;

/** Emergency accesses, the rules of ministries for them, and the handlers of their routes. */
export function emergencyIn(eventing: Eventing, ground: () => EmergencyGround, now: () => Date) {
  const rules = emergencyRulesIn(eventing);
  const served = serveAggregate(eventing, emergencyAccess, {});
  const { store } = served;
  const reads = served.reads(getEmergencyAccess);
  const officers = eventing.beside<{ readonly access: string; readonly officer: string }>('emergency_officers', [
    'access',
  ]);
  let told:
    | { readonly open: number; readonly waiting: number; readonly overdue: number; readonly at: number }
    | undefined;

  const useOf = (access: string, officer: string) => naturalId(`emergency-officer|${access}|${officer}`);

  function close({ id, ministry }: Stored<EmergencyAccess>, moment: Moment) {
    const actor = serviceActor('registry', ministry);
    const command = ownCommand(moment, { actor, route: `POST ${path}/{id}/expiry`, target: `${path}/${id}/expiry` });
    return served.alters(id, command, (state) => expire(state, moment));
  }

  /** Refuses where an access is in force no longer at this moment; one whose hours are over is closed by it. */
  async function refuseOver(one: Stored<EmergencyAccess>, context: Moment): Promise<Rejection | undefined> {
    const moment = { ...context, now: now() };
    if (isInForce(one.state, moment.now)) return undefined;
    if (one.state.status === 'open') await close(one, moment);
    return reject('EMERGENCY_ACCESS_OVER', { emergencyAccess: one.id });
  }

  /** An access of the caller's own ministry; any other is as if it were not there. */
  async function known({ params, mayTouch }: Pick<Asked, 'params' | 'mayTouch'>) {
    const one = await store.load(IdParams.parse(params).id);
    return one !== undefined && mayTouch(one.ministry) ? one : undefined;
  }

  eventing.job<Record<string, never>>({
    name: 'emergency-accesses.following',
    everyMs: EVERY_MS,
    async step(_input, _after, moment) {
      const open = await readAll(store, { status: 'open' });
      const over = open.filter(({ state }) => !isInForce(state, moment.now));
      for (const one of over) await close(one, moment);
      const waiting = (await Promise.all(unreviewedStates.map((status) => readAll(store, { status })))).flat();
      const overdue = waiting.filter(({ state: { reviewBy = '' } }) => reviewBy <= moment.now.toISOString());
      told = { open: open.length - over.length, waiting: waiting.length, overdue: overdue.length, at: now().getTime() };
      return { next: undefined, changed: over.length };
    },
  });

  return {
    /**
     * Lets an officer look at a person under an access, and keeps that this officer used it.
     * @param asked whose it is, and the purpose where one was said
     */
    async letIn(
      id: string,
      {
        purpose,
        isOwn,
        stored,
        actor,
        context,
      }: {
        readonly purpose: string | undefined;
        readonly isOwn: boolean;
        readonly stored: StoredPerson;
        readonly actor: Actor | undefined;
        readonly context: Moment;
      },
    ): Promise<LetIn | Rejection> {
      if (isOwn || actor === undefined || !isPerson(actor)) return reject('EMERGENCY_ACCESS_NOT_YOURS');
      const one = await store.load(id);
      if (one === undefined || one.ministry !== stored.ministry) {
        return rejectField('EMERGENCY_ACCESS_UNKNOWN', '/query/emergencyAccess', { emergencyAccess: id });
      }
      if (!isFor(one.state, actor)) return reject('EMERGENCY_ACCESS_NOT_YOURS');
      const refused = await refuseOver(one, context);
      if (refused !== undefined) return refused;
      const { purpose: own } = one.state;
      if (!covers(one.state, stored.state) || (purpose !== undefined && purpose !== own)) {
        return reject('EMERGENCY_ACCESS_NOT_COVERING', { purpose: own });
      }
      await officers.insert(useOf(id, actor.sub), { access: id, officer: actor.sub });
      return { id, purpose: own };
    },

    /** Refuses an answer that has not left yet where the access it rests on is in force no longer. */
    async refuseEnded({ id }: LetIn, context: Moment): Promise<Rejection | undefined> {
      const one = await store.load(id);
      return one === undefined ? reject('EMERGENCY_ACCESS_OVER', { emergencyAccess: id }) : refuseOver(one, context);
    },

    /** What is watched of them, for /metrics; nothing where it is old. */
    measures(): readonly Measure[] {
      if (told === undefined || now().getTime() - told.at >= OLD_MS) return [];
      return [
        {
          name: 'tributary_emergency_accesses_open',
          help: 'Emergency accesses to persons that are in force',
          value: told.open,
        },
        {
          name: 'tributary_emergency_reviews_waiting',
          help: 'Emergency accesses to persons that are over and wait for their review',
          value: told.waiting,
        },
        {
          name: 'tributary_emergency_reviews_overdue',
          help: 'Emergency accesses to persons whose review is overdue',
          value: told.overdue,
        },
      ];
    },

    handlers: {
      ...rules.handlers,
      declareEmergencyAccess: (asked: Asked) =>
        served.creates(declare, { reads: async () => ({ rules: await rules.of(asked.actor?.ministry ?? '') }) })(asked),
      endEmergencyAccess: served.changes(end),
      reviewEmergencyAccess: (asked: Asked) =>
        served.changes(review, {
          reads: async (_command, id) => ({
            hasLooked: (await officers.read(useOf(id, asked.actor?.sub ?? ''))) !== undefined,
          }),
        })(asked),
      listEmergencyAccesses: reads.list,
      getEmergencyAccess: reads.get,
      getEmergencyAccessUse: async (asked: Asked): Promise<Answer<BodyOf<typeof getEmergencyAccessUse>>> => {
        const one = await known(asked);
        if (one === undefined) return found<never>(undefined);
        const { countUnder, countBy } = ground().audit;
        const used: { readonly officer: string; readonly looks: number }[] = [];
        let after: string | undefined;
        do {
          const { items, next } = await officers.page({
            after,
            limit: PAGE,
            where: { field: 'access', value: one.id },
          });
          for (const { content } of items) {
            const looks = await countBy(one.id, content.officer);
            // who was refused after that was noted has looked at nobody
            if (looks > 0) used.push({ officer: content.officer, looks });
          }
          after = next;
        } while (after !== undefined);
        used.sort((a, b) => b.looks - a.looks || (a.officer < b.officer ? -1 : 1));
        return { reply: { body: { looks: await countUnder(one.id), officers: used } } };
      },
      listEmergencyAccessLooks: async (
        asked: Asked<Page>,
      ): Promise<Answer<BodyOf<typeof listEmergencyAccessLooks>>> => {
        const one = await known(asked);
        if (one === undefined) return found<never>(undefined);
        const { limit, after } = asked.query;
        const { items: links, next } = await ground().audit.under(one.id, { limit, after });
        const items = links.map(({ no, entry }): EmergencyLook => {
          const { emergencyAccess: _access, ...look } = toldOf(entry);
          return { ...look, officer: entry.by, persons: [...entry.persons], entry: no };
        });
        return { reply: { body: { items, next: next ?? null } } };
      },
    },
  };
}

export type Emergency = ReturnType<typeof emergencyIn>;
