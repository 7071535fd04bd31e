// Commands: who may not is refused first, a repeat gets its first answer, If-Match is honoured, a decision that others
// overtook is taken again.
import {
  type Accepted,
  type Decision,
  isRejection,
  type ProblemCode,
  type Refused,
  type Rejection,
  reject,
} from '@tributary/contracts';
import { CopyFilling, describeFailure, isStorageFull, isTransient, STORAGE_FULL_SECONDS } from '../consume/failure.ts';
import { planted } from '../cut-points.ts';
import { naturalId, uuidv8 } from '../ids.ts';
import type { AggregateStore, Stored } from '../ports/aggregates.ts';
import type { Author, CommandContext, Outcome } from '../ports/commands.ts';
import { createAllOf, createEachOf } from './create-all.ts';
import { type AggregateDocument, toStored, UnknownOutcome } from './documents.ts';
import { acknowledged, answerAgain, type Request, receiptWriter, requestOf } from './receipts.ts';
import { deadlineOf, type Turns, untilAnswered } from './turns.ts';
import type { Change, StoreParts, Writer, Written } from './writer.ts';

const rejected = (rejection: Rejection): Outcome => ({ kind: 'rejected', rejection });
const refuse = <const Code extends ProblemCode>(code: Code, ...refused: Refused<Code>) =>
  rejected(reject(code, ...refused));

type Authorise<State extends object> = (stored: Stored<State>) => Rejection | undefined;

/** Why a request does not fit the version that is there; 0 where nothing is. */
function misfit({ preconditionMissing, mustCreate, ifMatch }: CommandContext, seq: number): Outcome | undefined {
  if (preconditionMissing) return refuse('PRECONDITION_REQUIRED');
  if (mustCreate && seq > 0) return refuse('STALE', { given: '*', current: seq });
  if (ifMatch !== undefined && ifMatch !== seq) return refuse('STALE', { given: ifMatch, current: seq });
  return undefined;
}

/** Who asked, with what the decision takes along of why. */
const authorOf = ({ actor }: CommandContext, { reason }: Accepted<unknown>): Author =>
  reason === undefined ? actor : { ...actor, reason };

export function createCommands<State extends object>(
  parts: StoreParts<State>,
  writer: Writer<State>,
  turns: Turns,
): Pick<AggregateStore<State>, 'create' | 'createAll' | 'createEach' | 'change' | 'idFor' | 'put'> {
  const { definition, documents, installationKey, log } = parts;
  const createAll = createAllOf(parts, writer);
  const createEach = createEachOf(writer);
  const keysIgnored = planted('idempotency-key-ignored');

  const repeated = async (document: AggregateDocument<State>, request: Request): Promise<Outcome | undefined> =>
    keysIgnored ? undefined : answerAgain(request, document, documents().moved);

  /** What is not known because the store is away is said so; the caller repeats with the same key. */
  async function unlessAway<T>(work: () => Promise<T>): Promise<T | Rejection> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof CopyFilling) return reject('NOT_CAUGHT_UP', { seconds: 1 });
      if (!(error instanceof UnknownOutcome) && !isTransient(error)) throw error;
      log.warn({ aggregate: definition.name, error: describeFailure(error) }, 'a command could not be finished');
      return isStorageFull(error)
        ? reject('STORAGE_FULL', { seconds: STORAGE_FULL_SECONDS })
        : reject('UNAVAILABLE', { seconds: 1 });
    }
  }

  async function orUnavailable(work: () => Promise<Outcome>): Promise<Outcome> {
    const outcome = await unlessAway(work);
    return 'rejected' in outcome ? rejected(outcome) : outcome;
  }

  /** Decides and writes on top of `before`, or what is not there yet. @returns undefined when others were faster */
  async function decided<Missed extends string>(
    target: { readonly id: string; readonly status: 200 | 201 },
    context: CommandContext,
    request: Request,
    decision: Decision<State>,
    write: (change: Change<State>) => Promise<Written<State, Missed | 'key-taken'>>,
  ): Promise<Outcome | undefined> {
    if (isRejection(decision)) return rejected(decision);
    const receipt = receiptWriter(definition, request, target.status, target.id, context.now);
    const written = await write({
      accepted: decision,
      origin: { ...context, by: authorOf(context, decision), hops: 0 },
      receipt: request.remembered ? receipt : undefined,
    });
    if ('rejected' in written) return rejected(written);
    if (written.result === 'key-taken') return refuse('ALREADY_EXISTS', { what: definition.name });
    if (!('document' in written)) return undefined;
    return acknowledged(receipt(written.document.seq, written.document.state), false);
  }

  /** The id of what is made: a repeat of the same request comes out at a derived one. */
  function idOf(context: CommandContext, request: Request, { naturalKey, id }: { naturalKey?: string; id?: string }) {
    if (naturalKey !== undefined) return { id: naturalId(naturalKey), derived: true };
    if (id !== undefined) return { id, derived: context.keyGiven && !keysIgnored };
    if (context.keyGiven && !keysIgnored) return { id: uuidv8(request.digest), derived: true };
    return { id: context.newId(), derived: false };
  }

  const tryCreate = (
    id: string,
    ministry: string,
    context: CommandContext,
    request: Request,
    decision: Decision<State>,
  ) => decided({ id, status: 201 }, context, request, decision, (change) => writer.create(id, ministry, change));

  async function tryChange(
    before: AggregateDocument<State>,
    context: CommandContext,
    request: Request,
    decide: (stored: Stored<State>) => Decision<State> | 'unchanged',
    authorise: Authorise<State> = () => undefined,
  ): Promise<Outcome | undefined> {
    const denial = authorise(toStored(before));
    if (denial !== undefined) return rejected(denial);
    const answer = await repeated(before, request);
    if (answer !== undefined) return answer;
    if (before.erased) return refuse('GONE');
    const unfit = misfit(context, before.seq);
    if (unfit !== undefined) return unfit;
    const decision = decide(toStored(before));
    if (decision === 'unchanged') {
      return acknowledged(
        receiptWriter(definition, request, 200, before.id, context.now)(before.seq, before.state),
        false,
      );
    }
    return decided({ id: before.id, status: 200 }, context, request, decision, (change) =>
      writer.advance(before, change),
    );
  }

  /**
   * Attempts until there is an outcome or the caller's time is up. Who names a version goes at once: of those who name
   * the same one only the first can have it.
   */
  async function inTurn(
    id: string,
    context: CommandContext,
    attempt: () => Promise<Outcome | undefined>,
  ): Promise<Outcome> {
    const deadline = deadlineOf(context);
    const attempts = () => untilAnswered(deadline, attempt);
    const queues = context.ifMatch === undefined && !context.mustCreate;
    const outcome = await (queues ? turns.take(id, deadline, attempts) : attempts());
    return outcome ?? refuse('UNAVAILABLE', { seconds: 1 });
  }

  /** Under an id that was found taken: the answer to a repeat, or why it cannot be made again. */
  async function taken(id: string, context: CommandContext, request: Request): Promise<Outcome> {
    const there = await documents().find(id);
    // only a void document is taken and cannot be read: a job has given up on this id
    if (there === undefined) return refuse('CONFLICT');
    const answer = await repeated(there, request);
    if (answer !== undefined) return answer;
    if (there.erased) return refuse('GONE');
    if (context.mustCreate) return refuse('STALE', { given: '*', current: there.seq });
    return refuse('ALREADY_EXISTS', { what: definition.name });
  }

  /** A refusal to create, unless it was acknowledged before: what the decision looks at may have moved since. */
  async function unlessRepeated(id: string, request: Request, outcome: Outcome): Promise<Outcome> {
    if (outcome.kind !== 'rejected') return outcome;
    const there = await documents().find(id);
    return (there && (await repeated(there, request))) ?? outcome;
  }

  return {
    idFor: (context) => idOf(context, requestOf(installationKey, context), {}).id,

    create: (context, decide, options = {}) =>
      orUnavailable(async () => {
        const request = requestOf(installationKey, context);
        const { id, derived } = idOf(context, request, options);
        const outcome = await tryCreate(id, options.ministry ?? context.actor.ministry, context, request, decide(id));
        if (outcome === undefined) return taken(id, context, request);
        return derived ? unlessRepeated(id, request, outcome) : outcome;
      }),

    createAll: (context, newDocuments) => unlessAway(() => createAll(context, newDocuments)),

    createEach: (context, newOnes) => unlessAway(() => createEach(context, newOnes)),

    change: (id, context, decide, { authorise } = {}) =>
      orUnavailable(async () => {
        const request = requestOf(installationKey, context);
        return inTurn(id, context, async () => {
          const before = await documents().find(id);
          if (before === undefined) return refuse('NOT_FOUND');
          return tryChange(before, context, request, decide, authorise);
        });
      }),

    put: (naturalKey, context, decide) =>
      orUnavailable(async () => {
        const request = requestOf(installationKey, context);
        const id = naturalId(naturalKey);
        return inTurn(id, context, async () => {
          const before = await documents().find(id);
          if (before !== undefined) return tryChange(before, context, request, (stored) => decide(stored, id));
          const unfit = misfit(context, 0);
          if (unfit !== undefined) return unfit;
          const outcome = await tryCreate(id, context.actor.ministry, context, request, decide(undefined, id));
          return outcome && unlessRepeated(id, request, outcome);
        });
      }),
  };
}
