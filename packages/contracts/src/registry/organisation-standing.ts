// Where an organisation stands, as every service that registers something for it must see it: one fold, one rule.
import { type Rejection, reject } from '../kernel/decision.ts';
import { defineView } from '../kernel/view.ts';
import type { LocalDate } from '../values/date.ts';
import {
  organisationApplied,
  organisationRecognised,
  organisationSuspended,
  organisationWithdrawn,
} from './organisation.ts';

/** What the facts of one organisation say of its recognition. */
export interface OrganisationStanding {
  /** periods for which it was recognised, both days included */
  readonly periods: readonly { readonly validFrom: LocalDate; readonly validUntil: LocalDate }[];
  readonly suspended: boolean;
  /** of a suspension or a withdrawal that stands: its first day */
  readonly suspendedFrom?: LocalDate;
  /** it was not suspended for a time, but its recognition taken back */
  readonly withdrawn?: true;
}

/** An organisation that applied and has not been recognised yet. */
export const appliedStanding: OrganisationStanding = { periods: [], suspended: false };

/** Recognised for one more period; a suspension ends with it. */
export const withRecognition = (
  { periods }: OrganisationStanding,
  { validFrom, validUntil }: { readonly validFrom: LocalDate; readonly validUntil: LocalDate },
): OrganisationStanding => ({ periods: [...periods, { validFrom, validUntil }], suspended: false });

/** Suspended until it is recognised again. */
export const withSuspension = (
  { periods }: OrganisationStanding,
  { from }: { readonly from: LocalDate },
): OrganisationStanding => ({ periods, suspended: true, suspendedFrom: from });

/** Without a recognition until it has another one: what is not paid waits as it does for one that is suspended. */
export const withWithdrawal = (
  standing: OrganisationStanding,
  { withdrawnOn }: { readonly withdrawnOn: LocalDate },
): OrganisationStanding => ({ ...withSuspension(standing, { from: withdrawnOn }), withdrawn: true });

/** Where each organisation stands, in every service that must know. */
export const organisationStandings = defineView<OrganisationStanding>(
  'organisations',
  () => appliedStanding,
  (when) => [
    when(organisationApplied, () => appliedStanding),
    when(organisationRecognised, (standing, { data }) => withRecognition(standing, data)),
    when(organisationSuspended, (standing, { data }) => withSuspension(standing, data)),
    when(organisationWithdrawn, (standing, { data }) => withWithdrawal(standing, data)),
  ],
);

/** The codes with which `refusalFor` refuses. */
export const organisationRefusals = [
  'ORGANISATION_UNKNOWN',
  'ORGANISATION_NOT_RECOGNISED',
  'ORGANISATION_SUSPENDED',
] as const;
type OrganisationRefusal = (typeof organisationRefusals)[number];

/**
 * Why nothing can be registered for an organisation on a day, or undefined where nothing stands against it.
 * The recognition must cover that day; a suspension that stands refuses every day, because a back-dated
 * registration would slip past it otherwise.
 * @param standing undefined: no fact of it is known here
 */
export function refusalFor(
  organisationId: string,
  standing: OrganisationStanding | undefined,
  on: LocalDate,
): Rejection<OrganisationRefusal> | undefined {
  const values = { organisationId, date: on };
  const refuse = (code: OrganisationRefusal) => reject(code, values, [{ pointer: '/organisationId', code, values }]);
  if (standing === undefined) return refuse('ORGANISATION_UNKNOWN');
  if (standing.withdrawn) return refuse('ORGANISATION_NOT_RECOGNISED');
  if (standing.suspended) return refuse('ORGANISATION_SUSPENDED');
  const covers = standing.periods.some(({ validFrom, validUntil }) => validFrom <= on && on <= validUntil);
  return covers ? undefined : refuse('ORGANISATION_NOT_RECOGNISED');
}
