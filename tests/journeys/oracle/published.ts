// Turns activities of a published IATI file into the bodies that an officer's script would send: nothing is mended.
import { readFileSync } from 'node:fs';
import { XMLParser } from 'fast-xml-parser';

interface Element {
  readonly [name: string]: Element | Element[] | string | undefined;
}

type Child = Element | Element[] | string | undefined;

const many = (value: Child): (Element | string)[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];
const one = (value: Child): Element => {
  const [first = {}] = many(value);
  return typeof first === 'string' ? { '#text': first } : first;
};
const all = (value: Child): Element[] => many(value).map(one);
const textOf = (value: Element | string | undefined): string =>
  typeof value === 'object' ? String(value['#text'] ?? '') : (value ?? '');

/** The body of `POST /v1/initiatives` for each activity of a file. */
export function publishedBodies(file: string): readonly object[] {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    parseTagValue: false,
    trimValues: false,
  });
  const document = one(parser.parse(readFileSync(file, 'utf8'))['iati-activities']);
  const language = document['@xml:lang'];
  return all(document['iati-activity']).map((activity) => bodyOf(activity, String(language ?? 'en')));
}

function bodyOf(activity: Element, fileLanguage: string): object {
  const days = new Map(all(activity['activity-date']).map((date) => [date['@type'], date['@iso-date']]));
  const language = String(activity['@xml:lang'] ?? fileLanguage);
  const values = all(activity['budget']).map((budget) => one(budget['value']));
  const recipients = [...all(activity['recipient-country']), ...all(activity['recipient-region'])];
  return {
    iatiIdentifier: textOf(one(activity['iati-identifier'])),
    title: Object.fromEntries(
      many(one(activity['title'])['narrative']).map((narrative) => [
        String(one(narrative)['@xml:lang'] ?? language),
        textOf(narrative),
      ]),
    ),
    areas: recipients.map((recipient) => ({
      area: recipient['@code'] ?? (textOf(one(recipient['narrative'])) || undefined),
      ...percentage(recipient),
    })),
    plannedStartOn: days.get('1') ?? days.get('2'),
    plannedEndOn: days.get('3') ?? days.get('4'),
    budget:
      values.length === 0
        ? undefined
        : {
            amount: sumOf(values.map((value) => textOf(value).trim())),
            currency: values[0]?.['@currency'] ?? activity['@default-currency'],
          },
    sectors: all(activity['sector']).map((sector) => ({
      vocabulary: sector['@vocabulary'] ?? '1',
      code: sector['@code'],
      ...percentage(sector),
    })),
  };
}

const percentage = ({ '@percentage': pct }: Element) => (pct === undefined ? {} : { pct: Number(pct) });

/** The exact sum of decimals, with the digits of the longest. */
function sumOf(amounts: readonly string[]): string {
  const digits = Math.max(...amounts.map((amount) => amount.split('.')[1]?.length ?? 0));
  const units = amounts.reduce((sum, amount) => {
    const [whole = '0', fraction = ''] = amount.split('.');
    return sum + BigInt(whole + fraction.padEnd(digits, '0'));
  }, 0n);
  const text = String(units < 0n ? -units : units).padStart(digits + 1, '0');
  const at = text.length - digits;
  return (units < 0n ? '-' : '') + text.slice(0, at) + (digits > 0 ? `.${text.slice(at)}` : '');
}
