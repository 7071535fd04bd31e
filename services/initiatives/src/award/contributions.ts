// What the other parties of an award give. At every moment verified ≤ received ≤ pledged, and nothing is below zero.
import {
  type Award,
  awardContributionPledged,
  awardContributionReceived,
  awardContributionVerified,
  type Contribution,
  decideChange,
  fromMinor,
  type Known,
  type Money,
  pledgeContribution,
  type Rejection,
  receiveContribution,
  reducePledge,
  refuseReversed,
  refuseState,
  reject,
  rejectField,
  toMinor,
  valued,
  verifyContribution,
  worthOn,
} from '@tributary/contracts';
import type { Upstream } from '../upstream/upstream.ts';
import { isSuspended } from './applicant.ts';
import { begunBy } from './begun.ts';
import { gated } from './gate.ts';
import { plus, refuseBelow, refuseCurrency, refuseStep } from './increment.ts';
import { acceptPosted } from './ledger.ts';

/**
 * Enters a pledge, of a party that has a share and in a form that the rules let it give in. What is no transfer from
 * abroad is in the currency of the award.
 */
export const pledge = decideChange(pledgeContribution, (award, command, known: Known<Upstream>) => {
  const { role, form, amount, method, sourceRef, pledgedOn } = command;
  const { currency } = award.cost.amount;
  const refused =
    refuseState(award, 'granted', 'signed') ??
    refuseReversed(begunBy(award, award.grantedOn), pledgedOn, '/pledgedOn') ??
    refuseParty(award, role, form) ??
    (form === 'fx-transfer' ? undefined : refuseCurrency(amount, currency));
  if (refused !== undefined) return refused;
  const pledged = worthOn(amount, pledgedOn, known, '/amount/currency');
  if ('rejected' in pledged) return pledged;
  const none = fromMinor(0n, amount.currency);
  const contribution: Contribution = {
    no: award.contributions.length + 1,
    role,
    form,
    pledged,
    received: none,
    verified: none,
    ...(method !== undefined && { method }),
    ...(sourceRef !== undefined && { sourceRef }),
    pledgedOn,
    enteredBy: [],
  };
  const told = awardContributionPledged({ ...toldOf(contribution), value: pledged, pledgedOn });
  return acceptPosted(award, { ...award, contributions: [...award.contributions, contribution] }, told);
});

const toldOf = ({ no, role, form, sourceRef, method }: Contribution) => ({
  no,
  role,
  form,
  ...(sourceRef !== undefined && { sourceRef }),
  ...(method !== undefined && { method }),
});

/** Refuses the programme itself, whose share is paid in tranches, partners, and forms that the rules do not take. */
function refuseParty(
  { shares }: Award,
  role: Contribution['role'],
  form: Contribution['form'],
): Rejection<'CONTRIBUTION_NOT_TAKEN'> | undefined {
  const taken = shares.filter((share) => share.role !== 'central' && share.role !== 'partner');
  if (taken.some((share) => share.role === role && share.forms.includes(form))) return undefined;
  const isRole = taken.some((share) => share.role === role);
  const passes = taken.map((share) => `${share.role} (${share.forms.join(', ')})`).join('; ') || '–';
  return rejectField('CONTRIBUTION_NOT_TAKEN', isRole ? '/form' : '/role', { passes, given: `${role} (${form})` });
}

const contributionOf = ({ contributions }: Award, no: number): Contribution | undefined =>
  contributions.find((one) => one.no === no);

const replaced = (award: Award, contribution: Contribution): Award => ({
  ...award,
  contributions: award.contributions.map((one) => (one.no === contribution.no ? contribution : one)),
});

/** Enters what has come in: at most what is promised, and never less than what is verified. */
export const receive = decideChange(receiveContribution, (award, command, known: Known<Upstream>) => {
  const { no, amount, reasonCode, receivedOn } = command;
  const contribution = contributionOf(award, no);
  if (contribution === undefined) return reject('NOT_FOUND');
  const { role, pledged, received, verified, pledgedOn, sourceRef } = contribution;
  if (role === 'partner' && sourceRef !== undefined) {
    return reject('RECEIVED_BY_DISBURSEMENT', { no, commitmentId: sourceRef });
  }
  const inHand = toMinor(received) - toMinor(verified);
  const refused =
    refuseState(award, 'granted', 'signed') ??
    refuseReversed(pledgedOn, receivedOn, '/receivedOn') ??
    refuseStep(
      {
        amount,
        reasonCode,
        most: ['pledged', toMinor(pledged.amount) - toMinor(received)],
        least: ['verified', inHand],
      },
      pledged.amount.currency,
    );
  if (refused !== undefined) return refused;
  const value = worthOn(amount, receivedOn, known, '/receivedOn');
  if ('rejected' in value) return value;
  const enteredBy = [...new Set([...contribution.enteredBy, known.by])];
  const told = { ...toldOf(contribution), value, receivedOn, ...(reasonCode !== undefined && { reasonCode }) };
  const after = replaced(award, { ...contribution, received: plus(received, amount), enteredBy });
  return acceptPosted(award, after, awardContributionReceived(told));
});

/** Verifies what has come in. The tranches are looked at again: more may be eligible, or fewer. */
export const verify = decideChange(verifyContribution, (award, command, known: Known<Upstream>) => {
  const { no, amount, reasonCode, verifiedOn } = command;
  const contribution = contributionOf(award, no);
  if (contribution === undefined) return reject('NOT_FOUND');
  const { pledged, received, verified, pledgedOn, enteredBy } = contribution;
  const refused =
    refuseState(award, 'granted', 'signed') ??
    (enteredBy.includes(known.by) ? reject('FOUR_EYES') : undefined) ??
    refuseReversed(pledgedOn, verifiedOn, '/verifiedOn') ??
    refuseStep(
      {
        amount,
        reasonCode,
        most: ['received', toMinor(received) - toMinor(verified)],
        least: ['verified', toMinor(verified)],
      },
      pledged.amount.currency,
    );
  if (refused !== undefined) return refused;
  const value = worthOn(amount, verifiedOn, known, '/verifiedOn');
  if ('rejected' in value) return value;
  const told = { ...toldOf(contribution), value, verifiedOn, ...(reasonCode !== undefined && { reasonCode }) };
  const after = replaced(award, { ...contribution, verified: plus(verified, amount) });
  const looked = gated(after, verifiedOn, isSuspended(award, known));
  return acceptPosted(award, looked.award, awardContributionVerified(told), ...looked.events);
});

/** Takes back a promise, or a part of it: at most what has not come in. What a partner gives is its commitment's matter. */
export const reduce = decideChange(reducePledge, (award, { no, amount, reasonCode, pledgedOn }) => {
  const contribution = contributionOf(award, no);
  if (contribution === undefined) return reject('NOT_FOUND');
  const { role, form, pledged, received } = contribution;
  const { currency } = pledged.amount;
  const taken = fromMinor(-toMinor(amount), amount.currency);
  const refused =
    refuseState(award, 'granted', 'signed') ??
    (role === 'partner' ? refuseParty(award, role, form) : undefined) ??
    refuseReversed(contribution.pledgedOn, pledgedOn, '/pledgedOn') ??
    refuseCurrency(amount, currency) ??
    refuseBelow(amount, ['received', toMinor(pledged.amount) - toMinor(received)]);
  if (refused !== undefined) return refused;
  const of = (sum: Money) => valued(sum, pledged, pledged.base.currency);
  const told = { ...toldOf(contribution), value: of(taken), pledgedOn, reasonCode };
  const after = replaced(award, { ...contribution, pledged: of(plus(pledged.amount, taken)) });
  return acceptPosted(award, after, awardContributionPledged(told));
});
