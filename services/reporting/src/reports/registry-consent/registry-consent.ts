// registry/consent: what persons on the register consent to, purpose by purpose, by which version of its notice, and how that
// stands. Small counts are hidden, with as many others as it takes that nobody subtracts them.
import { byCode, registryConsentMessages } from '@tributary/contracts';
import { SMALLEST_SHOWN } from '@tributary/privacy/disclosure';
import { personConsents } from '../../read-models/person-consents.ts';
import { persons } from '../../read-models/persons.ts';
import { hidingIn as stockHidingIn } from '../registry-stock/hiding.ts';
import { countPersons } from '../registry-stock/person-counts.ts';
import { defineReport, TOTALS } from '../report.ts';
import { columns, footer } from './columns.ts';
import { type CountedConsents, cellOf, countConsents, standings } from './consent-counts.ts';
import { hidingIn, type PurposeHiding } from './hiding.ts';

const suppressed = (isHidden: boolean) => (isHidden ? 'yes' : 'no');

export const registryConsent = defineReport({
  key: 'registry/consent',
  parameters: ['to', 'asOf', 'lang', 'format'],
  days: 'month-ends',
  reads: { persons, personConsents },
  columns,
  footer,
  say: registryConsentMessages.say,
  *fold(rows, { to }, newest) {
    const counted = yield* countConsents(rows.persons, rows.personConsents, to);
    const stock = yield* countPersons(rows.persons, to, undefined);
    let hiding = hidingIn(counted, stockHidingIn(stock).total);
    if (newest !== rows) {
      const stockNow = stockHidingIn(yield* countPersons(newest.persons, to, undefined));
      const countedNow = yield* countConsents(newest.persons, newest.personConsents, to);
      hiding = hidingIn(counted, stockHidingIn(stock, stockNow).total, hidingIn(countedNow, stockNow.total));
    }
    const purposes = [...hiding.purposes].sort(([one], [other]) => byCode(one, other));
    const cells = purposes.flatMap(([, of]) => (of.cells === 'all' ? [] : [...of.cells]));
    return {
      plan: undefined,
      rows: purposes.flatMap(([purpose, of]) => [
        wholeRow(purpose, counted, of, hiding.persons),
        ...cellRows(purpose, counted, of),
      ]),
      footer: {
        smallestShown: SMALLEST_SHOWN,
        hiddenRows: cells.length,
        purposesNotBrokenDown: purposes.filter(([, of]) => of.cells === 'all').length,
      },
    };
  },
});

/** All persons, of whom each says one thing of a purpose or nothing. */
function wholeRow(purpose: string, counted: CountedConsents, hiding: PurposeHiding, hidesPersons: boolean) {
  return {
    purpose,
    noticeVersion: TOTALS,
    state: TOTALS,
    persons: hidesPersons ? null : counted.persons,
    withdrawals: hiding.withdrawals ? null : (counted.purposes.get(purpose)?.withdrew ?? 0),
    suppressed: suppressed(hidesPersons || hiding.withdrawals),
  };
}

/** Each version and how consents by it stand; those who have said nothing come last. */
function cellRows(purpose: string, counted: CountedConsents, { cells: hidden }: PurposeHiding) {
  if (hidden === 'all') return [];
  const cells = counted.purposes.get(purpose)?.cells ?? new Map<string, number>();
  return [...new Set([...cells.keys(), ...hidden])].sort(byVersion).map((key) => ({
    purpose,
    ...cellOf(key),
    persons: hidden.has(key) ? null : (cells.get(key) ?? 0),
    withdrawals: null,
    suppressed: suppressed(hidden.has(key)),
  }));
}

function byVersion(one: string, other: string): number {
  const [a, b] = [cellOf(one), cellOf(other)];
  if (a.noticeVersion === null || b.noticeVersion === null) {
    return Number(a.noticeVersion === null) - Number(b.noticeVersion === null);
  }
  return byCode(a.noticeVersion, b.noticeVersion) || standings.indexOf(a.state) - standings.indexOf(b.state);
}
