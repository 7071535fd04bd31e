// What must hold of skills, offers and residence, whoever enters them: days in their order, and evidence from others.
import {
  type LocalDate,
  type Person,
  type Rejection,
  refuseReversed,
  rejectField,
  type Skill,
} from '@tributary/contracts';

type Entered = Pick<Person, 'skills' | 'offers' | 'residence'>;

/** Refuses a residence that begins on a day to come. @param pointer to that day */
export function refuseSince(
  residence: { readonly since?: LocalDate | undefined } | undefined,
  today: LocalDate,
  pointer: string,
): Rejection<'FUTURE_DATE'> | undefined {
  const { since } = residence ?? {};
  if (since === undefined || since <= today) return undefined;
  return rejectField('FUTURE_DATE', pointer, { date: since, today });
}

/** Refuses an offer that ends before it begins. */
function refuseOffers(offers: Person['offers']): Rejection<'DATES_REVERSED'> | undefined {
  for (const [at, { availability: { from, until } = {} }] of offers.entries()) {
    if (from === undefined || until === undefined) continue;
    const refused = refuseReversed(from, until, `/offers/${at}/availability/until`);
    if (refused !== undefined) return refused;
  }
  return undefined;
}

const isSame = (one: Skill, other: Skill) =>
  one.scheme === other.scheme &&
  one.code === other.code &&
  one.level === other.level &&
  one.years === other.years &&
  one.evidence === other.evidence;

/**
 * Refuses what cannot be, or what cannot be said by who says it.
 * @param before the skills that the record has: evidence that is there already, the person may keep
 */
export function refuseSkills(
  { skills, offers, residence }: Entered,
  { before, bySelf, today }: { readonly before: readonly Skill[]; readonly bySelf: boolean; readonly today: LocalDate },
): Rejection<'FUTURE_DATE' | 'DATES_REVERSED' | 'EVIDENCE_BY_OTHERS'> | undefined {
  const at = skills.findIndex((skill) => skill.evidence !== undefined && !before.some((one) => isSame(one, skill)));
  if (bySelf && at >= 0) return rejectField('EVIDENCE_BY_OTHERS', `/skills/${at}/evidence`, {});
  return refuseSince(residence, today, '/residence/since') ?? refuseOffers(offers);
}
