// An award of Istmara as the last approval makes it, for the tests of decisions.
import { type Application, type Award, type Decision, isRejection, type ProgrammeRules } from '@tributary/contracts';
import { approve as approveApplication, review } from '../../src/application/decision.ts';
import { grant } from '../../src/award/granting.ts';
import { sign } from '../../src/award/signing.ts';
import { eligible, recognised, submitted } from './application-ground.ts';
import { call, programme } from './call-ground.ts';
import { surroundings } from './known.ts';

export const applicationId = '0190a1b2-0000-7000-8000-000000000005';

export function rulesWith(changed: object = {}): ProgrammeRules {
  const [version] = programme(changed).versions;
  if (version === undefined) throw new Error('the programme has rules');
  return version.rules;
}

/** The decision of the last body on an application that was reviewed. */
export function lastApproval(application: Application = submitted(), rules: ProgrammeRules = rulesWith()) {
  const known = { ...surroundings(), rules };
  const scored = { conflictOfInterest: false, scores: [], reviewedOn: '2026-06-30' };
  const reviewed = review(eligible(application), scored, { ...known, by: 'eva' });
  if (isRejection(reviewed)) throw new Error(reviewed.rejected);
  const ground = { ...known, by: 'ada', call: call({ status: 'published' }), exhausted: undefined };
  return approveApplication(reviewed.state, { body: 'MINISTRY', approvedOn: '2026-06-30' }, ground);
}

/** What an approved application was granted, with the events that tell it. */
export function granting(application?: Application, rules?: ProgrammeRules) {
  const decision = lastApproval(application, rules);
  if (isRejection(decision)) throw new Error(`${decision.rejected} ${JSON.stringify(decision.values)}`);
  const made = grant(applicationId, decision.state);
  if (made === undefined) throw new Error('nothing was granted');
  return made;
}

export const granted = (...of: Parameters<typeof granting>): Award => granting(...of).state;

export const initiativeId = '0190a1b2-0000-7000-8000-000000000001';

/** What is known where an award changes; its applicant is recognised unless told. */
export const known = (by: string, changed: Parameters<typeof surroundings>[0] = { organisation: recognised }) => ({
  ...surroundings(changed),
  by,
  initiativeId,
});

export const signature = {
  title: { en: 'Water for Upper Torva (sample)' },
  plannedStartOn: '2026-07-01',
  plannedEndOn: '2027-06-30',
  sectors: [],
  signedOn: '2026-06-30',
  dueOn: ['2026-07-15', '2027-03-31'],
};

/** What a decision made of an award. @throws {Error} it was refused */
export function after(decision: Decision<Award>): Award {
  if (isRejection(decision)) throw new Error(`${decision.rejected} ${JSON.stringify(decision.values)}`);
  return decision.state;
}

/** An award that ana has signed. */
export const signed = (award: Award = granted()): Award => after(sign(award, signature, known('ana')));
