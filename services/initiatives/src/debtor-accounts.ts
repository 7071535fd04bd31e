// The accounts from which ministries pay, over HTTP: sealed before anything is decided about them.
import {
  type Account,
  debtorAccount,
  type Given,
  getDebtorAccount,
  type proposeDebtorAccount,
  rejectField,
} from '@tributary/contracts';
import type { Eventing } from '@tributary/eventing';
import type { CheckedRequest } from '@tributary/service-kit';
import { serveAggregate } from '@tributary/service-kit/compose';
import { checked, isBic } from './payee/account.ts';
import type { Sealing } from './payee/sealing.ts';
import { confirmDebtor, type DebtorGround, proposeDebtor, retireDebtor } from './payment-batch/debtor-account.ts';

type RequestOfAny = CheckedRequest<unknown, unknown, unknown>;

/** The debtor accounts of a service, and the handlers of their routes. */
export function debtorAccountsOf(eventing: Eventing, sealing: Sealing) {
  const accounts = serveAggregate(eventing, debtorAccount, {});
  const { list, get } = accounts.reads(getDebtorAccount);

  function sealed({ account, bic }: Given<typeof proposeDebtorAccount>, ministry: string, id: string): DebtorGround {
    if (bic !== undefined && !isBic(bic)) return { sealed: rejectField('ACCOUNT_NOT_VALID', '/bic', {}) };
    const fit = checked(account);
    if ('rejected' in fit) return { sealed: fit };
    const { country, masked } = fit;
    return { sealed: { country, masked, sealed: sealing.seal(fit.account, { ministry, id, use: 'debtor' }) } };
  }

  return {
    /** The account of an id, where it is of this ministry. */
    async of(id: string, ministry: string) {
      const stored = await accounts.store.load(id);
      return stored?.ministry === ministry ? stored : undefined;
    },
    /** The whole of an account. */
    opened: (id: string, ministry: string, kept: string): Account =>
      sealing.open(kept, { ministry, id, use: 'debtor' }),
    handlers: {
      proposeDebtorAccount: (asked: RequestOfAny) =>
        accounts.creates(proposeDebtor, {
          reads: async (command, id) => sealed(command, asked.context.actor.ministry, id),
        })(asked),
      confirmDebtorAccount: accounts.changes(confirmDebtor),
      retireDebtorAccount: accounts.changes(retireDebtor),
      listDebtorAccounts: list,
      getDebtorAccount: get,
    },
  };
}

/** The debtor accounts of a service. */
export type DebtorAccounts = ReturnType<typeof debtorAccountsOf>;
