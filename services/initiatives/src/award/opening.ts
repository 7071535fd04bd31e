// An award of before, taken in with its balances of one day: proposed by one person, entered at once by the approval of
// another. Until then nothing can be done with it, so that no opening balance ever meets what was moved here.
import {
  type Accepted,
  type Award,
  accept,
  approveOpening,
  awardCoFundingRequested,
  awardOpened,
  awardRevised,
  type Call,
  type Contribution,
  type DomainEvent,
  decideChange,
  decideNew,
  fromMinor,
  type Known,
  type LocalDate,
  type Money,
  minorIn,
  type Opening,
  openAward,
  type Programme,
  type Rate,
  type Rejection,
  rateTo,
  refuseOpening,
  refuseReversed,
  refuseState,
  reject,
  rejectField,
  type Tranche,
  toMinor,
  type Valued,
  valued,
  worthOn,
} from '@tributary/contracts';
import { sectorsOf } from '../initiative/sectors.ts';
import { publishedRules } from '../programme/rules-in-force.ts';
import type { Upstream } from '../upstream/upstream.ts';
import { isSuspended } from './applicant.ts';
import { gated } from './gate.ts';
import { acceptPosted } from './ledger.ts';
import { type Balances, formsOf, refuseBalances } from './opening-terms.ts';
import { type PeriodGround, refuseClosed } from './period.ts';
import { tranchePlanOf } from './shares.ts';

/** What is known where an opening balance is proposed. */
export interface OpeningGround extends Upstream, PeriodGround {
  /** undefined: there is none of that id */
  readonly programme: Programme | undefined;
  /** undefined: there is none of that id, or none is named */
  readonly call: Call | undefined;
}

/** Proposes the balances of an award; each sum is worth what it is by the rate of the day of the opening. */
export const proposeOpening = decideNew(openAward, (command, known: Known<OpeningGround>) => {
  const { programmeId, openedOn, cost } = command;
  const { programme } = known;
  if (programme === undefined) return rejectField('PROGRAMME_UNKNOWN', '/programmeId', { programme: programmeId });
  const refused =
    refuseCall(command, known.call) ??
    refuseOrganisation(command, known) ??
    refuseRules(command, programme) ??
    refuseBalances(command) ??
    refuseClosed(known, openedOn, '/openedOn');
  if (refused !== undefined) return refused;
  const sectors = sectorsOf(command.sectors, false);
  if ('rejected' in sectors) return sectors;
  const rate = rateTo(cost.currency, openedOn, known, '/openedOn');
  if ('rejected' in rate) return rate;
  const contributions = contributionsOf(command, known);
  if ('rejected' in contributions) return contributions;
  const worked = { programme, rate, sectors: [...sectors.sectors], contributions: contributions.given };
  return accept(proposed(command, { ...known, ...worked }), awardRevised({}));
});

/** Refuses a call of another programme, and one that was never opened. */
function refuseCall({ callId, programmeId, cost }: Balances, call: Call | undefined) {
  if (callId === undefined) return undefined;
  const isOfIt = call?.programmeId === programmeId && (call.status === 'published' || call.status === 'closed');
  if (call === undefined || !isOfIt) return rejectField('CALL_UNKNOWN', '/callId', { callId });
  const { currency: passes } = call.envelope;
  if (cost.currency === passes) return undefined;
  return rejectField('OTHER_CURRENCY', '/cost/currency', { passes, given: cost.currency });
}

/** Refuses an organisation that nobody knows; of one that may not apply any more, what it was granted stands. */
function refuseOrganisation({ organisationId }: Balances, { organisation }: Upstream) {
  if (organisationId === undefined || organisation(organisationId) !== undefined) return undefined;
  return rejectField('ORGANISATION_UNKNOWN', '/organisationId', { organisationId });
}

/** Refuses a version that the programme has not published. */
function refuseRules({ rulesVersion }: Balances, programme: Programme): Rejection<'OPENING_NOT_TAKEN'> | undefined {
  const published = publishedRules(programme).map((version) => version.rulesVersion);
  if (rulesVersion === undefined || published.includes(rulesVersion)) return undefined;
  const passes = published.join(', ') || '–';
  return rejectField('OPENING_NOT_TAKEN', '/rulesVersion', { rule: 'RULES_PUBLISHED', passes, given: rulesVersion });
}

interface Valuing {
  readonly by: string;
  readonly today: LocalDate;
  readonly baseCurrency: string;
  readonly programme: Programme;
  readonly rate: Rate;
  readonly sectors: NonNullable<Award['project']>['sectors'];
  readonly contributions: Contribution[];
}

function proposed(command: Balances, known: Valuing): Award {
  const { by, today, baseCurrency, programme, rate, sectors, contributions } = known;
  const { formerNumber, sourceRef, openedOn, contributions: _given, tranches, shares, cost, ...described } = command;
  const { title, plannedStartOn, plannedEndOn, budgetCode, sectors: _asked, ...origin } = described;
  const worth = (amount: Money) => valued(amount, rate, baseCurrency);
  const rules = publishedRules(programme).find(({ rulesVersion }) => rulesVersion === origin.rulesVersion)?.rules;
  return {
    ...origin,
    cost: worth(cost),
    shares: shares.map(({ amount, ...share }) => ({ ...share, value: worth(amount), forms: [...formsOf(share)] })),
    bounds: [],
    tranchePlan: rules === undefined ? [] : tranchePlanOf(rules),
    status: 'proposed',
    project: {
      title,
      plannedStartOn,
      ...(plannedEndOn !== undefined && { plannedEndOn }),
      sectors,
      ...(budgetCode !== undefined && { budgetCode }),
    },
    madeBy: by,
    contributions,
    tranches: tranchesOf(tranches, worth, by),
    ledger: [],
    opening: { formerNumber, sourceRef, openedOn, proposedOn: today, proposedBy: by },
  };
}

/** What the other parties had given. Who proposes it can verify none of what had not been verified. */
function contributionsOf({ contributions, openedOn }: Balances, known: Known<Upstream>) {
  const given: Contribution[] = [];
  for (const { pledged: promised, received, verified, method, ...one } of contributions) {
    const pledged = worthOn(promised, openedOn, known, '/openedOn');
    if ('rejected' in pledged) return pledged;
    const written = (amount: Money) => fromMinor(toMinor(amount), amount.currency);
    given.push({
      no: given.length + 1,
      ...one,
      pledged,
      received: written(received),
      verified: written(verified),
      ...(method !== undefined && { method }),
      pledgedOn: openedOn,
      enteredBy: [known.by],
    });
  }
  return { given };
}

/** The parts in which the programme pays. Who proposes them can neither approve them nor take a payment of them back. */
const tranchesOf = (given: Balances['tranches'], worth: (amount: Money) => Valued, by: string): Tranche[] =>
  given.map(({ amount, dueOn, counterpart, requires, payment: made }, at) => {
    const value = worth(amount);
    const unpaid: Tranche = {
      no: at + 1,
      value,
      dueOn,
      counterpart: fromMinor(counterpart === undefined ? 0n : toMinor(counterpart), amount.currency),
      requires,
      accepted: [],
      status: 'eligible',
      approvals: [],
    };
    if (made === undefined) return unpaid;
    const { acquitted, budgetCode, ...payment } = made;
    const code = budgetCode !== undefined && { budgetCode };
    const done = acquitted === undefined ? 0n : toMinor(acquitted);
    return {
      ...unpaid,
      status: done === toMinor(amount) ? 'acquitted' : 'paid',
      payment: { ...payment, value, ...code, paidBy: by },
      ...(done > 0n && { acquitted: fromMinor(done, amount.currency) }),
    };
  });

/** What is known where an opening balance is approved. */
export interface OpeningApprovalGround extends Upstream, PeriodGround {
  /** the id under which its initiative is registered */
  readonly initiativeId: string;
  /** why the envelope of its call does not take it; undefined where it does */
  readonly exhausted: Rejection<'ENVELOPE_EXHAUSTED'> | undefined;
}

/** The opening balance that waits for a second person, on a day after its proposal. */
function waiting(award: Award, on: LocalDate, pointer: string): Opening | Rejection<'WRONG_STATE' | 'DATES_REVERSED'> {
  const { opening } = award;
  const state = refuseState(award, 'proposed');
  if (state !== undefined) return state;
  if (opening === undefined) return reject('WRONG_STATE', { state: award.status, needed: 'proposed' });
  return refuseReversed(opening.openedOn, on, pointer) ?? opening;
}

/** Takes the award in, with one entry in its ledger, if its day is open still and its call has room for it. */
export const takeIn = decideChange(approveOpening, (award, { approvedOn }, known: Known<OpeningApprovalGround>) => {
  const opening = waiting(award, approvedOn, '/approvedOn');
  if ('rejected' in opening) return opening;
  if (opening.proposedBy === known.by) return reject('FOUR_EYES');
  const refused = refuseClosed(known, opening.openedOn, '') ?? known.exhausted;
  return refused ?? opened(award, { ...opening, decidedOn: approvedOn }, known);
});

/** An award as it stood on the day of its opening. */
function opened(award: Award, opening: Opening, known: Known<OpeningApprovalGround>): Accepted<Award> {
  const { openedOn, formerNumber } = opening;
  const { initiativeId } = known;
  const { programmeId, callId, organisationId, area, rulesVersion, grantedOn, signedOn = openedOn, cost } = award;
  const taken: Award = { ...award, status: 'signed', initiativeId, opening };
  const told = awardOpened({
    formerNumber,
    programmeId,
    ...(callId !== undefined && { callId }),
    ...(organisationId !== undefined && { organisationId }),
    area,
    ...(rulesVersion !== undefined && { rulesVersion }),
    initiativeId,
    grantedOn,
    signedOn,
    openedOn,
    cost,
    shares: award.shares.map(({ role, value }) => ({ role, value })),
    contributions: award.contributions.map(({ no, role, form, pledged, received, verified }) => {
      const worth = (amount: Money) => valued(amount, pledged, cost.base.currency);
      return { no, role, form, pledged, received: worth(received), verified: worth(verified) };
    }),
    tranches: award.tranches.map(({ no, value, dueOn, payment, acquitted }) => ({
      no,
      value,
      dueOn,
      ...(payment !== undefined && { paidOn: payment.paidOn }),
      ...(payment?.budgetCode !== undefined && { budgetCode: payment.budgetCode }),
      ...(acquitted !== undefined && { acquitted }),
    })),
  });
  const { award: looked, events } = gated(taken, openedOn, isSuspended(award, known));
  return acceptPosted(award, looked, told, ...events, ...coFunding(taken, initiativeId));
}

/** Asks partners for what of their share nobody had promised. */
function coFunding(award: Award, initiativeId: string): readonly DomainEvent[] {
  const { programmeId, area, cost, shares, contributions, tranches } = award;
  const isPartner = ({ role }: { readonly role: string }) => role === 'partner';
  const { currency } = cost.amount;
  const share = shares.filter(isPartner).reduce((sum, { value }) => sum + toMinor(value.amount), 0n);
  const promised = contributions
    .filter(isPartner)
    .reduce((sum, { pledged }) => sum + minorIn(pledged, { currency, rate: cost.rate }), 0n);
  if (share <= promised) return [];
  const neededBy = tranches.find(({ payment }) => payment === undefined)?.dueOn;
  const amount = fromMinor(share - promised, currency);
  const asked = { programmeId, initiativeId, role: 'partner' as const, amount, area };
  return [awardCoFundingRequested({ ...asked, ...(neededBy !== undefined && { neededBy }) })];
}

/** Refuses what was proposed; its numbers are free again. */
export const refuseToTakeIn = decideChange(refuseOpening, (award, { refusedOn }) => {
  const opening = waiting(award, refusedOn, '/refusedOn');
  if ('rejected' in opening) return opening;
  return accept({ ...award, status: 'refused', opening: { ...opening, decidedOn: refusedOn } }, awardRevised({}));
});
