// An award of Istmara as the last approval makes it, for the tests of decisions.
import {
  type AmendedShare,
  type Application,
  type Award,
  type Decision,
  isRejection,
  type ProgrammeRules,
} from '@tributary/contracts';
import { approve as approveApplication, review } from '../../src/application/decision.ts';
import { grantAmended } from '../../src/award/amended-shares.ts';
import { pledge, receive, verify } from '../../src/award/contributions.ts';
import { grant } from '../../src/award/granting.ts';
import { sign } from '../../src/award/signing.ts';
import { approve, pay } from '../../src/award/tranches.ts';
import { eligible, recognised, submitted } from './application-ground.ts';
import { call, euro, programme } from './call-ground.ts';
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

const { submission } = submitted();
const original = granted();

/** The same, where an award of the sample's programme is amended. */
export const amending = (by: string, of: Parameters<typeof known>[1] = { organisation: recognised }) => ({
  ...known(by, of),
  grantWith: (shares: readonly AmendedShare[]) => {
    if (submission === undefined) throw new Error('it was submitted');
    return grantAmended(original, { submission, rules: rulesWith(), known: known(by) }, shares);
  },
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

export const on = '2026-06-30';
const amount = euro('36000.00');

/** An award whose counterpart is verified: its first tranche is eligible, its second waits for a result. */
export function covered(award = signed()): Award {
  const pledged = after(pledge(award, { role: 'diaspora', form: 'cash', amount, pledgedOn: on }, known('ben')));
  const received = after(receive(pledged, { no: 1, amount, receivedOn: on }, known('ben')));
  return after(verify(received, { no: 1, amount, verifiedOn: on }, known('fay')));
}

/** The same, whose first tranche one person has approved. */
export const once = (): Award => after(approve(covered(), { no: 1, approvedOn: on }, known('ada')));

/** The same, whose first tranche two have approved. */
export const approved = (): Award => after(approve(once(), { no: 1, approvedOn: on }, known('max')));

/** An account that a payment may use. */
export const payee = {
  current: {
    no: 1,
    country: 'FR',
    masked: '•••• 2606',
    sealed: '1.sealed',
    proposedOn: on,
    proposedBy: 'bo',
    confirmedOn: on,
    usableFrom: on,
  },
};

export const payment = { no: 1, reference: 'PAY-1', paidOn: on };

/** The same, whose first tranche fay has paid. */
export const paid = (): Award => after(pay(approved(), payment, known('fay')));
