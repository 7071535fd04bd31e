// To whom an award is paid. Decisions see the account sealed: what it holds is known to the edge alone.
import {
  type Award,
  awardPayeeConfirmed,
  awardPayeeDisclosed,
  awardPayeeProposed,
  confirmPayee,
  decideChange,
  disclosePayee,
  type KeptAccount,
  type Known,
  type LocalDate,
  proposePayee,
  type Rejection,
  refuseReversed,
  refuseState,
  reject,
  rejectField,
} from '@tributary/contracts';
import { acceptPosted } from './ledger.ts';

/** An account that was checked and sealed. */
export type SealedAccount = Pick<KeptAccount, 'country' | 'masked' | 'sealed'>;

/** What is known where an account is proposed. */
export interface PayeeGround {
  /** the account of the command; a refusal where no such account can be */
  readonly account: SealedAccount | Rejection<'ACCOUNT_NOT_VALID'>;
}

/** Proposes an account; it takes the place of one that waited to be confirmed. */
export const proposeAccount = decideChange(proposePayee, (award, { proposedOn }, known: Known<PayeeGround>) => {
  const { account, by: proposedBy } = known;
  const refused = refuseState(award, 'granted', 'signed');
  if (refused !== undefined) return refused;
  if ('rejected' in account) return account;
  const { payee = {} } = award;
  const no = Math.max(payee.current?.no ?? 0, payee.proposed?.no ?? 0) + 1;
  const proposed: KeptAccount = { no, ...account, proposedOn, proposedBy };
  return acceptPosted(award, { ...award, payee: { ...payee, proposed } }, awardPayeeProposed({ no, on: proposedOn }));
});

/**
 * Confirms the account that waits, by its number: the one that the second person has seen. The day until it may be used
 * runs from now, whatever day the confirmation is dated.
 */
export const confirmAccount = decideChange(confirmPayee, (award, { no, confirmedOn }, { by, today }: Known) => {
  const proposed = award.payee?.proposed;
  if (proposed === undefined || proposed.no !== no) return reject('NOT_FOUND');
  const refused =
    refuseState(award, 'granted', 'signed') ??
    (proposed.proposedBy === by ? reject('FOUR_EYES') : undefined) ??
    refuseReversed(proposed.proposedOn, confirmedOn, '/confirmedOn');
  if (refused !== undefined) return refused;
  const usableFrom = dayAfter(today);
  const told = awardPayeeConfirmed({ no, usableFrom, on: confirmedOn });
  return acceptPosted(award, { ...award, payee: { current: { ...proposed, confirmedOn, usableFrom } } }, told);
});

/** Notes that an account is read whole: the one in use, or the one that waits. */
export const noteDisclosure = decideChange(disclosePayee.noted, (award, { no, reasonCode, on }) =>
  accountAt(award, no) === undefined
    ? reject('NOT_FOUND')
    : acceptPosted(award, award, awardPayeeDisclosed({ no, reasonCode, on })),
);

/** The account in use or the one that waits, by its number. */
export const accountAt = ({ payee }: Pick<Award, 'payee'>, no: number): KeptAccount | undefined =>
  [payee?.current, payee?.proposed].find((account) => account?.no === no);

/**
 * Refuses a payment of an award whose account was not confirmed, or only on the same day: a day lies between the change
 * of an account and the first payment that may go to it. An award without one is paid as before.
 */
export function refusePayee({ payee }: Pick<Award, 'payee'>, on: LocalDate): Rejection<'PAYEE_NOT_USABLE'> | undefined {
  const usableFrom = payee?.current?.usableFrom;
  if (payee === undefined || (usableFrom !== undefined && usableFrom <= on)) return undefined;
  return rejectField('PAYEE_NOT_USABLE', '/paidOn', { usableFrom: usableFrom ?? '–', given: on });
}

function dayAfter(day: LocalDate): LocalDate {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, date + 1)).toISOString().slice(0, 10);
}
