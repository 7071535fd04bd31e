// Days as people and spreadsheets write them, brought to the form of the contract: a year, a month, or a day.
import type { ImportReading } from '@tributary/contracts';

type DateOrder = ImportReading['dateOrder'];

const DAY_MS = 86_400_000;
/** Serial 60 is 29 February 1900, which never was; from it on the count is one day too high. */
const LEAP_BUG = 60;
const EPOCH = Date.UTC(1899, 11, 31);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
/** The last day that a workbook can hold: 31 December 9999. */
const LAST_SERIAL = 2_958_465;

/** The day of a serial number of a spreadsheet. @param from1904 whether the workbook counts from 1904 */
export function dayOfSerial(serial: number, from1904 = false): string | undefined {
  const whole = Math.floor(serial);
  if (whole < 0 || whole > LAST_SERIAL) return undefined;
  if (from1904) return new Date(EPOCH_1904 + whole * DAY_MS).toISOString().slice(0, 10);
  if (whole === LEAP_BUG) return '1900-02-29';
  return new Date(EPOCH + (whole > LEAP_BUG ? whole - 1 : whole) * DAY_MS).toISOString().slice(0, 10);
}

const unknown = /^(?:[-–—?.x]+|n\/?a|unknown|inconnue?|desconocid[ao]|неизвестн[ао]|sconosciut[ao]|desconhecid[ao])$/iu;
const iso = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?$/;
const compact = /^((?:18|19|20|21)\d{2})(\d{2})(\d{2})$/;
const yearFirst = /^(\d{4})[./](\d{1,2})(?:[./](\d{1,2}))?\.?$/;
const yearLast = /^(\d{1,2})[ ./-]+(\d{1,2})[ ./-]+(\d{4})(?: ?[гr]\.?)?\.?$/u;
const monthLast = /^(\d{1,2})[./-](\d{4})$/;
const serial = /^\d{5}(?:\.0+)?$/;

/** Parts that are not known are written as zeros: `1988-00-00` is a year. */
function joined(year: string, month = '00', day = '00'): string {
  const parts = [year, month.padStart(2, '0'), day.padStart(2, '0')];
  if (Number(month) === 0) return year;
  return (Number(day) === 0 ? parts.slice(0, 2) : parts).join('-');
}

/**
 * `29/02/2000`, `29.02.2000`, `2000-02-29`, `20000229`, `02/2000`, `2000`, and serial numbers of five digits.
 * @returns undefined where it says that nothing is known; the text itself where it is no day, for the contract to refuse
 */
export function dateOf(text: string, order: DateOrder): string | undefined {
  const given = text.normalize('NFKC').trim();
  if (given === '' || unknown.test(given)) return undefined;
  if (serial.test(given)) return dayOfSerial(Number(given)) ?? given;
  const [, year, month, day] = iso.exec(given) ?? compact.exec(given) ?? yearFirst.exec(given) ?? [];
  if (year !== undefined) return joined(year, month, day);
  const [, first = '', second = '', last] = yearLast.exec(given) ?? [];
  if (last !== undefined) return order === 'day-first' ? joined(last, second, first) : joined(last, first, second);
  const [, alone, of] = monthLast.exec(given) ?? [];
  return of === undefined ? given : joined(of, alone);
}
