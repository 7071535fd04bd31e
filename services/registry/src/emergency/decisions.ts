// What can be done with an emergency access, and whom it covers. Pure.
import {
  accept,
  type Decision,
  decideChange,
  decideNew,
  decidePut,
  declareEmergencyAccess,
  type EmergencyAccess,
  type EmergencyAccessRules,
  emergencyAccessDeclared,
  emergencyAccessEnded,
  emergencyAccessReviewed,
  emergencyAccessRulesSet,
  endEmergencyAccess,
  type Known,
  type Moment,
  openPersonStates,
  type Person,
  refuseState,
  reject,
  rejectField,
  reviewEmergencyAccess,
  setEmergencyAccessRules,
  unreviewedStates,
} from '@tributary/contracts';

export type Rules = Pick<EmergencyAccessRules, 'accessHours' | 'reviewHours'>;

const HOUR_MS = 3_600_000;
/** How far the clocks of two processes may be apart. */
const APART_MS = 5 * 60_000;

const hoursAfter = (at: Date, hours: number): string => new Date(at.getTime() + hours * HOUR_MS).toISOString();

export const setRules = decidePut(setEmergencyAccessRules, (_before, rules) =>
  accept(rules, emergencyAccessRulesSet(rules)),
);

/** Declares an access that holds from now on, for as long as the rules of the ministry allow. */
export const declare = decideNew(
  declareEmergencyAccess,
  ({ hours, ...told }, { now, today, by, rules }: Known<{ readonly rules: Rules }>) => {
    const most = rules.accessHours;
    if (hours > most) return rejectField('EMERGENCY_TOO_LONG', '/hours', { hours, most });
    const until = hoursAfter(now, hours);
    const state: EmergencyAccess = {
      ...told,
      status: 'open',
      declaredOn: today,
      declaredAt: now.toISOString(),
      declaredBy: by,
      until,
      reviewHours: rules.reviewHours,
    };
    const { incident, reasonCode, purpose, places } = told;
    const countries = [...new Set(places.map(({ country }) => country))].sort();
    return accept(
      state,
      emergencyAccessDeclared({ incident, reasonCode, purpose, countries, until, declaredOn: today }),
    );
  },
);

/**
 * Whether the hours of an access are over. One that was declared later than now, by a clock that went ahead or before one
 * went back, is over too: it would hold for longer than anybody said.
 */
export const isOver = ({ declaredAt, until }: EmergencyAccess, now: Date): boolean =>
  now.getTime() >= Date.parse(until) || now.getTime() < Date.parse(declaredAt) - APART_MS;

/** Whether anybody may look under it. */
export const isInForce = (access: EmergencyAccess, now: Date): boolean =>
  access.status === 'open' && !isOver(access, now);

function over(
  access: EmergencyAccess,
  how: Pick<EmergencyAccess, 'endedBy' | 'endReasonCode'>,
  { now, today }: Pick<Moment, 'now' | 'today'>,
) {
  const cause = how.endedBy === undefined ? 'expired' : 'ended';
  const reviewBy = hoursAfter(now, access.reviewHours);
  const reasonCode = how.endReasonCode;
  return accept<EmergencyAccess>(
    { ...access, ...how, status: cause, endedAt: now.toISOString(), reviewBy },
    emergencyAccessEnded({ cause, ...(reasonCode !== undefined && { reasonCode }), reviewBy, endedOn: today }),
  );
}

export const end = decideChange(
  endEmergencyAccess,
  (access, { reasonCode }, { by, ...moment }) =>
    refuseState(access, 'open') ?? over(access, { endedBy: by, endReasonCode: reasonCode }, moment),
);

/** Closes an access whose hours are over. */
export const expire = (
  access: EmergencyAccess,
  moment: Pick<Moment, 'now' | 'today'>,
): Decision<EmergencyAccess> | 'unchanged' =>
  access.status === 'open' && isOver(access, moment.now) ? over(access, {}, moment) : 'unchanged';

/** Reviews an access that is over, by somebody who neither declared it nor looked under it. */
export const review = decideChange(
  reviewEmergencyAccess,
  (access, { outcome, reasonCode }, { by, now, today, hasLooked }: Known<{ readonly hasLooked: boolean }>) => {
    if (access.declaredBy === by || hasLooked) return reject('FOUR_EYES');
    return (
      refuseState(access, ...unreviewedStates) ??
      accept<EmergencyAccess>(
        { ...access, status: outcome, reviewedAt: now.toISOString(), reviewedBy: by, reviewReasonCode: reasonCode },
        emergencyAccessReviewed({ outcome, reasonCode, reviewedOn: today }),
      )
    );
  },
);

/** Whether an access is for an officer: a registrar whom it names, and never who declared it. */
export const isFor = (
  { declaredBy, officers = [], roles = [] }: EmergencyAccess,
  { sub, roles: has }: { readonly sub: string; readonly roles: readonly string[] },
): boolean =>
  sub !== declaredBy &&
  has.includes('registrar') &&
  (officers.includes(sub) || roles.some((role) => has.includes(role)));

/** Whether an access covers a person: an open record, of somebody who lives in its places by what the record says. */
export function covers({ places }: EmergencyAccess, { status, residence }: Person): boolean {
  if (residence === undefined || !openPersonStates.some((open) => open === status)) return false;
  const { country, subdivision = '' } = residence;
  return places.some(
    (place) =>
      place.country === country && (place.subdivisions === undefined || place.subdivisions.includes(subdivision)),
  );
}
