// Applications under a call of Istmara, for the tests of decisions.
import {
  type Application,
  isRejection,
  type Known,
  type NamedAnswer,
  type OrganisationStanding,
  submitApplication,
} from '@tributary/contracts';
import { type EligibilityGround, judge } from '../../src/application/eligibility.ts';
import { type SubmissionGround, submit } from '../../src/application/submission.ts';
import { call, euro, programme, programmeId } from './call-ground.ts';
import { organisationId, surroundings } from './known.ts';

export const callId = '0190a1b2-0000-7000-8000-000000000004';

export const started = (changed: Partial<Application> = {}): Application => ({
  callId,
  programmeId,
  applicantKind: 'association',
  organisationId,
  status: 'started',
  reviews: [],
  approvals: [],
  ...changed,
});

type Submitting = Parameters<typeof submit>[1];

/** The body of a submission as the contract lets it pass. */
export const project = (changed: object = {}): Submitting =>
  (submitApplication.body as NonNullable<typeof submitApplication.body>).parse({
    cost: euro('80000.00'),
    requested: euro('40000.00'),
    area: 'Torva',
    offers: [
      { party: 'local', amount: euro('8000.00') },
      { party: 'diaspora', amount: euro('32000.00') },
    ],
    ...changed,
  });

export const ground = (changed: Partial<Known<SubmissionGround>> = {}): Known<SubmissionGround> => ({
  ...surroundings(),
  call: call({ status: 'published' }),
  programme: programme(),
  byApplicant: false,
  privateAnswers: undefined,
  ...changed,
});

/** An application as it is after its submission. */
export function submitted(
  changed: object = {},
  on: Partial<Known<SubmissionGround>> = {},
  before: Application = started(),
): Application {
  const decision = submit(before, project(changed), ground(on));
  if (isRejection(decision)) throw new Error(`${decision.rejected} ${JSON.stringify(decision.values)}`);
  return decision.state;
}

export const recognised: OrganisationStanding = {
  periods: [{ validFrom: '2025-01-01', validUntil: '2027-12-31' }],
  suspended: false,
};

export const judging = (
  standing: OrganisationStanding | undefined = recognised,
  secret: readonly NamedAnswer[] = [],
  rules: object = {},
): Known<EligibilityGround> => ({
  ...surroundings({ organisation: standing as OrganisationStanding }),
  programme: programme(rules),
  secret,
});

/** The same application, found eligible. */
export function eligible(application: Application = submitted()): Application {
  const decision = judge(application, { decidedOn: '2026-06-30' }, judging());
  if (isRejection(decision)) throw new Error(decision.rejected);
  return decision.state;
}
