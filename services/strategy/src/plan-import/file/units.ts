// Units that are written with a number: `80 %`, `12,5 km`.

const percents = '%|per ?cent|pct\\.?|pour[ -]?cent|por ?ciento|por ?cento|процент(?:а|ов)?';
const percent = new RegExp(`^(?:${percents})$`, 'i');
const someOfHundred = new RegExp(percents, 'i');

/** Units that need no second sign that they are meant: beside these, a word after a number may be anything. */
const usual = new Set([
  ...[
    '%',
    '‰',
    '°c',
    'km',
    'm',
    'cm',
    'mm',
    'km2',
    'km²',
    'm2',
    'm²',
    'm3',
    'm³',
    'ha',
    't',
    'kt',
    'mt',
    'kg',
    'g',
    'l',
  ],
  ...['kw', 'mw', 'gw', 'kwh', 'mwh', 'gwh', 'twh', 'км', 'м', 'га', 'т', 'кг', 'квт', 'мвт'],
]);

/** The same for spellings of the same unit. */
const spelling = (unit: string): string =>
  percent.test(unit.trim()) ? '%' : unit.toLowerCase().replace(/\s+/g, ' ').trim().replace(/\.$/, '');

export const isSameUnit = (a: string, b: string): boolean => spelling(a) === spelling(b);

/** Whether what stands beside a number names the unit of its figures; a percent sign does for every share of a hundred. */
export const isOfUnit = (written: string, unit: string): boolean =>
  isSameUnit(written, unit) || (percent.test(written) && someOfHundred.test(unit));

/**
 * The unit of figures whose rows name none: the one that all of them that bring a unit bring, where it is a usual one.
 * @param written the units beside the numbers
 */
export function unitAmong(written: readonly string[]): string | undefined {
  const spellings = new Set(written.map(spelling));
  const [unit] = spellings;
  if (spellings.size !== 1 || unit === undefined || !usual.has(unit)) return undefined;
  return unit === '%' ? '%' : written[0];
}
