// Transfers of records between ministries over HTTP. Until one is accepted the ministry that is asked sees nothing of the
// record: neither who it is nor under which id it is kept.
import { IdParams, openPersonStates, type Person, type person, type Rejection, reject } from '@tributary/contracts';
import { blindToken } from '@tributary/privacy';
import { type Answer, type CheckedRequest, found } from '@tributary/service-kit';
import type { ServedAggregate } from '@tributary/service-kit/compose';
import type { Blinding } from '../person/tokens.ts';
import type { PersonStore, StoredPerson } from '../person-group.ts';
import type { Audit } from '../vault/audit.ts';
import { propose, refuse, refuseAcceptance, withdraw } from './decisions.ts';
import { holderIn, type Moving } from './moving.ts';

type Asked<Body = unknown, Query = unknown> = CheckedRequest<unknown, Query, Body>;
type Served = ServedAggregate<typeof person.state, object>;

export interface TransfersGround {
  readonly store: PersonStore;
  readonly changes: Served['changes'];
  readonly alters: Served['alters'];
  readonly audit: Pick<Audit, 'record'>;
  readonly moving: Moving;
  readonly blindingOf: (ministry: string) => Blinding;
}

const refused = (rejection: Rejection): Answer<never> => ({ outcome: { kind: 'rejected', rejection } });

/** The handlers of the routes by which a record comes to another ministry. */
export function transfersOf({ store, changes, alters, audit, moving, blindingOf }: TransfersGround) {
  /** Who asks, of whatever ministry: two of them are compared. */
  const tokenOf = (sub: string) => blindToken(blindingOf('').key, '', 'issuer', sub);

  /** The record of a transfer that the caller's ministry is asked to answer, or has answered. */
  async function asked({ params, mayTouch }: Asked): Promise<StoredPerson | undefined> {
    const { items } = await store.page({ transferId: IdParams.parse(params).id }, { limit: 1 });
    const [stored] = items;
    return stored !== undefined && mayTouch(stored.state.transfer?.to ?? '') ? stored : undefined;
  }

  return {
    proposeTransfer: (request: Asked): Promise<Answer<never>> =>
      changes(propose, {
        reads: async (_command, id) => ({
          from: (await store.load(id))?.ministry ?? '',
          proposedBy: tokenOf(request.context.actor.sub),
          bySelf: request.applicant() !== undefined,
        }),
      })(request),

    withdrawTransfer: changes(withdraw),

    listTransfers: async (request: Asked<unknown, { readonly limit: number; readonly after?: string | undefined }>) => {
      const { ministry = '' } = request.rows();
      const { limit, after } = request.query;
      const waiting = { transferTo: ministry, status: { $in: [...openPersonStates] } };
      const { items, next } = await store.page(
        after === undefined ? waiting : { ...waiting, transferId: { $gte: `${after}~` } },
        { limit, order: { transferId: 1 } },
      );
      const shown = items.flatMap(({ state: { transferId: id, transfer } }) => {
        if (id === undefined || transfer === undefined) return [];
        const { from, reasonCode, proposedOn, bySelf } = transfer;
        return [{ id, from, reasonCode, proposedOn, bySelf }];
      });
      const last = next === undefined ? null : (shown.at(-1)?.id ?? null);
      return { reply: { body: { items: shown, next: last } } };
    },

    acceptTransfer: async (request: Asked<{ readonly beside?: string | undefined }>): Promise<Answer<never>> => {
      const stored = await asked(request);
      const { actor, context } = request;
      if (stored === undefined || actor === undefined) return refused(reject('NOT_FOUND'));
      const { id, state, ministry } = stored;
      const { transfer, transferId = '' } = state;
      const accepting = { transferId, by: tokenOf(actor.sub) };
      // again, by whoever of the ministry that has it since
      const isDone = transfer?.status === 'accepted' && ministry === transfer.to;
      if (isDone) return { outcome: await alters(id, context, () => 'unchanged') };
      const rejection = refuseAcceptance(state, accepting);
      if (rejection !== undefined) return refused(rejection);
      const look = { actor, at: context.now, fields: {} };
      const purpose = transfer?.reasonCode ?? '';
      await audit.record({ ...look, persons: [id], purpose, what: 'transfer' });
      const refuses = (now: Person) => refuseAcceptance(now, accepting);
      const outcome = await moving.move(stored, actor.ministry, context, refuses, request.body.beside);
      const holder = holderIn(outcome);
      if (holder !== undefined) {
        await audit.record({ ...look, persons: [holder], purpose: 'DUPLICATE_CHECK', what: 'duplicate' });
      }
      return { outcome };
    },

    refuseTransfer: async (request: Asked<{ readonly reasonCode: string }>) => {
      const stored = await asked(request);
      if (stored === undefined) return found<never>(undefined);
      const { context, body } = request;
      const { transferId = '' } = stored.state;
      const { reasonCode } = body;
      const outcome = await alters(stored.id, context, (state) =>
        refuse(state, { transferId, reasonCode }, context.today),
      );
      if (outcome.kind === 'rejected') return { outcome };
      return { reply: { body: { id: transferId, status: 'refused' as const } } };
    },
  };
}
