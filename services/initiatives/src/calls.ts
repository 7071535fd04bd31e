// Calls over HTTP: their decisions, with the programme that each needs to know.
import { call, getCall, type Programme, type programme } from '@tributary/contracts';
import type { Eventing, ReservingKind } from '@tributary/eventing';
import type { CheckedRequest } from '@tributary/service-kit';
import { type ServedAggregate, serveAggregate } from '@tributary/service-kit/compose';
import { cancel, close, draft, open } from './call/decisions.ts';
import { phaseOf } from './call/window.ts';

type RequestOfAny = CheckedRequest<unknown, unknown, unknown>;

/**
 * The calls of a service, and the handlers of their routes.
 * @param timeZone of the installation
 * @param owners those that reserve parts of envelopes
 */
export function callsOf(
  eventing: Eventing,
  programmes: ServedAggregate<typeof programme.state, object>['store'],
  timeZone: string,
  owners: () => readonly ReservingKind[],
) {
  const calls = serveAggregate(eventing, call, {}, owners);
  const { list, get } = calls.reads(getCall, ({ state }, { context }) => ({ phase: phaseOf(state, context.now) }));

  async function programmeOf(callId: string): Promise<{ readonly programme: Programme | undefined }> {
    const stored = await calls.store.load(callId);
    return { programme: stored && (await programmes.load(stored.state.programmeId))?.state };
  }

  return {
    store: calls.store,
    handlers: {
      draftCall: (asked: RequestOfAny) =>
        calls.creates(draft, {
          reads: async ({ programmeId }) => {
            const stored = await programmes.load(programmeId);
            return { programme: stored?.state, isOwn: stored?.ministry === asked.actor?.ministry, timeZone };
          },
        })(asked),
      openCall: calls.changes(open, { reads: (_body, id) => programmeOf(id) }),
      closeCall: calls.changes(close),
      cancelCall: calls.changes(cancel),
      listCalls: list,
      getCall: get,
    },
  };
}
