// Commitments over HTTP: their decisions, with the agreement and the request that each needs to know.
import {
  type Agreement,
  type agreement,
  type CoFundingRequest,
  type coFundingRequest,
  commitment,
  type Given,
  getCommitment,
  type makeCommitment,
} from '@tributary/contracts';
import { type CommandContext, createdId, type Eventing, naturalId } from '@tributary/eventing';
import type { Answer, CheckedRequest } from '@tributary/service-kit';
import { type ServedAggregate, serveAggregate } from '@tributary/service-kit/compose';
import { requestKey } from './co-funding/request.ts';
import { make, planned } from './commitment/making.ts';
import { disburse, reduce, undisbursedOf } from './commitment/money.ts';
import type { CommitmentLimits } from './commitment-limits.ts';
import type { Upstream } from './upstream/upstream.ts';

type RequestOfAny = CheckedRequest<unknown, unknown, unknown>;

/** What commitments lean on. */
export interface Ground {
  readonly agreements: ServedAggregate<typeof agreement.state, object>['store'];
  readonly requests: ServedAggregate<typeof coFundingRequest.state, object>['store'];
  readonly limits: CommitmentLimits;
  readonly upstream: Upstream;
  readonly installationKey: Buffer;
}

/** The commitments of a service, and the handlers of their routes. */
export function commitmentsOf(eventing: Eventing, { agreements, requests, limits, upstream, installationKey }: Ground) {
  const commitments = serveAggregate(eventing, commitment, upstream);
  const { list, get } = commitments.reads(getCommitment, ({ state }) => ({ undisbursed: undisbursedOf(state) }));

  /** What decides about a new commitment; what it takes of its limits is reserved then, under the id that it will have. */
  async function known(command: Given<typeof makeCommitment>, id: string, context: CommandContext) {
    const [agreement, request] = await Promise.all([
      agreements.load(command.agreementId),
      requests.load(naturalId(requestKey(command.awardId))),
    ]);
    const found: { agreement: Agreement | undefined; request: CoFundingRequest | undefined } = {
      agreement: agreement?.state,
      request: request?.state,
    };
    const plan = planned(command, { ...found, ...upstream });
    if ('rejected' in plan || command.committedOn > context.today) return { ...found, refused: undefined };
    // a repeat of what was made is answered as before, and takes nothing
    const isMade = (await commitments.store.load(id)) !== undefined;
    return { ...found, refused: isMade ? undefined : await limits.reserve(id, plan, context) };
  }

  return {
    store: commitments.store,
    handlers: {
      /** Its reaction counts for good what was reserved here. */
      makeCommitment(asked: RequestOfAny): Promise<Answer<never>> {
        const { context } = asked;
        const id = createdId(installationKey, context);
        return commitments.creates(make, { reads: (command) => known(command, id, context) })(asked);
      },
      recordDisbursement: commitments.changes(disburse),
      reduceCommitment: commitments.changes(reduce),
      listCommitments: list,
      getCommitment: get,
    },
  };
}
