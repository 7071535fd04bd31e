// A statement as it is entered, and as its proposals are confirmed one by one.
import {
  accept,
  type BankStatement,
  bankStatementEntered,
  bankStatementEntryRecorded,
  type confirmStatementEntry as ConfirmStatementEntry,
  confirmStatementEntry,
  decideChange,
  decideNew,
  type EntryProposal,
  enterBankStatement,
  type Known,
  type MatchedEntry,
  type Rejection,
  reject,
} from '@tributary/contracts';

/** What was read of a file, or why it was not. */
export type Read =
  | { readonly statementIds: readonly string[]; readonly entries: readonly MatchedEntry[] }
  | Rejection<'STATEMENT_NOT_READ' | 'EVIDENCE_OF_OTHER_DIGEST'>;

const statusOf = (entries: readonly MatchedEntry[]): BankStatement['status'] =>
  entries.some(({ proposal, recordedOn }) => proposal !== undefined && recordedOn === undefined) ? 'open' : 'closed';

/** Enters a statement with what its entries propose. */
export const enter = decideNew(enterBankStatement, ({ sha256 }, { read, today }: Known<{ readonly read: Read }>) => {
  if ('rejected' in read) return read;
  const entries = [...read.entries];
  const told = bankStatementEntered({
    entryCount: entries.length,
    proposed: entries.filter(({ proposal }) => proposal !== undefined).length,
    enteredOn: today,
  });
  const statementIds = [...read.statementIds];
  return accept({ sha256, status: statusOf(entries), statementIds, enteredOn: today, entries }, told);
});

/** An entry for which something is proposed. */
export type WaitingEntry = MatchedEntry & { readonly proposal: EntryProposal };

/** The entry at a place, while what it proposes waits. */
export function waiting(
  { entries }: Pick<BankStatement, 'entries'>,
  no: number,
): WaitingEntry | Rejection<'NOT_FOUND' | 'ENTRY_NOT_PROPOSED'> {
  const entry = entries.find((one) => one.no === no);
  if (entry === undefined) return reject('NOT_FOUND');
  const { proposal, unmatched, recordedOn } = entry;
  if (proposal === undefined || recordedOn !== undefined) {
    return reject('ENTRY_NOT_PROPOSED', { no, reason: unmatched ?? 'RECORDED_ALREADY' });
  }
  return { ...entry, proposal };
}

type Code = (typeof ConfirmStatementEntry)['problems'][number];

/** Notes that what was proposed is recorded in its award. */
export const confirm = decideChange(
  confirmStatementEntry,
  (statement, { no }, { refused, today }: Known<{ readonly refused: Rejection<Code> | undefined }>) => {
    const entry = waiting(statement, no);
    if ('rejected' in entry) return entry;
    if (refused !== undefined) return refused;
    const entries = statement.entries.map((one) => (one.no === no ? { ...one, recordedOn: today } : one));
    const told = bankStatementEntryRecorded({ no, ...entry.proposal, recordedOn: today });
    return accept({ ...statement, entries, status: statusOf(entries) }, told);
  },
);
