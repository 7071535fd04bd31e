// Awards over HTTP: their decisions and reads.
import {
  type Application,
  award,
  getAward,
  type getLedger,
  IdParams,
  type Rejection,
  refuseState,
  reject,
} from '@tributary/contracts';
import { type AggregateStore, type Eventing, naturalId } from '@tributary/eventing';
import { type Answer, type CheckedRequest, found, type Handler } from '@tributary/service-kit';
import { serveAggregate } from '@tributary/service-kit/compose';
import { pledge, receive, verify } from './award/contributions.ts';
import { terminate } from './award/ending.ts';
import { awardKey } from './award/granting.ts';
import { trialBalanceOf } from './award/ledger.ts';
import { initiativeKey, sign } from './award/signing.ts';
import { awardRead } from './award/told.ts';
import { acceptFor, approve, hold, type Proof, pay, release } from './award/tranches.ts';
import { ledgerFile } from './ledger-file.ts';
import type { Upstream } from './upstream/upstream.ts';

type RequestOfAny = CheckedRequest<unknown, unknown, unknown>;

const refused = (rejection: Rejection): Answer<never> => ({ outcome: { kind: 'rejected', rejection } });

const written = (answer: object): Buffer => Buffer.from(JSON.stringify(answer));

/** The awards of a service, and the handlers of their routes. */
export function awardsOf(
  eventing: Eventing,
  upstream: Upstream,
  applications: () => Pick<AggregateStore<Application>, 'load'>,
) {
  const awards = serveAggregate(eventing, award, upstream);
  const { store } = awards;
  const { list, get } = awards.reads(getAward, ({ state }) => awardRead(state));
  const idOf = (applicationId: string) => naturalId(awardKey(applicationId));

  /** The files of evidence on which an award can lean: those of its application. */
  async function proofOf(id: string): Promise<Proof> {
    const stored = await store.load(id);
    const of = stored && (await applications().load(stored.state.applicationId));
    return { evidence: of?.state.evidence };
  }

  const ledger: Handler<typeof getLedger> = async ({ params: { id }, query: { format }, mayTouch }) => {
    const stored = await store.load(id);
    if (stored === undefined || !mayTouch(stored.ministry)) return found<never>(undefined);
    const accounts = trialBalanceOf(stored.state.ledger);
    return {
      bytes:
        format === 'csv' ? ledgerFile(id, accounts) : { bytes: written({ accounts }), mediaType: 'application/json' },
    };
  };

  return {
    store,
    /** The award of an application; undefined before it is granted. */
    of: (applicationId: string) => store.load(idOf(applicationId)),
    /** Signs the award of an application; `asked` is about the application, whose id has been found. */
    async sign(applicationId: string, application: Application, asked: RequestOfAny): Promise<Answer<never>> {
      const notApproved = refuseState(application, 'approved');
      if (notApproved !== undefined) return refused(notApproved);
      const id = idOf(applicationId);
      if ((await store.load(id)) === undefined) return refused(reject('NOT_CAUGHT_UP', { seconds: 1 }));
      const reads = async () => ({ initiativeId: naturalId(initiativeKey(id)) });
      return awards.changes(sign, { reads })({ ...asked, params: IdParams.parse({ id }) });
    },
    handlers: {
      listAwards: list,
      getAward: get,
      getLedger: ledger,
      terminateAward: awards.changes(terminate),
      pledgeContribution: awards.changes(pledge),
      receiveContribution: awards.changes(receive),
      verifyContribution: awards.changes(verify),
      acceptRequirement: awards.changes(acceptFor, { reads: (_command, id) => proofOf(id) }),
      holdTranche: awards.changes(hold),
      releaseTranche: awards.changes(release),
      approveTranche: awards.changes(approve),
      payTranche: awards.changes(pay),
    },
  };
}

/** The awards of a service. */
export type Awards = ReturnType<typeof awardsOf>;
