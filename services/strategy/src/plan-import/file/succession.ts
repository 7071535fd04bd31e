// What rows of an import take the place of: nodes, or KPIs, of earlier versions that the file itself does not have. The
// shares of what replaces one sum to 100; where no row gives one, they are equal.
import { byCode, fromHundredths, type ReplacedPart } from '@tributary/contracts';
import { nodeCode, partsOf, type Read } from './cells.ts';
import { grouped } from './grouped.ts';
import type { Complaints } from './rows.ts';

/** One code of a cell, with its share in hundredths of a per cent where it has one. */
export interface ReplacedCode {
  readonly code: string;
  readonly share: number | undefined;
}

const form = /^(?<code>[^=]*)(?:=\s*(?<whole>\d{1,3})(?:[.,](?<cents>\d{1,2}))?\s*%?)?$/;

function partOf(text: string): ReplacedCode | undefined {
  const { code: written = '', whole, cents = '' } = form.exec(text)?.groups ?? {};
  const code = nodeCode(written);
  if (code === undefined) return undefined;
  if (whole === undefined) return { code, share: undefined };
  const share = Number(whole) * 100 + Number(cents.padEnd(2, '0'));
  return share > 0 && share <= 100_00 ? { code, share } : undefined;
}

/** `1.2` or `1.2=60; 1.3=40`, each code once. */
export const replacedParts: Read<readonly ReplacedCode[]> = (cell) => {
  const parts = partsOf(cell).map(partOf);
  const whole = parts.flatMap((part) => part ?? []);
  const isRead = parts.length > 0 && whole.length === parts.length;
  return isRead && new Set(whole.map(({ code }) => code)).size === whole.length ? whole : undefined;
};

interface Draft extends Complaints {
  readonly row: number;
  readonly code: string | undefined;
  readonly replaces: readonly ReplacedCode[];
}

/**
 * What each row takes the place of, by its own code.
 * @param earlier the codes that complete versions of the plan have
 */
export function replacedBy(
  drafts: readonly Draft[],
  earlier: ReadonlySet<string>,
): ReadonlyMap<string, readonly ReplacedPart[]> {
  const here = new Set(drafts.map(({ code }) => code));
  const claims = drafts.flatMap((draft) => draft.replaces.map((part) => ({ draft, part, ...part })));
  const found = new Map<string, ReplacedPart[]>();
  for (const [value, successors] of grouped(claims, ({ code }) => code)) {
    const fault = here.has(value) ? 'REPLACED_LIVES_ON' : earlier.has(value) ? undefined : 'REPLACED_UNKNOWN';
    const shares = sharesOf(successors.map(({ share }) => share));
    const rows = successors.map(({ draft }) => draft.row);
    if (fault !== undefined) successors[0]?.draft.complain(fault, 'replaces', { value, rows });
    else if ('total' in shares) {
      successors[0]?.draft.complain('REPLACED_SHARES', 'replaces', {
        value,
        rows,
        total: fromHundredths(shares.total),
      });
    } else {
      const inOrder = successors.toSorted((one, other) => byCode(one.draft.code ?? '', other.draft.code ?? ''));
      const given = shares.isEqual ? inOrder : successors;
      for (const [at, { draft }] of given.entries()) {
        const all = found.get(draft.code ?? '') ?? [];
        all.push({ code: value, sharePct: fromHundredths(shares.hundredths[at] ?? 0) });
        found.set(draft.code ?? '', all);
      }
    }
  }
  return new Map([...found].map(([code, all]) => [code, all.sort((one, other) => byCode(one.code, other.code))]));
}

type Shares = { readonly hundredths: readonly number[]; readonly isEqual: boolean } | { readonly total: number };

/** The shares as they are given, or equal ones where none is; their total where they are none of both. */
function sharesOf(given: readonly (number | undefined)[]): Shares {
  if (given.every((share) => share === undefined)) {
    const part = Math.floor(100_00 / given.length);
    const rest = 100_00 - part * given.length;
    if (part > 0) return { hundredths: given.map((_share, at) => part + (at < rest ? 1 : 0)), isEqual: true };
  }
  const total = given.reduce<number>((sum, share) => sum + (share ?? 0), 0);
  const hundredths = given.flatMap((share) => share ?? []);
  return total === 100_00 && hundredths.length === given.length ? { hundredths, isEqual: false } : { total };
}
