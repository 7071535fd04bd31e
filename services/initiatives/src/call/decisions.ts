// The life of a call: draft → published → closed, or cancelled. Between, the clock opens it and lets its grace run out.
import {
  accept,
  callCancelled,
  callClosed,
  callOpened,
  callRevised,
  cancelCall,
  closeCall,
  decideChange,
  decideNew,
  draftCall,
  type Known,
  type LocalDate,
  type Money,
  openCall,
  type Programme,
  type Rejection,
  refuseReversed,
  refuseState,
  reject,
  rejectField,
  toMinor,
} from '@tributary/contracts';
import { publishedRules, rulesInForce } from '../programme/rules-in-force.ts';
import { earlier, limitsOf } from './window.ts';

/** What is known where a call is written. */
export interface CallGround {
  /** undefined: there is none of that id */
  readonly programme: Programme | undefined;
  /** whether it is one of the caller's own ministry */
  readonly isOwn: boolean;
  /** of the installation */
  readonly timeZone: string;
}

/** Writes a call of a programme of the own ministry. */
export const draft = decideNew(draftCall, (terms, { programme, isOwn, timeZone }: Known<CallGround>) => {
  const { programmeId, opensOn, closesOn, envelope, ceiling } = terms;
  if (programme === undefined) {
    return rejectField('PROGRAMME_UNKNOWN', '/programmeId', { programme: programmeId });
  }
  if (!isOwn) return reject('FORBIDDEN');
  const refused =
    refuseReversed(opensOn, closesOn, '/closesOn') ??
    inCurrency('/envelope/currency', envelope, programme.currency) ??
    (ceiling && inCurrency('/ceiling/currency', ceiling, programme.currency)) ??
    (ceiling && atMost('/ceiling/amount', ceiling, envelope, 'envelope'));
  if (refused !== undefined) return refused;
  return accept({ ...terms, timeZone: terms.timeZone ?? timeZone, status: 'draft' as const }, callRevised({}));
});

/** Refuses an amount in another currency than the one that is asked for. */
export function inCurrency(
  pointer: string,
  { currency: given }: Money,
  passes: string,
): Rejection<'OTHER_CURRENCY'> | undefined {
  return given === passes ? undefined : rejectField('OTHER_CURRENCY', pointer, { given, passes });
}

const written = ({ amount, currency }: Money) => `${amount} ${currency}`;

/** Refuses an amount above a limit in the same currency. @param rule the field that sets the limit */
export function atMost(
  pointer: string,
  given: Money,
  limit: Money,
  rule: string,
): Rejection<'ABOVE_LIMIT'> | undefined {
  if (toMinor(given) <= toMinor(limit)) return undefined;
  return rejectField('ABOVE_LIMIT', pointer, { rule, limit: written(limit), given: written(given) });
}

/** Refuses a day on which no rules of a programme are in force. */
export function noRulesOn(programme: Pick<Programme, 'code' | 'versions'>, date: LocalDate) {
  const published = publishedRules(programme).map((rules) => `${rules.rulesVersion} (${rules.effectiveFrom})`);
  const values = { programme: programme.code, date, published: published.join(', ') || '–' };
  return reject('RULES_NOT_IN_FORCE', values);
}

/** Publishes a call. Rules must be in force on its first day, since what comes in is judged by them. */
export const open = decideChange(openCall, (call, _body, { programme }: Known<Pick<CallGround, 'programme'>>) => {
  const refused = refuseState(call, 'draft');
  if (refused !== undefined) return refused;
  const { programmeId, code, title, opensOn, closesOn, envelope } = call;
  const rules = programme ?? { code: programmeId, versions: [] };
  if (rulesInForce(rules, opensOn) === undefined) return noRulesOn(rules, opensOn);
  const told = { programmeId, code, title, opensOn, closesOn, envelope };
  return accept({ ...call, status: 'published' }, callOpened(told));
});

/** Closes a call: from now on, or after the day that is named. */
export const close = decideChange(closeCall, (call, { closedOn }, { now }) => {
  const refused = refuseState(call, 'published') ?? refuseReversed(call.opensOn, closedOn);
  if (refused !== undefined) return refused;
  const afterDay = limitsOf({ opensOn: closedOn, closesOn: closedOn, timeZone: call.timeZone }).until;
  const closedAt = earlier(afterDay, now).toISOString();
  return accept({ ...call, status: 'closed', closedOn, closedAt }, callClosed({ closedOn }));
});

/** Cancels a call that is not closed. */
export const cancel = decideChange(cancelCall, (call, { reasonCode, cancelledOn }) => {
  const refused = refuseState(call, 'draft', 'published');
  if (refused !== undefined) return refused;
  return accept({ ...call, status: 'cancelled', reasonCode, cancelledOn }, callCancelled({ reasonCode, cancelledOn }));
});
