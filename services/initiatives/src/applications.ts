// Applications over HTTP: their decisions, with the call, the programme and the answers that each needs to know.
import {
  type Application,
  type addEvidence,
  application,
  type approveApplication,
  type Call,
  type call,
  type Given,
  getApplication,
  IdParams,
  type NamedAnswer,
  type Programme,
  type ProgrammeRules,
  type programme,
  type Rejection,
  reject,
  type submitApplication,
} from '@tributary/contracts';
import type { CommandContext, Eventing, VersionedRows } from '@tributary/eventing';
import { type Answer, type CheckedRequest, found } from '@tributary/service-kit';
import { type ServedAggregate, serveAggregate } from '@tributary/service-kit/compose';
import { parted, refuseAnswers } from './application/answers.ts';
import { appeal, decide } from './application/appeal.ts';
import { type ApplicantGround, correctWith, kindsUnder } from './application/applicant.ts';
import { approve, review } from './application/decision.ts';
import { judge } from './application/eligibility.ts';
import { decline, withdraw } from './application/ending.ts';
import { add, refuseEvidence } from './application/evidence.ts';
import { rulesOf, sendBack, start, submit } from './application/submission.ts';
import { applicationIn, ownApplicationIn } from './application/told.ts';
import { envelopesOf } from './approvals.ts';
import type { Awards } from './awards.ts';
import type { EvidenceFiles } from './evidence-files.ts';
import { ranking } from './ranking.ts';
import type { Upstream } from './upstream/upstream.ts';

type RequestOfAny = CheckedRequest<unknown, unknown, unknown>;

/** What applications lean on. */
export interface Ground {
  readonly calls: ServedAggregate<typeof call.state, object>['store'];
  readonly programmes: ServedAggregate<typeof programme.state, object>['store'];
  readonly upstream: Upstream;
  readonly awards: Awards;
  readonly evidence: EvidenceFiles;
}

/** Private answers of one submission, apart from the application that points at them. */
interface PrivateAnswers {
  readonly answers: readonly NamedAnswer[];
}

/** The applications of a service, and the handlers of their routes. */
export function applicationsOf(eventing: Eventing, { calls, programmes, upstream, awards, evidence }: Ground) {
  const applications = serveAggregate(eventing, application, upstream);
  const { store } = applications;
  const secrets: VersionedRows<PrivateAnswers> = eventing.versionedRows(
    'private_answers',
    async (owner) => (await store.load(owner))?.state.privateAnswers,
  );
  const envelopes = envelopesOf(calls, upstream);
  const { list, get } = applications.reads(getApplication, ({ state }, { language, applicant }) =>
    applicant() === undefined ? applicationIn(language, state) : ownApplicationIn(language, state),
  );

  /** An application that the caller may touch, with its call and programme; any other is as if it were not there. */
  async function known({ params, mayTouch }: RequestOfAny) {
    const { id } = IdParams.parse(params);
    const stored = await store.load(id);
    if (stored === undefined || !mayTouch(stored.ministry, stored.state.applicantId)) return undefined;
    const [ofCall, ofProgramme] = await Promise.all([
      calls.load(stored.state.callId),
      programmes.load(stored.state.programmeId),
    ]);
    if (ofCall === undefined || ofProgramme === undefined) throw new Error(`application ${id} has lost its call`);
    return { id, application: stored.state, call: ofCall.state, programme: ofProgramme.state };
  }
  type KnownOf = NonNullable<Awaited<ReturnType<typeof known>>>;

  /** For which organisations a caller who applies for itself may act today; undefined: an officer. */
  function actsFor(asked: RequestOfAny): ApplicantGround['actsFor'] {
    const subjectId = asked.applicant();
    if (subjectId === undefined) return undefined;
    return (organisationId) => upstream.represents(organisationId, subjectId, asked.context.today);
  }

  /**
   * A handler that needs to know the application with its call and programme; an association that may no longer act for
   * the organisation that applies is refused.
   */
  const onKnown =
    (handle: (ground: KnownOf, asked: RequestOfAny) => Promise<Answer<never>>) =>
    async (asked: RequestOfAny): Promise<Answer<never>> => {
      const ground = await known(asked);
      if (ground === undefined) return found<never>(undefined);
      const { organisationId } = ground.application;
      if (organisationId === undefined || (actsFor(asked)?.(organisationId) ?? true)) return handle(ground, asked);
      const rejection = reject('NOT_A_REPRESENTATIVE', { organisationId });
      return { outcome: { kind: 'rejected', rejection } };
    };

  /** Keeps the private answers of a submission that may pass, before the application points at them. */
  async function keepSecrets(
    command: Given<typeof submitApplication>,
    ground: KnownOf,
    context: CommandContext,
  ): Promise<string | Rejection | undefined> {
    const { id, application: before } = ground;
    if (!isOnItsWay(before)) return undefined;
    const version = rulesOf(before, command, { ...ground, now: context.now });
    if (isRejected(version) || refuseAnswers(command.answers, version) !== undefined) return undefined;
    const { secret } = parted(command.answers, version.rules);
    return secret.length === 0 ? undefined : secrets.add(id, { answers: secret }, context);
  }

  return {
    store,
    handlers: {
      startApplication: (asked: RequestOfAny) =>
        applications.creates(start, {
          reads: async ({ callId }) => {
            const stored = await calls.load(callId);
            const byApplicant = asked.applicant() !== undefined;
            // A draft is its own ministry's business: an applicant is told of it as of one that does not exist.
            const known = byApplicant && stored?.state.status === 'draft' ? undefined : stored;
            return {
              call: known?.state,
              ministry: known?.ministry,
              isOwn: byApplicant || known?.ministry === asked.actor?.ministry,
              kinds: known === undefined ? [] : kindsFor(known.state, asked),
              actsFor: actsFor(asked),
            };
          },
          owner: (_command, { ministry }) => ministry,
        })(asked),
      correctApplication: onKnown(({ call: of }, asked) =>
        applications.corrects(correctWith(kindsFor(of, asked), actsFor(asked)))(asked),
      ),
      submitApplication: onKnown((ground, asked) => {
        const reads = async (command: Given<typeof submitApplication>) => ({
          ...ground,
          byApplicant: asked.applicant() !== undefined,
          privateAnswers: await keepSecrets(command, ground, asked.context),
        });
        return applications.changes(submit, { reads })(asked);
      }),
      addEvidence: onKnown(({ id, application }, asked) => {
        const reads = async ({ sha256 }: Given<typeof addEvidence>) => ({
          kept:
            refuseEvidence(application, sha256) === undefined
              ? await evidence.keep({ applicationId: id, sha256 }, asked)
              : undefined,
        });
        return applications.changes(add, { reads })(asked);
      }),
      returnApplication: applications.changes(sendBack),
      decideEligibility: onKnown(async ({ id, application: { privateAnswers }, programme }, asked) => {
        const row = privateAnswers === undefined ? undefined : await secrets.read(id, privateAnswers);
        const reads = async () => ({ programme, secret: row?.answers ?? [] });
        return applications.changes(judge, { reads })(asked);
      }),
      appealApplication: onKnown((ground, asked) => {
        const reads = async () => ({
          call: ground.call,
          rules: pinnedRules(ground),
          byApplicant: asked.applicant() !== undefined,
        });
        return applications.changes(appeal, { reads })(asked);
      }),
      decideAppeal: applications.changes(decide),
      declineApplication: applications.changes(decline),
      reviewApplication: onKnown((ground, asked) =>
        applications.changes(review, { reads: async () => ({ rules: pinnedRules(ground) }) })(asked),
      ),
      approveApplication: onKnown(async (ground, asked) => {
        const approving = { ...ground, rules: pinnedRules(ground) };
        const reads = async (command: Given<typeof approveApplication>) => ({
          ...approving,
          exhausted: await envelopes.reserve(approving, command, asked),
        });
        const answer = await applications.changes(approve, { reads })(asked);
        await envelopes.confirm(approving, answer);
        return answer;
      }),
      withdrawApplication: onKnown(async (ground, asked) => {
        const reads = async () => ({ award: (await awards.of(ground.id))?.state });
        const answer = await applications.changes(withdraw, { reads })(asked);
        await envelopes.release(ground, answer, asked);
        return answer;
      }),
      signApplication: onKnown(({ id, application }, asked) => awards.sign(id, application, asked)),
      rankCall: ranking(calls, store),
      listApplications: list,
      getApplication: get,
    },
  };
}

const kindsFor = (of: Pick<Call, 'applicantKinds'>, { applicant, actor }: RequestOfAny) =>
  kindsUnder(of, applicant() === undefined ? undefined : actor?.roles);

/** The rules by which an application is judged; before its submission there are none that ask for anything. */
function pinnedRules({
  application: { submission },
  programme,
}: {
  readonly application: Application;
  readonly programme: Programme;
}): ProgrammeRules {
  const pinned = programme.versions.find(({ rulesVersion }) => rulesVersion === submission?.rulesVersion);
  return pinned?.rules ?? noRules;
}

const noRules: ProgrammeRules = {
  facts: [],
  eligibility: [],
  tranches: [],
  requirements: [],
  scoring: [],
  earmarks: [],
};

const isOnItsWay = ({ status }: Application): boolean => status === 'started' || status === 'returned';
const isRejected = (version: object): version is Rejection => 'rejected' in version;
