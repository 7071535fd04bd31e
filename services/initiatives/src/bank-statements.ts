// Statements of banks over HTTP. What a person confirms is recorded in the award first, by the number of its order, and
// noted in the statement after: cut short between the two, it is confirmed again, and the award knows it.
import { createHash } from 'node:crypto';
import {
  type Award,
  bankStatement,
  type confirmStatementEntry,
  type Decision,
  type EntryProposal,
  type enterBankStatement,
  type Given,
  getBankStatement,
  IdParams,
  type Rejection,
  reject,
} from '@tributary/contracts';
import { type CommandContext, type Eventing, withoutHeaders } from '@tributary/eventing';
import { type Answer, type CheckedRequest, found } from '@tributary/service-kit';
import { serveAggregate } from '@tributary/service-kit/compose';
import { reverse } from './award/payment.ts';
import { refuseClosed } from './award/period.ts';
import { trancheIn } from './award/tranche.ts';
import { pay } from './award/tranches.ts';
import type { Awards } from './awards.ts';
import { readStatement } from './bank-file/statement-file.ts';
import { confirm, enter, type Read, type WaitingEntry, waiting } from './bank-statement/decisions.ts';
import { type Found, matched, trancheOf } from './bank-statement/matching.ts';
import type { Upstream } from './upstream/upstream.ts';

type RequestOfAny = CheckedRequest<unknown, unknown, unknown>;
type Refusal = Rejection<(typeof confirmStatementEntry)['problems'][number]>;

/** How many numbers are looked up at once. */
const AT_ONCE = 20;

/** What statements lean on. */
export interface StatementsGround {
  readonly awards: Pick<Awards, 'store' | 'alters' | 'instructing' | 'period'>;
  readonly upstream: Upstream;
}

/** The statements of a service, and the handlers of their routes. */
export function bankStatementsOf(eventing: Eventing, { awards, upstream }: StatementsGround) {
  const statements = serveAggregate(eventing, bankStatement, {});
  const { store } = statements;
  const { list, get } = statements.reads(getBankStatement);

  async function foundBy(reference: string): Promise<Found | undefined> {
    const { items } = await awards.store.page({ holds: reference }, { limit: 1 });
    const [award] = items;
    const tranche = award && trancheOf(award.state, reference);
    return award && tranche && { awardId: award.id, tranche };
  }

  /** Reads the file that a request brings, and looks its numbers up. */
  async function readFrom({ upload }: RequestOfAny, { sha256 }: Given<typeof enterBankStatement>): Promise<Read> {
    if (upload === undefined) throw new TypeError('a statement comes as an upload');
    const chunks: Buffer[] = [];
    for await (const chunk of upload.open()) chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    const given = createHash('sha256').update(bytes).digest('hex');
    if (given !== sha256) return reject('EVIDENCE_OF_OTHER_DIGEST', { given, sha256 });
    const file = readStatement(bytes);
    if ('rejected' in file) return file;
    const { statementIds, entries } = file;
    const references = [...new Set(entries.flatMap(({ endToEndId = [] }) => endToEndId))];
    const known = new Map<string, Found | undefined>();
    for (let at = 0; at < references.length; at += AT_ONCE) {
      const some = references.slice(at, at + AT_ONCE);
      const answers = await Promise.all(some.map(foundBy));
      for (const [place, reference] of some.entries()) known.set(reference, answers[place]);
    }
    return { statementIds, entries: matched(entries, (reference) => known.get(reference)) };
  }

  /** Records what an entry says in its award, once. @returns why it cannot be */
  async function record(
    { proposal, endToEndId = '', entryReference, bookedOn = '', returnCode }: WaitingEntry,
    context: CommandContext,
  ): Promise<Refusal | undefined> {
    const { awardId, tranche: no, kind } = proposal;
    if (bookedOn > context.today) return reject('FUTURE_DATE', { date: bookedOn, today: context.today });
    const { now, today, newId, actor } = context;
    const known = { now, today, newId, by: actor.sub, ...upstream, ...(await awards.instructing(undefined, awardId)) };
    const closed = refuseClosed(await awards.period(awardId), bookedOn, '/bookedOn');
    const entry = entryReference !== undefined && { entryReference };
    const decide = (award: Award): Decision<Award> | 'unchanged' => {
      if (isRecorded(award, proposal, endToEndId)) return 'unchanged';
      if (closed !== undefined) return closed;
      if (kind === 'payment') return pay(award, { no, reference: endToEndId, ...entry, paidOn: bookedOn }, known);
      const reasonCode = returnCode === undefined ? RETURNED : `${RETURNED}/${returnCode}`;
      return reverse(award, { no, reference: endToEndId, reasonCode, reversedOn: bookedOn }, known);
    };
    const outcome = await awards.alters(awardId, { ...context, ...unasked, target: `${awardId}/${no}` }, decide);
    return outcome.kind === 'rejected' ? (outcome.rejection as Refusal) : undefined;
  }

  return {
    handlers: {
      enterBankStatement: (asked: RequestOfAny) =>
        statements.creates(enter, { reads: async (command) => ({ read: await readFrom(asked, command) }) })(asked),
      async confirmStatementEntry(asked: RequestOfAny): Promise<Answer<never>> {
        const stored = await store.load(IdParams.loose().parse(asked.params).id);
        if (stored === undefined || !asked.mayTouch(stored.ministry)) return found<never>(undefined);
        const reads = async ({ no }: Given<typeof confirmStatementEntry>) => {
          const entry = waiting(stored.state, no);
          return { refused: 'rejected' in entry ? undefined : await record(entry, asked.context) };
        };
        return statements.changes(confirm, { reads })(asked);
      },
      listBankStatements: list,
      getBankStatement: get,
    },
  };
}

const RETURNED = 'RETURNED_BY_BANK';

/** What a change that a command makes on the way has of its own: it is no request, so that nothing of it is remembered. */
const unasked = { ...withoutHeaders, route: 'bank-statement.record' };

/** Whether an award knows already what an entry says. */
function isRecorded(award: Award, { tranche: no, kind }: EntryProposal, reference: string): boolean {
  const { payment, reversals = [] } = trancheIn(award, no) ?? {};
  const isReversed = reversals.some((one) => one.reference === reference);
  return isReversed || (kind === 'payment' && payment?.reference === reference);
}
