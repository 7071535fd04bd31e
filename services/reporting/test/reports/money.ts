// Facts on the money of programmes for the tests, in euro: programmes, calls, applications and awards.
import {
  applicationAppealUpheld,
  applicationApproved,
  applicationDeclined,
  applicationFoundEligible,
  applicationFoundIneligible,
  applicationReviewed,
  applicationSubmitted,
  applicationWithdrawn,
  awardAmended,
  awardContributionVerified,
  awardGranted,
  awardOpened,
  awardPaymentReversed,
  awardSigned,
  awardTerminated,
  awardTrancheApproved,
  awardTrancheEligible,
  awardTrancheHeld,
  awardTranchePaid,
  type ContributionForm,
  callOpened,
  type DomainEvent,
  type Label,
  type LimitName,
  type PartyRole,
  programmeOpened,
} from '@tributary/contracts';
import { type Told, told } from './history.ts';

const money = (amount: string) => ({ amount, currency: 'EUR' });
const euros = (amount: string) => ({ amount: money(amount), base: money(amount), rate: '1', rateDate: '2025-01-01' });

export const programme = (code: string, title: Label = { en: `Programme ${code}` }): readonly Told[] =>
  told(`programme:${code}`, programmeOpened({ code, title, pillar: 'P6', instrument: 'match', currency: 'EUR' }));

export function call(code: string, of: string, opensOn = '2025-01-15', title: Label = { en: `Call ${code}` }) {
  const dates = { opensOn, closesOn: '2026-12-31' };
  return told(
    `call:${code}`,
    callOpened({ programmeId: `programme:${of}`, code, title, ...dates, envelope: money('400000.00') }),
  );
}

export interface ApplicationStory {
  readonly code: string;
  readonly call: string;
  readonly programme: string;
  readonly submittedOn: string;
  readonly eligibility?: { readonly on: string; readonly reasonCodes: readonly string[] } | undefined;
  readonly reviewedOn?: string | undefined;
  readonly approvedOn?: string | undefined;
  readonly decline?: { readonly on: string; readonly reasonCodes: readonly string[] } | undefined;
  readonly withdrawnOn?: string | undefined;
}

/** An application and what was decided on it. */
export function application(story: ApplicationStory): readonly Told[] {
  const { code, submittedOn, eligibility, reviewedOn, approvedOn, decline, withdrawnOn } = story;
  const callId = `call:${story.call}`;
  const ofCall = { callId, programmeId: `programme:${story.programme}` };
  const facts: DomainEvent[] = [
    applicationSubmitted({ ...ofCall, submittedOn, cost: money('1.00'), requested: money('1.00'), area: 'Torva' }),
  ];
  if (eligibility !== undefined) {
    const reasonCodes = [...eligibility.reasonCodes];
    const found = reasonCodes.length === 0 ? applicationFoundEligible : applicationFoundIneligible;
    facts.push(found({ ...ofCall, rulesVersion: '2025', decidedOn: eligibility.on, reasonCodes }));
  }
  if (reviewedOn !== undefined) {
    facts.push(applicationReviewed({ callId, reviews: 1, meanScore: '80.00', reviewedOn }));
  }
  if (approvedOn !== undefined) {
    facts.push(applicationApproved({ callId, bodies: ['MINISTRY'], decidedOn: approvedOn }));
  }
  if (decline !== undefined) {
    facts.push(applicationDeclined({ callId, reasonCodes: [...decline.reasonCodes], decidedOn: decline.on }));
  }
  if (withdrawnOn !== undefined) facts.push(applicationWithdrawn({ callId, from: 'approved', on: withdrawnOn }));
  return told(`application:${code}`, ...facts);
}

export interface Grant {
  readonly code: string;
  readonly programme: string;
  readonly grantedOn?: string;
  readonly shares: Readonly<Partial<Record<PartyRole, string>>>;
  readonly bounds?: readonly { readonly role: PartyRole; readonly limit: LimitName }[];
}

/** The award of the application with its code. */
export const granted = ({ code, programme: of, grantedOn = '2025-05-19', shares, bounds = [] }: Grant) =>
  told(
    `award:${code}`,
    awardGranted({
      applicationId: `application:${code}`,
      callId: `call:${of}`,
      programmeId: `programme:${of}`,
      area: 'Torva',
      rulesVersion: '2025',
      grantedOn,
      cost: euros('1.00'),
      shares: Object.entries(shares).map(([role, value]) => ({ role: role as PartyRole, value: euros(value) })),
      bounds: [...bounds],
    }),
  );

/** An award of before: of its two tranches the first was paid, and what the diaspora had verified came as cash. */
export const opened = (
  code: string,
  of: string,
  openedOn: string,
  { central, diaspora, verified: seen }: Readonly<Record<'central' | 'diaspora' | 'verified', readonly string[]>>,
) => {
  const [first = '', second = ''] = central;
  const [promised = ''] = diaspora;
  const nothing = euros('0.00');
  return told(
    `award:${code}`,
    awardOpened({
      formerNumber: code,
      programmeId: `programme:${of}`,
      area: 'Torva',
      initiativeId: `initiative:${code}`,
      grantedOn: '2019-03-01',
      signedOn: '2019-04-01',
      openedOn,
      cost: euros('1.00'),
      shares: [
        { role: 'central', value: euros(first) },
        { role: 'central', value: euros(second) },
        { role: 'diaspora', value: euros(promised) },
      ],
      contributions: [
        {
          no: 1,
          role: 'diaspora',
          form: 'cash',
          pledged: euros(promised),
          received: euros(promised),
          verified: seen[0] === undefined ? nothing : euros(seen[0]),
        },
      ],
      tranches: [
        { no: 1, value: euros(first), dueOn: '2019-06-01', paidOn: '2019-06-03' },
        { no: 2, value: euros(second), dueOn: '2026-01-31' },
      ],
    }),
  );
};

/** Its signature: amount and day of each tranche. */
export const signed = (code: string, signedOn: string, ...tranches: readonly (readonly [string, string])[]) =>
  told(
    `award:${code}`,
    awardSigned({
      applicationId: `application:${code}`,
      initiativeId: `initiative:${code}`,
      signedOn,
      tranches: tranches.map(([amount, dueOn], at) => ({ no: at + 1, value: euros(amount), dueOn })),
    }),
  );

export const verified = (code: string, role: PartyRole, form: ContributionForm, amount: string, verifiedOn: string) =>
  told(`award:${code}`, awardContributionVerified({ no: 1, role, form, value: euros(amount), verifiedOn }));

export const held = (code: string, no: number, reasonCode: string, on: string) =>
  told(`award:${code}`, awardTrancheHeld({ no, reasonCode, on }));

export const eligible = (code: string, no: number, on: string) =>
  told(`award:${code}`, awardTrancheEligible({ no, on }));

export const approved = (code: string, no: number, approvals: number, on: string) =>
  told(`award:${code}`, awardTrancheApproved({ no, approvals, on }));

export const paid = (code: string, no: number, amount: string, paidOn: string) =>
  told(`award:${code}`, awardTranchePaid({ no, value: euros(amount), paidOn }));

export const terminated = (code: string, on: string) =>
  told(`award:${code}`, awardTerminated({ reasonCode: 'PROJECT_ABANDONED', on }));

export const reversed = (code: string, no: number, amount: string, [paidOn, reversedOn]: readonly [string, string]) =>
  told(
    `award:${code}`,
    awardPaymentReversed({ no, value: euros(`-${amount}`), paidOn, reversedOn, reasonCode: 'RETURNED_BY_BANK' }),
  );

/** Shares of all parties, and amount and day of each tranche that is not paid, by its number. */
export const amended = (
  code: string,
  amendedOn: string,
  shares: Readonly<Partial<Record<PartyRole, string>>>,
  tranches: Readonly<Record<number, readonly [string, string]>>,
) =>
  told(
    `award:${code}`,
    awardAmended({
      no: 1,
      reasonCode: 'WORKS_DELAYED',
      shares: Object.entries(shares).map(([role, value]) => ({ role: role as PartyRole, value: euros(value) })),
      tranches: Object.entries(tranches).map(([no, [amount, dueOn]]) => ({
        no: Number(no),
        value: euros(amount),
        dueOn,
      })),
      amendedOn,
    }),
  );

/** An appeal against what was found or decided last, which takes the application back to where it was before. */
export function upheld(code: string, to: 'submitted' | 'eligible' | 'reviewed', decidedOn: string) {
  const against = to === 'submitted' ? ('ineligible' as const) : ('declined' as const);
  const of = { callId: 'call:T', programmeId: 'programme:TOWN', no: 1, against };
  return told(`application:${code}`, applicationAppealUpheld({ ...of, to, reasonCode: 'WRONG_REGISTER', decidedOn }));
}
