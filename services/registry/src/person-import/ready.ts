// Rows on their way to persons, as far as nobody need be asked for it: read, named by what identifies them, and blinded.
import { setImmediate as turn } from 'node:timers/promises';
import type { ImportReading, LocalDate, PersonRegistration, VaultContent } from '@tributary/contracts';
import { naturalId } from '@tributary/eventing';
import { blindToken } from '@tributary/privacy';
import { hearing } from '../duplicate/compared.ts';
import { type Blinding, tokensOf } from '../person/tokens.ts';
import { vaultPartOf } from '../vault/vault.ts';
import { type RawRow, type RowProblem, readRow } from './form/person-row.ts';

/** A row that may become a person. */
export interface Candidate {
  readonly raw: RawRow;
  readonly id: string;
  readonly command: PersonRegistration;
  /** what of it belongs into the vault */
  readonly content: VaultContent;
  readonly tokens: readonly string[];
  /** those of its tokens that no two persons have */
  readonly held: readonly string[];
}

/** Rows of one batch, each either a candidate or refused for what it says. */
export interface ReadyRows {
  readonly rows: readonly RawRow[];
  /** the day on which they were read */
  readonly today: LocalDate;
  readonly candidates: readonly Candidate[];
  readonly refused: ReadonlyMap<RawRow, readonly RowProblem[]>;
}

/** What rows are read by. */
export interface ReadyAsked {
  readonly reading: ImportReading;
  readonly blinding: Blinding;
  readonly today: LocalDate;
}

/** Rows after which requests have their turn. */
const ROWS_AT_A_TURN = 10;

const claimedKinds = ['email:', 'document:'];
const claimedAmong = (tokens: readonly string[]) =>
  tokens.filter((token) => claimedKinds.some((kind) => token.startsWith(kind)));

/** The same for the same row, whatever file brings it: its key, else all that it says. */
function idOf({ cells, whole }: RawRow, { key, ministry }: Blinding): string {
  const given = cells.get('key');
  const said = given ?? JSON.stringify([[...cells].sort(([one], [other]) => (one < other ? -1 : 1)), whole ?? {}]);
  return naturalId(
    `person-import|${blindToken(key, ministry, given === undefined ? 'import-row' : 'import-key', said)}`,
  );
}

/** Makes the rows of a batch ready. */
export async function readyRows(rows: readonly RawRow[], asked: ReadyAsked): Promise<ReadyRows> {
  const { reading, blinding, today } = asked;
  const hear = hearing();
  const candidates: Candidate[] = [];
  const refused = new Map<RawRow, readonly RowProblem[]>();
  for (const [at, raw] of rows.entries()) {
    if (at % ROWS_AT_A_TURN === 0) await turn();
    const read = readRow(raw, reading, today);
    if ('problems' in read) {
      refused.set(raw, read.problems);
      continue;
    }
    const { command } = read;
    const content = vaultPartOf(command);
    const tokens = tokensOf(content, command.residence.country, blinding, hear);
    candidates.push({ raw, id: idOf(raw, blinding), command, content, tokens, held: claimedAmong(tokens) });
  }
  return { rows, today, candidates, refused };
}
