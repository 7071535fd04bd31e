// Bodies and parameters that several routes share.
import { z } from 'zod';
import { Count } from '../values/count.ts';
import { broken } from '../values/form.ts';
import { GivenDate, GivenOrganisationNumber, GivenOrganisationScheme } from '../values/given.ts';
import { Id } from '../values/identity.ts';
import { languages } from '../values/language.ts';
import { Code } from '../values/text.ts';

/** The reply of every command: where the aggregate stands after it. */
export const Acknowledged = z.strictObject({
  id: z.string(),
  seq: Count,
  status: z.union([z.string(), Count]),
  links: z.strictObject({ self: z.string() }),
});

/** `{id}` of an aggregate. */
export const IdParams = z.strictObject({ id: Id });

/** The language of an answer; it goes before `Accept-Language`. */
export const LangQuery = { lang: z.enum(languages).optional() };

/** Cursor paging: `after` is the `next` of the page before. */
export const PageQuery = {
  ...LangQuery,
  limit: z.coerce.number<string>().int().min(1).max(200).default(50),
  after: z.string().max(1000).optional(),
};

/** Narrows a list to what has one identifier of a register: scheme and number go together. */
export const IdentifierQuery = {
  identifierScheme: GivenOrganisationScheme.optional(),
  identifierId: GivenOrganisationNumber.optional(),
};

/** Asks for the other part where a query names one of the two alone. */
export function wholeIdentifier({
  value,
  issues,
}: z.core.ParsePayload<Partial<Record<keyof typeof IdentifierQuery, string | undefined>>>): void {
  const { identifierScheme, identifierId } = value;
  if ((identifierScheme === undefined) === (identifierId === undefined)) return;
  const missing = identifierScheme === undefined ? 'identifierScheme' : 'identifierId';
  issues.push({ code: 'custom', path: [missing], input: undefined, params: broken('REQUIRED').params });
}

/** One page; `next` is null at the end. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ items: z.array(item), next: z.string().nullable() });

/** The business date of a command: today unless told, never later than today. */
export const BusinessDate = GivenDate.optional();

/** Whether shares that do not sum to 100 are brought to it in their proportion; else they are refused with a proposal. */
export const NormaliseQuery = z.strictObject({
  ...LangQuery,
  normalise: z
    .enum(['true', 'false'])
    .default('false')
    .transform((asked) => asked === 'true'),
});

/** Why something was refused, suspended or corrected: an open code. */
export const ReasonCode = Code;
