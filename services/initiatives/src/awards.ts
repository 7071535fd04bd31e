// Awards over HTTP: their decisions and reads.
import {
  type Application,
  award,
  type ChangeDecision,
  type CommandContract,
  type Given,
  getAward,
  type getLedger,
  IdParams,
  type Rejection,
  refuseState,
  reject,
} from '@tributary/contracts';
import { type Eventing, naturalId } from '@tributary/eventing';
import { type Answer, type CheckedRequest, found, type Handler } from '@tributary/service-kit';
import { serveAggregate } from '@tributary/service-kit/compose';
import type { Calls } from './approvals.ts';
import { approveAmended, propose, refuseAmended } from './award/amendment.ts';
import { pledge, receive, reduce, verify } from './award/contributions.ts';
import { terminate } from './award/ending.ts';
import { awardKey } from './award/granting.ts';
import { fail } from './award/instruction.ts';
import { trialBalanceOf } from './award/ledger.ts';
import { acquit, reverse } from './award/payment.ts';
import { inOpenPeriod, type PeriodGround } from './award/period.ts';
import { proposeToWaive, refuseToWaive, repay, waive } from './award/recovery.ts';
import { initiativeKey, sign } from './award/signing.ts';
import { awardRead } from './award/told.ts';
import { acceptFor, approve, hold, pay, release, retract } from './award/tranches.ts';
import { type TermsGround, termsOf } from './award-terms.ts';
import type { FiscalClosings } from './fiscal-closings.ts';
import { ledgerFile } from './ledger-file.ts';
import { openingsOf } from './openings.ts';
import type { Sealing } from './payee/sealing.ts';
import { payeesOf } from './payees.ts';
import type { Upstream } from './upstream/upstream.ts';

type RequestOfAny = CheckedRequest<unknown, unknown, unknown>;

const refused = (rejection: Rejection): Answer<never> => ({ outcome: { kind: 'rejected', rejection } });

const written = (answer: object): Buffer => Buffer.from(JSON.stringify(answer));

/** What awards lean on. */
interface AwardsGround extends Omit<TermsGround, 'awards' | 'upstream'> {
  readonly calls: Calls;
  readonly sealing: Sealing;
  readonly closings: FiscalClosings;
}

/** The awards of a service, and the handlers of their routes. */
export function awardsOf(
  eventing: Eventing,
  upstream: Upstream,
  { sealing, closings, calls, ...grounds }: AwardsGround,
) {
  const awards = serveAggregate(eventing, award, upstream);
  const { store } = awards;
  const terms = termsOf({ ...grounds, awards: store, upstream });
  const { list, get } = awards.reads(getAward, ({ state }) => awardRead(state));
  const idOf = (applicationId: string) => naturalId(awardKey(applicationId));

  const ledger: Handler<typeof getLedger> = async ({ params: { id }, query: { format }, mayTouch }) => {
    const stored = await store.load(id);
    if (stored === undefined || !mayTouch(stored.ministry)) return found<never>(undefined);
    const accounts = trialBalanceOf(stored.state.ledger);
    return {
      bytes:
        format === 'csv' ? ledgerFile(id, accounts) : { bytes: written({ accounts }), mediaType: 'application/json' },
    };
  };

  /** How the books of the ministry of an award stand. */
  async function period(id: string): Promise<PeriodGround> {
    const stored = await store.load(id);
    return { closing: stored && (await closings.of(stored.ministry)) };
  }

  /** Answers a command that posts on a day, which is open. */
  const posts = <Contract extends CommandContract<'change', typeof award.state>, More extends object = object>(
    decision: ChangeDecision<Contract, Upstream & More>,
    reads: (command: Given<Contract>, id: string) => Promise<More | object> = async () => ({}),
  ) =>
    awards.changes(inOpenPeriod(decision), {
      reads: async (command, id) => ({ ...((await reads(command, id)) as More), ...(await period(id)) }),
    });

  return {
    store,
    period,
    alters: awards.alters,
    instructing: terms.instructing,
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
      ...openingsOf(awards, { programmes: grounds.programmes, calls, upstream, closingOf: (of) => closings.of(of) }),
      terminateAward: posts(terminate, terms.ending),
      proposeAmendment: awards.changes(propose, { reads: terms.amending }),
      approveAmendment: awards.changes(approveAmended, { reads: terms.amending }),
      refuseAmendment: awards.changes(refuseAmended),
      repayRecovery: posts(repay),
      proposeWaiver: awards.changes(proposeToWaive),
      approveWaiver: posts(waive),
      refuseWaiver: awards.changes(refuseToWaive),
      pledgeContribution: awards.changes(pledge),
      receiveContribution: posts(receive),
      verifyContribution: posts(verify),
      reducePledge: awards.changes(reduce),
      acceptRequirement: awards.changes(acceptFor, { reads: terms.proving }),
      retractRequirement: awards.changes(retract),
      holdTranche: awards.changes(hold),
      releaseTranche: awards.changes(release),
      approveTranche: awards.changes(approve),
      payTranche: posts(pay, terms.instructing),
      failInstruction: awards.changes(fail, { reads: terms.instructing }),
      ...payeesOf(awards, sealing),
      reversePayment: posts(reverse),
      acquitTranche: posts(acquit),
    },
  };
}

/** The awards of a service. */
export type Awards = ReturnType<typeof awardsOf>;
