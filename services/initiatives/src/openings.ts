// Awards of before over HTTP: proposed by finance, and taken in by another person, with the envelope of their call.
import {
  type Award,
  type approveOpening,
  type award,
  type FiscalClosing,
  type Given,
  IdParams,
  isRejection,
  type Programme,
  toMinor,
} from '@tributary/contracts';
import { type AggregateStore, naturalId, type ReservingKind } from '@tributary/eventing';
import type { Answer, CheckedRequest } from '@tributary/service-kit';
import type { ServedAggregate } from '@tributary/service-kit/compose';
import { type Calls, reserveIn, statusIn } from './approvals.ts';
import { proposeOpening, refuseToTakeIn, takeIn } from './award/opening.ts';
import type { PeriodGround } from './award/period.ts';
import { initiativeKey } from './award/signing.ts';
import { centralOf } from './award/verified.ts';
import type { Upstream } from './upstream/upstream.ts';

type RequestOfAny = CheckedRequest<unknown, unknown, unknown>;

const KIND = 'opened-award';

/** What an award of before holds of the envelope of its call, in minor units: what the programme pays, once it was taken in. */
const heldBy = (of: Award): bigint =>
  of.opening === undefined || of.status === 'proposed' || of.status === 'refused' ? 0n : toMinor(centralOf(of));

/** Awards of before as those that hold parts of envelopes. */
export const holdingOpened = (store: Pick<AggregateStore<Award>, 'load' | 'reserveId'>): ReservingKind => ({
  kind: KIND,
  reserveId: (id) => store.reserveId(id),
  async holds(id) {
    const stored = await store.load(id);
    return stored && heldBy(stored.state);
  },
});

/** What openings lean on. */
export interface OpeningsGround {
  readonly programmes: Pick<AggregateStore<Programme>, 'load'>;
  readonly calls: Calls;
  readonly upstream: Upstream;
  /** how the books of a ministry stand */
  readonly closingOf: (ministry: string) => Promise<FiscalClosing | undefined>;
}

/** The handlers of the routes by which an award of before is taken in. */
export function openingsOf(
  awards: ServedAggregate<typeof award.state, Upstream>,
  { programmes, calls, upstream, closingOf }: OpeningsGround,
) {
  const periodOf = async (ministry: string | undefined): Promise<PeriodGround> => ({
    closing: ministry === undefined ? undefined : await closingOf(ministry),
  });

  /** Reserves what the award takes of the envelope, where the approval would take it in. */
  async function reserve(id: string, command: Given<typeof approveOpening>, asked: RequestOfAny, period: PeriodGround) {
    const stored = await awards.store.load(id);
    const callId = stored?.state.callId;
    if (stored === undefined || callId === undefined || stored.ministry !== asked.actor?.ministry) return undefined;
    const { context } = asked;
    const known = { ...upstream, ...context, ...period, by: context.actor.sub, initiativeId: '', exhausted: undefined };
    if (isRejection(takeIn(stored.state, command, known))) return undefined;
    return reserveIn(calls, callId, { owner: { kind: KIND, id }, asked: toMinor(centralOf(stored.state)), context });
  }

  return {
    openAward: (asked: RequestOfAny) =>
      awards.creates(proposeOpening, {
        reads: async ({ programmeId, callId }) => {
          const [programme, call] = await Promise.all([
            programmes.load(programmeId),
            callId === undefined ? undefined : calls.load(callId),
          ]);
          const period = await periodOf(programme?.ministry);
          return { programme: programme?.state, call: call?.state, ministry: programme?.ministry, ...period };
        },
        ownedBy: (_command, { ministry }) => ministry,
      })(asked),
    async approveOpening(asked: RequestOfAny): Promise<Answer<never>> {
      const { id } = IdParams.parse(asked.params);
      const answer = await awards.changes(takeIn, {
        reads: async (command) => {
          const period = await periodOf((await awards.store.load(id))?.ministry);
          const exhausted = await reserve(id, command, asked, period);
          return { initiativeId: naturalId(initiativeKey(id)), exhausted, ...period };
        },
      })(asked);
      const callId = (await awards.store.load(id))?.state.callId;
      if (callId !== undefined && statusIn(answer) === 'signed') await calls.confirm(callId, id);
      return answer;
    },
    refuseOpening: awards.changes(refuseToTakeIn),
  };
}
