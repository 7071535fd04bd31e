// Binding over HTTP. A code is found by the blind token of it, in one look whatever it is: how long an answer takes tells
// nothing of how much of a code is right. Each step is in the audit before it is made.
import { type AppliedFor, IdParams, isRejection, type Person, type Rejection, reject } from '@tributary/contracts';
import type { Eventing, Outcome } from '@tributary/eventing';
import { blindToken, newSpokenCode, normalSpokenCode } from '@tributary/privacy';
import { type Answer, type CheckedRequest, found, Refusal } from '@tributary/service-kit';
import type { Blinding } from '../person/tokens.ts';
import type { PersonStore, StoredPerson } from '../person-group.ts';
import type { Audit } from '../vault/audit.ts';
import { bind, issue, unbind } from './decisions.ts';
import { bindingTriesOf } from './tries.ts';

type Asked<Body = unknown> = CheckedRequest<unknown, unknown, Body>;

export interface BindingGround {
  readonly store: PersonStore;
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
export function bindingOf(eventing: Eventing, { store, audit, known, blindingOf }: BindingGround) {
  const tries = bindingTriesOf(eventing);
  const tokenOf = (kind: string, value: string, ministry = OF_ALL) => {
    const { key, ministry: of } = blindingOf(ministry);
    return blindToken(key, of, kind, value);
  };

  return {
    issueBindingCode: async (
      asked: Asked<{ evidence: string; minutes: number }>,
    ): Promise<Answer<{ code: string; expiresAt: string }>> => {
      const stored = await known(asked);
      const { actor, body, context } = asked;
      if (stored === undefined || actor === undefined) return found<never>(undefined);
      const code = newSpokenCode();
      const until = new Date(context.now.getTime() + body.minutes * MINUTE_MS);
      const issued = {
        token: tokenOf('code', normalSpokenCode(code)),
        issuedBy: tokenOf('issuer', actor.sub),
        until,
      };
      const persons = [stored.id];
      await audit.record({ persons, actor, at: context.now, purpose: body.evidence, what: 'code', fields: {} });
      const outcome = await store.change(
        stored.id,
        context,
        ({ state }) => issue(state, issued, context.now),
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
      const presented = {
        token,
        subject,
        identity: tokenOf('identity', subject, stored.ministry),
        presentedBy: tokenOf('issuer', actor.sub),
      };
      const decide = (state: Person & AppliedFor) => bind(state, presented, context);
      const would = decide(stored.state);
      if (would !== 'unchanged') {
        if (isRejection(would)) return refused(would);
        const look = { persons: [stored.id], actor, at: context.now, purpose: 'OWN_RECORD', fields: {} };
        await audit.record({ ...look, what: 'binding' });
      }
      return onceBound(await store.change(stored.id, context, ({ state }) => decide(state), stillOf(stored)));
    },

    unbindIdentity: async (asked: Asked<{ reasonCode: string }>): Promise<Answer<never>> => {
      const stored = await known(asked);
      if (stored === undefined) return found<never>(undefined);
      const { actor, body, context } = asked;
      const persons = [IdParams.parse(asked.params).id];
      await audit.record({ persons, actor, at: context.now, purpose: body.reasonCode, what: 'unbinding', fields: {} });
      return { outcome: await store.change(stored.id, context, ({ state }) => unbind(state), stillOf(stored)) };
    },

    listOwnRecords: async (
      asked: CheckedRequest<unknown, { readonly after?: string | undefined; readonly limit: number }, unknown>,
    ) => {
      const { applicantId } = asked.rows();
      if (applicantId === undefined) return found<never>(undefined);
      const { after, limit } = asked.query;
      const { items, next } = await store.page({ applicantId }, { limit, after });
      const own = items.map(({ id, ministry, state: { status, boundOn } }) => ({
        id,
        ministry,
        status,
        ...(boundOn !== undefined && { boundOn }),
      }));
      return { reply: { body: { items: own, next: next ?? null } } };
    },
  };
}
