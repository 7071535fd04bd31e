// How stale a record is, by the rules of its ministry. Pure: the day is an argument, and nothing of it is kept.
import {
  addMonths,
  daysBetween,
  type FreshnessRulesSet,
  type LocalDate,
  openPersonStates,
  type Person,
  type PersonFreshness,
} from '@tributary/contracts';

/** After how long a record is due, and dormant. */
export type FreshnessRules = Omit<FreshnessRulesSet, 'ministryCode'>;

/** Where a ministry has set none: what is not due yet counts as confirmed in registry/stock, which looks back as long. */
export const defaultFreshness: FreshnessRules = {
  dueAfterMonths: { self: 12, assisted: 12, consular: 12, eid: 12 },
  dormantAfterMonths: 12,
};

/** Whether a person in that state can be asked to confirm the record. */
export const isAskable = (status: string): boolean => openPersonStates.some((one) => one === status);

type Dated = Pick<Person, 'status' | 'assurance' | 'registeredOn' | 'verifiedOn' | 'confirmedOn'>;

/** The day from which it counts: of the last confirmation, else the later one of registration and verification. */
export const seenOn = ({ registeredOn, verifiedOn, confirmedOn }: Dated): LocalDate =>
  confirmedOn ?? (verifiedOn !== undefined && verifiedOn > registeredOn ? verifiedOn : registeredOn);

/** The day from which on a record is to be confirmed again. */
export const dueOn = (person: Dated, { dueAfterMonths }: FreshnessRules): LocalDate =>
  addMonths(seenOn(person), dueAfterMonths[person.assurance]);

/** Per cent, rounded half up. */
const percent = (part: number, whole: number): number => Math.floor((200 * part + whole) / (2 * whole));

/** How fresh a record is on a day; undefined where nobody is asked to confirm it. */
export function freshnessOf(person: Dated, rules: FreshnessRules, today: LocalDate): PersonFreshness | undefined {
  if (!isAskable(person.status)) return undefined;
  const [since, due] = [seenOn(person), dueOn(person, rules)];
  return {
    seenOn: since,
    dueOn: due,
    isDue: today >= due,
    // a day of registration is never to come, but another zone may be a day ahead
    staleness: Math.max(0, percent(daysBetween(since, today), daysBetween(since, due))),
    dormantFrom: addMonths(due, rules.dormantAfterMonths),
  };
}
