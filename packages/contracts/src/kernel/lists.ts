// What a list can be asked for: fields that narrow it, one range of days or moments, and an order. Whatever is asked, one
// index of the store gives it (`listIndexes`), so that no list reads more documents than it goes through.
import { z } from 'zod';
import { broken } from '../values/form.ts';
import { GivenDate, GivenInstant } from '../values/given.ts';
import { MinistryCode } from '../values/identity.ts';
import { givenAsText } from '../values/kept-and-given.ts';

/** What a list can be narrowed and sorted by, as its aggregate declares it. */
export interface Listed {
  readonly filters: readonly string[];
  readonly identifiers: readonly string[];
  readonly days: readonly string[];
  /** whether applicants list their own */
  readonly applicants?: object;
}

/** A direction for each field; what is equal in all of them goes by id, in the direction of the last one. */
export type ListOrder = Readonly<Record<string, 1 | -1>>;

/** A range of days, or of moments; both ends belong to it. */
export interface ListRange {
  readonly $gte?: string | Date;
  readonly $lte?: string | Date;
}

/** A list as it was asked for, as conditions on the fields that an aggregate is stored with. */
export interface AskedList {
  readonly filter: Readonly<Record<string, string | number | ListRange>>;
  /** undefined: by id */
  readonly order: ListOrder | undefined;
  /** names the order among those of the list: a page can only be followed by one in the same */
  readonly sort: string;
}

/** When an aggregate last changed: the name that callers know, and the field that the store keeps it in. */
const changed = { shown: 'updatedAt', stored: 'at' } as const;

/** The orders of a list by the names that callers give them; a minus before one turns it round. */
const ordersOf = ({ days }: Pick<Listed, 'days'>): readonly string[] => [changed.shown, ...days];

const storedAs = (field: string): string => (field === changed.shown ? changed.stored : field);

/** The ranges that a list can be narrowed by: the parameters of each, and the order that goes with it. */
const rangesOf = ({ days }: Pick<Listed, 'days'>) => [
  { order: changed.shown, from: 'updatedSince', to: undefined },
  ...days.map((day) => ({ order: day, from: `${day}From`, to: `${day}To` })),
];

/** The parameters of a list beside those of paging and language. */
export function listQuery({ filters, identifiers, days }: Listed, state: z.ZodRawShape): z.ZodRawShape {
  const fields: z.ZodRawShape = { ...state, ministry: MinistryCode };
  const asked = [...filters, ...identifiers].map((name) => [name, filterOf(fields[name])] as const);
  const ends = days.flatMap((day) => [
    [`${day}From`, GivenDate.optional().describe(`on this day or later: ${day}`)] as const,
    [`${day}To`, GivenDate.optional().describe(`on this day or earlier: ${day}`)] as const,
  ]);
  const sorts = ordersOf({ days }).flatMap((order) => [order, `-${order}`]);
  return {
    ...Object.fromEntries([...asked, ...ends]),
    updatedSince: GivenInstant.optional().describe(
      'what has changed at this moment or later, the oldest change first; ask from a minute before the last updatedAt ' +
        'that you have, since a change under way appears with the moment at which it began; /v1/changes leaves nothing out',
    ),
    sort: z
      .enum(sorts as [string, ...string[]])
      .optional()
      .describe(
        'the order, turned round by a minus before it; of a list that is narrowed by a range, that of the range',
      ),
  };
}

/** Refuses what no index gives: two ranges at once, a range that is sorted by something else, an end before its start. */
export const listRules =
  (list: Pick<Listed, 'days'>) =>
  ({ value, issues }: z.core.ParsePayload<Readonly<Record<string, unknown>>>): void => {
    const refuse = (name: string, rule: ReturnType<typeof broken>) =>
      issues.push({ code: 'custom', path: [name], input: value[name], params: rule.params });
    const asked = rangesOf(list).filter(({ from, to }) => isGiven(value, from) || isGiven(value, to));
    const [range, other] = asked;
    if (range === undefined) return;
    const start = isGiven(value, range.from) ? range.from : String(range.to);
    if (other !== undefined) {
      refuse(isGiven(value, other.from) ? other.from : String(other.to), broken('ONE_RANGE', { other: start }));
    }
    const { sort } = value;
    if (typeof sort === 'string' && unsigned(sort) !== range.order) {
      refuse('sort', broken('SORTED_BY_RANGE', { range: start, order: range.order }));
    }
    const [from, to] = [value[range.from], range.to === undefined ? undefined : value[range.to]];
    if (typeof from === 'string' && typeof to === 'string' && to < from) {
      refuse(String(range.to), broken('RANGE_REVERSED', { from }));
    }
  };

const isGiven = (value: Readonly<Record<string, unknown>>, name: string | undefined): boolean =>
  name !== undefined && value[name] !== undefined;

const unsigned = (sort: string): string => sort.replace(/^-/, '');

/** What a query asks of a list. @param query as `listQuery` and `listRules` let it pass */
export function listAsked(list: Listed, query: object): AskedList {
  const value = query as Readonly<Record<string, string | number | undefined>>;
  const equal = [...list.filters, ...list.identifiers].flatMap((name) => {
    const wanted = value[name];
    return wanted === undefined ? [] : [[name, wanted] as const];
  });
  const range = rangesOf(list).find(({ from, to }) => isGiven(value, from) || isGiven(value, to));
  const sort = value['sort'] ?? range?.order;
  return {
    filter: Object.fromEntries<string | number | ListRange>([
      ...equal,
      ...(range === undefined ? [] : [[storedAs(range.order), bounds(value, range)] as const]),
    ]),
    order: sort === undefined ? undefined : orderOf(String(sort)),
    sort: sort === undefined ? '' : String(sort),
  };
}

const orderOf = (sort: string): ListOrder => ({ [storedAs(unsigned(sort))]: sort.startsWith('-') ? -1 : 1 });

function bounds(
  value: Readonly<Record<string, string | number | undefined>>,
  { order, from, to }: ReturnType<typeof rangesOf>[number],
): ListRange {
  const end = (name: string | undefined) => {
    const given = name === undefined ? undefined : value[name];
    if (given === undefined) return undefined;
    return order === changed.shown ? new Date(given) : String(given);
  };
  const [$gte, $lte] = [end(from), end(to)];
  return { ...($gte && { $gte }), ...($lte && { $lte }) };
}

/**
 * The keys of the indexes that answer a list whatever it is asked for: each order alone, and each after each filter.
 * What is narrowed by an identifier is short, and needs no order of its own.
 */
export function listIndexes({ filters, identifiers, days, applicants }: Listed) {
  const narrowing = applicants === undefined ? filters : [...filters, 'applicantId'];
  const orders: readonly ListOrder[] = ordersOf({ days }).map((order) => ({ [storedAs(order)]: 1 }));
  return [
    ...orders.map((order) => ({ ...order, _id: 1 as const })),
    ...narrowing.flatMap((name) => [{}, ...orders].map((order) => ({ [name]: 1 as const, ...order, _id: 1 as const }))),
    ...identifiers.map((name) => ({ [name]: 1 as const, _id: 1 as const })),
  ];
}

/** A field as a query gives it; of a list, one thing that the list has. */
function filterOf(field: z.core.$ZodType | undefined): z.ZodType {
  const held = field instanceof z.ZodOptional ? field.unwrap() : field;
  const form = held instanceof z.ZodArray ? held.element : held;
  if (!(form instanceof z.ZodType)) throw new TypeError('a list is narrowed by a field of the state');
  return givenAsText(form).optional();
}
