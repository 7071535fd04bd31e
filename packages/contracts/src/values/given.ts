// Values as callers give them. What the world writes in more than one way is brought here to the one form that facts
// have; what no fact can hold is refused by the sentence that names the fault.
import { z } from 'zod';
import { COUNTRY_PATTERN } from './country.ts';
import { Currency } from './currency.ts';
import { described } from './described.ts';
import { broken, formed } from './form.ts';
import { canonicalTag, LanguageTag } from './label.ts';
import { patchedAs } from './merge-patch.ts';
import { amountsByCurrency, fitsCurrency, type Money } from './money.ts';
import { NAME_LIMIT } from './text.ts';

const breaks = /[\t\n\r\u2028\u2029]+/;

/** Text in one line: each run of line breaks and tabs becomes one space, with the spaces around it. */
export function oneLine(text: string): string {
  const lines = text.split(breaks);
  if (lines.length === 1) return text;
  return lines
    .map((line) => line.trim())
    .filter(Boolean)
    .join(' ');
}

const trimmed = (text: string) => oneLine(text).trim();

const givenText = (max: number) => z.string().overwrite(oneLine).check(formed('line')).min(1).max(max);

/** A name; line breaks are folded. */
export const GivenName = givenText(NAME_LIMIT);

/** Refuses a language that is given twice, in whatever case its tag is written. */
function oncePerLanguage({ value, issues }: z.core.ParsePayload<Readonly<Record<string, unknown>>>): void {
  const first = new Map<string, string>();
  for (const tag of Object.keys(value)) {
    const same = canonicalTag(tag);
    const other = first.get(same) ?? tag;
    first.set(same, other);
    if (other === tag) continue;
    const params = broken('LANGUAGE_TWICE', { tag, other }).params;
    issues.push({ code: 'custom', path: [tag], input: value[tag], params });
  }
}

const withCanonicalTags = <Text>(label: Record<string, Text>) =>
  Object.fromEntries(Object.entries(label).map(([tag, text]) => [canonicalTag(tag), text]));

/** A label: line breaks are folded, language tags are brought to their canonical case, and none is given twice. */
export const GivenLabel = z
  .record(LanguageTag, givenText(1000))
  .refine((label) => Object.keys(label).length > 0, broken('NO_LANGUAGE'))
  .check(oncePerLanguage)
  .overwrite(withCanonicalTags)
  .meta({ minProperties: 1 });
patchedAs(
  GivenLabel,
  z.record(LanguageTag, givenText(1000).nullable()).check(oncePerLanguage).overwrite(withCanonicalTags),
);

/** An activity's IATI identifier; outer spaces are cut, line breaks folded. */
export const GivenIatiIdentifier = z.string().overwrite(trimmed).check(formed('iati-identifier')).max(255);

/** The number of an organisation in a register; outer spaces are cut, line breaks folded. */
export const GivenOrganisationNumber = z.string().overwrite(trimmed).check(formed('organisation-number')).max(128);

/** A register by its org-id.guide scheme; outer spaces are cut. */
export const GivenOrganisationScheme = z.string().overwrite(trimmed).check(formed('organisation-scheme'));

const NewScheme = GivenOrganisationScheme.describe(
  'the register by its org-id.guide scheme: its country (ISO 3166-1 alpha-2, a code that the standard leaves to users, ' +
    'or XI, XM or XR), a hyphen, and the register; one that is kept already may have another beginning',
);
described.add(NewScheme, { pattern: `^${COUNTRY_PATTERN}-[A-Z0-9_-]{1,20}$` });

/** An organisation's identifier under an org-id.guide scheme; decisions refuse a new one that begins with no country. */
export const GivenOrganisationIdentifier = z.strictObject({
  scheme: NewScheme,
  id: GivenOrganisationNumber,
});

const zone = /(Z|[+-]\d{2}:\d{2})$/;
const isLikely = (date: string) => date >= '1900' && date < '2201';

/**
 * A calendar day from 1900 to 2200: another year is more often a slip than meant. XML writes a time zone behind a day
 * (`2017-02-06+08:00`); the day is the same without it.
 */
export const GivenDate = z
  .string()
  .overwrite((date) => date.replace(zone, ''))
  .check(z.iso.date({ abort: true }))
  .refine(isLikely, broken('UNLIKELY_YEAR'));

const days = '(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8])';
const leapDays = '((19|20|21)(0[48]|[2468][048]|[13579][26])|2000)-02-29';
described.add(GivenDate, {
  pattern: `^(((19|20|21)[0-9]{2}|2200)-(${days})|${leapDays})(Z|[+-][0-9]{2}:[0-9]{2})?$`,
  examples: ['2026-03-31'],
});

const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** A moment in UTC with milliseconds; what is not written as a moment stays as it is. */
function inUtc(given: string): string {
  const at = moment.test(given) ? Date.parse(given) : Number.NaN;
  return Number.isNaN(at) ? given : new Date(at).toISOString();
}

/** A moment with its time zone (RFC 3339), whatever the fraction of its seconds; it is brought to UTC. */
export const GivenInstant = z
  .string()
  .overwrite(inUtc)
  .check(z.iso.datetime({ precision: 3, abort: true }))
  .meta({ examples: ['2026-03-31T12:00:00.000Z'] });
const hours = 'T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,9})?)?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])';
described.add(GivenInstant, { pattern: `^((19|20|21)[0-9]{2}-(${days})|${leapDays})${hours}$` });

/** An amount of zero or more in a currency, with no more decimals than that has. */
export const GivenBudget: z.ZodType<Money, Money> = z
  .strictObject({
    amount: formed('amount', /^-?\d{1,18}(\.\d{1,40})?$/)
      .refine((amount) => !amount.startsWith('-'), { ...broken('NEGATIVE_BUDGET'), abort: true })
      .meta({ pattern: '^\\d{1,18}(\\.\\d{1,4})?$' }),
    currency: Currency,
  })
  .check(fitsCurrency);
described.add(GivenBudget, amountsByCurrency);
