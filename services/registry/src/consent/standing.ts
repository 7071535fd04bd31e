// How consents stand on a day, and what rests on them.
import {
  CONTACT_CATEGORY,
  CONTACT_PURPOSE,
  type Consent,
  type LocalDate,
  type Person,
  type Rejection,
  reject,
} from '@tributary/contracts';

type Consents = Person['consents'];

/** Whether it holds on a day: one whose last day is over does not, whether a job has seen that or not. */
export const holds = ({ state, expiresOn }: Consent, today: LocalDate): boolean =>
  state === 'given' && (expiresOn === undefined || expiresOn > today);

export const consentTo = (consents: Consents, purpose: string): Consent | undefined =>
  consents?.find((one) => one.purpose === purpose);

/** The day of its last step. */
const toldOn = ({ history, givenOn }: Consent): LocalDate => history.at(-1)?.on ?? givenOn;

/**
 * What one person said of a purpose last, of all records that were merged; of two of one day, the one that does not hold.
 * @param records the consents of each record
 */
export function lastSaid(records: readonly Consents[], purpose: string, today: LocalDate): Consent | undefined {
  const said = records.flatMap((consents) => consentTo(consents, purpose) ?? []);
  const last = said.map(toldOn).sort().at(-1);
  const newest = said.filter((one) => toldOn(one) === last);
  return newest.find((one) => !holds(one, today)) ?? newest[0];
}

/** How a decision cites a consent: `contact/3`. */
export const cited = ({ purpose, revision }: Consent): string => `${purpose}/${revision}`;

/**
 * The consent that lets somebody be reached for one of some purposes, of all records that were merged.
 * @returns CONSENT_MISSING where none does
 */
export function consentToReach(
  records: readonly Consents[],
  purposes: readonly string[],
  today: LocalDate,
): Consent | Rejection<'CONSENT_MISSING'> {
  for (const purpose of purposes) {
    const said = lastSaid(records, purpose, today);
    if (said !== undefined && holds(said, today) && said.categories.includes(CONTACT_CATEGORY)) return said;
  }
  return reject('CONSENT_MISSING', { purpose: purposes.join(', ') });
}

/** Whether somebody consented to be contacted once, and no longer does. */
export function hasLeftContact(consents: Consents, today: LocalDate): boolean {
  const contact = consentTo(consents, CONTACT_PURPOSE);
  return contact !== undefined && !holds(contact, today);
}

/** Refuses to call somebody contactable who no longer consents to be contacted. */
export const refuseContactable = (
  contactable: boolean,
  { consents }: Pick<Person, 'consents'>,
  today: LocalDate,
): Rejection<'CONSENT_WITHDRAWN'> | undefined =>
  contactable && hasLeftContact(consents, today) ? reject('CONSENT_WITHDRAWN') : undefined;
