// Bodies and parameters that several routes share.
import { z } from 'zod';
import { Count } from '../values/count.ts';
import { LocalDate } from '../values/date.ts';
import { Id } from '../values/identity.ts';
import { languages } from '../values/label.ts';
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
  after: z.string().max(200).optional(),
};

/** One page; `next` is null at the end. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ items: z.array(item), next: z.string().nullable() });

/** The business date of a command: today unless told, never later than today. */
export const BusinessDate = LocalDate.optional();

/** Why something was refused, suspended or corrected: an open code. */
export const ReasonCode = Code;
