// The accounts from which a ministry pays. Decisions see them sealed: what they hold is known to the edge alone.
import {
  accept,
  confirmDebtorAccount,
  debtorAccountConfirmed,
  debtorAccountProposed,
  debtorAccountRetired,
  decideChange,
  decideNew,
  type Known,
  proposeDebtorAccount,
  type Rejection,
  refuseReversed,
  refuseState,
  reject,
  retireDebtorAccount,
} from '@tributary/contracts';
import type { SealedAccount } from '../award/payee.ts';

/** What is known where an account is proposed. */
export interface DebtorGround {
  /** the account of the command; a refusal where no such account can be */
  readonly sealed: SealedAccount | Rejection<'ACCOUNT_NOT_VALID'>;
}

/** Proposes an account. */
export const proposeDebtor = decideNew(
  proposeDebtorAccount,
  ({ bic, proposedOn }, { sealed, by: proposedBy }: Known<DebtorGround>) => {
    if ('rejected' in sealed) return sealed;
    const account = { ...sealed, ...(bic !== undefined && { bic }), proposedOn, proposedBy };
    return accept({ ...account, status: 'proposed' as const }, debtorAccountProposed({ on: proposedOn }));
  },
);

/** Confirms an account that another person proposed. */
export const confirmDebtor = decideChange(confirmDebtorAccount, (account, { confirmedOn }, { by }: Known) => {
  const refused =
    refuseState(account, 'proposed') ??
    (account.proposedBy === by ? reject('FOUR_EYES') : undefined) ??
    refuseReversed(account.proposedOn, confirmedOn, '/confirmedOn');
  if (refused !== undefined) return refused;
  const confirmed = { ...account, status: 'confirmed' as const, confirmedOn };
  return accept(confirmed, debtorAccountConfirmed({ on: confirmedOn }));
});

/** Takes an account out of use, whether it was confirmed or not. */
export const retireDebtor = decideChange(retireDebtorAccount, (account, { reasonCode, on }) => {
  const refused =
    refuseState(account, 'proposed', 'confirmed') ??
    refuseReversed(account.confirmedOn ?? account.proposedOn, on, '/on');
  if (refused !== undefined) return refused;
  const retired = { ...account, status: 'retired' as const, retiredOn: on, reasonCode };
  return accept(retired, debtorAccountRetired({ on, reasonCode }));
});
