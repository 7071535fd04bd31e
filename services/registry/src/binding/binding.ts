// Binding over HTTP. A code is found by the blind token of it, in one look whatever it is: how long an answer takes tells
// nothing of how much of a code is right. Each step is in the audit before it is made.
import { type AppliedFor, isRejection, type Person, type Rejection, reject } from '@tributary/contracts';
import { type Actor, type CommandContext, type Eventing, type Outcome, ownCommand } from '@tributary/eventing';
import { blindToken, newSpokenCode, normalSpokenCode } from '@tributary/privacy';
import { type Answer, type CheckedRequest, found, Refusal } from '@tributary/service-kit';
import type { Blinding } from '../person/tokens.ts';
import { actsFor, type PersonGroup, type PersonStore, type StoredPerson, subjectsOf } from '../person-group.ts';
import type { Audit } from '../vault/audit.ts';
import { bind, issue, takeBack, unbind } from './decisions.ts';
import { bindingTriesOf } from './tries.ts';

type Asked<Body = unknown> = CheckedRequest<unknown, unknown, Body>;

export interface BindingGround {
  readonly store: PersonStore;
  readonly group: Pick<PersonGroup, 'recordsOf'>;
  readonly audit: Pick<Audit, 'record'>;
  /** a person whom the caller may touch; any other is as if it were not there */
  readonly known: (asked: Asked) => Promise<StoredPerson | undefined>;
  readonly blindingOf: (ministry: string) => Blinding;
}

const refused = (rejection: Rejection): Answer<never> => ({ outcome: { kind: 'rejected', rejection } });

/** No ministry: what is compared before it is known whose record it is. */
const OF_ALL = '';
/** Records of one identity that are looked at. */
const MINUTE_MS = 60_000;

/** A record that was handed over to another ministry meanwhile is not there. */
const stillOf = ({ ministry }: StoredPerson) => ({
  authorise: (now: Pick<StoredPerson, 'ministry'>) => (now.ministry === ministry ? undefined : reject('NOT_FOUND')),
});

/** An identity may stand for one person of a ministry: the index over what records hold says so. */
const onceBound = (outcome: Outcome): Answer<never> =>
  outcome.kind === 'rejected' && outcome.rejection.rejected === 'ALREADY_EXISTS'
    ? refused(reject('ALREADY_BOUND'))
    : { outcome };

/** The handlers of the routes by which an identity comes to stand for a person. */
export function bindingOf(eventing: Eventing, { store, group, audit, known, blindingOf }: BindingGround) {
  const tries = bindingTriesOf(eventing);
  const tokenOf = (kind: string, value: string, ministry = OF_ALL) => {
    const { key, ministry: of } = blindingOf(ministry);
    return blindToken(key, of, kind, value);
  };

  /**
   * Takes back what was bound where another subject came to stand for the person at the same moment, by another record of
   * theirs: either of the two sees both.
   * @returns whether it was taken back
   */
  async function isOvertaken(stored: StoredPerson, subject: string, actor: Actor, context: CommandContext) {
    if (subjectsOf(await group.recordsOf(stored)).every((one) => one === subject)) return false;
    const { id } = stored;
    const look = { persons: [id], actor, at: context.now, purpose: 'BOUND_TO_TWO', fields: {} };
    await audit.record({ ...look, what: 'unbinding' });
    const target = `/v1/persons/${id}/unbinding`;
    const command = ownCommand(context, { actor, route: 'POST /v1/persons/{id}/unbinding', target });
    await store.change(id, command, ({ state }) => takeBack(state, subject));
    return true;
  }

  return {
    issueBindingCode: async (
      asked: Asked<{ evidence: string; minutes: number }>,
    ): Promise<Answer<{ code: string; expiresAt: string }>> => {
      const named = await known(asked);
      const { actor, body, context } = asked;
      if (named === undefined || actor === undefined) return found<never>(undefined);
      const records = await group.recordsOf(named);
      const [stored] = records;
      const code = newSpokenCode();
      const until = new Date(context.now.getTime() + body.minutes * MINUTE_MS);
      const issued = {
        token: tokenOf('code', normalSpokenCode(code)),
        issuedBy: tokenOf('issuer', actor.sub),
        until,
      };
      const persons = [stored.id];
      const isBound = subjectsOf(records).length > 0;
      await audit.record({ persons, actor, at: context.now, purpose: body.evidence, what: 'code', fields: {} });
      const outcome = await store.change(
        stored.id,
        context,
        ({ state }) => issue(state, issued, context.now, isBound),
        stillOf(stored),
      );
      if (outcome.kind === 'rejected') return { outcome };
      return { reply: { body: { code, expiresAt: until.toISOString() }, headers: { 'cache-control': 'no-store' } } };
    },

    bindIdentity: async (asked: Asked<{ code: string }>): Promise<Answer<never>> => {
      const subject = asked.applicant();
      const { actor, body, context } = asked;
      if (subject === undefined || actor === undefined) return refused(reject('FORBIDDEN'));
      const seconds = await tries.count(tokenOf('identity', subject), context.now);
      if (seconds !== undefined) throw new Refusal('TOO_MANY_REQUESTS', { values: { seconds } });
      const token = tokenOf('code', normalSpokenCode(body.code));
      const { items } = await store.page({ bindingCode: token }, { limit: 1 });
      const [stored] = items;
      if (stored === undefined) return refused(reject('CODE_UNKNOWN'));
      const records = await group.recordsOf(stored);
      const presented = {
        token,
        subject,
        identity: tokenOf('identity', subject, stored.ministry),
        presentedBy: tokenOf('issuer', actor.sub),
        survivor: records[0].state,
        isTaken: subjectsOf(records).some((one) => one !== subject),
      };
      const decide = (state: Person & AppliedFor) => bind(state, presented, context);
      const would = decide(stored.state);
      if (would !== 'unchanged') {
        if (isRejection(would)) return refused(would);
        const look = { persons: [stored.id], actor, at: context.now, purpose: 'OWN_RECORD', fields: {} };
        await audit.record({ ...look, what: 'binding' });
      }
      const outcome = await store.change(stored.id, context, ({ state }) => decide(state), stillOf(stored));
      const isNew = would !== 'unchanged' && outcome.kind === 'acknowledged';
      const overtaken = isNew && (await isOvertaken(stored, subject, actor, context));
      return overtaken ? refused(reject('UNAVAILABLE', { seconds: 1 })) : onceBound(outcome);
    },

    unbindIdentity: async (asked: Asked<{ reasonCode: string }>): Promise<Answer<never>> => {
      const stored = await known(asked);
      if (stored === undefined) return found<never>(undefined);
      const { actor, body, context } = asked;
      const bound = (await group.recordsOf(stored)).filter(({ state }) => !isRejection(unbind(state)));
      const persons = [...new Set([stored.id, ...bound.map(({ id }) => id)])];
      await audit.record({ persons, actor, at: context.now, purpose: body.reasonCode, what: 'unbinding', fields: {} });
      const outcomes: Outcome[] = [];
      for (const one of bound) {
        outcomes.push(await store.change(one.id, context, ({ state }) => unbind(state), stillOf(one)));
      }
      const refusal = outcomes.find(({ kind }) => kind !== 'acknowledged');
      return { outcome: refusal ?? outcomes[0] ?? { kind: 'rejected', rejection: reject('NOT_BOUND') } };
    },

    listOwnRecords: async (
      asked: CheckedRequest<unknown, { readonly after?: string | undefined; readonly limit: number }, unknown>,
    ) => {
      const { applicantId } = asked.rows();
      if (applicantId === undefined) return found<never>(undefined);
      const { after, limit } = asked.query;
      const { items, next } = await store.page({ applicantId }, { limit, after });
      const own = await Promise.all(items.map((one) => standingFor(one, applicantId)));
      return { reply: { body: { items: own.filter((one) => one !== undefined), next: next ?? null } } };
    },
  };

  /** The record that goes on for an own one, told of once for all that stand with it; undefined where another subject acts. */
  async function standingFor(one: StoredPerson, subject: string) {
    const records = await group.recordsOf(one);
    const isFirst = records.find(({ state }) => state.applicantId === subject)?.id === one.id;
    if (!isFirst || actsFor(records) !== subject) return undefined;
    const [{ id, ministry, state }] = records;
    const { boundOn } = records.find(({ state: { boundOn: on } }) => on !== undefined)?.state ?? {};
    return { id, ministry, status: state.status, ...(boundOn !== undefined && { boundOn }) };
  }
}
