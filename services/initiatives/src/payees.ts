// Payees over HTTP: an account is sealed before it is decided about, and opened for the answer to a read that was noted.
import type { Account, award, disclosePayee, Given, proposePayee } from '@tributary/contracts';
import { type Answer, found, type Handler } from '@tributary/service-kit';
import type { ServedAggregate } from '@tributary/service-kit/compose';
import { accountAt, confirmAccount, noteDisclosure, type PayeeGround, proposeAccount } from './award/payee.ts';
import { checked } from './payee/account.ts';
import type { Sealing } from './payee/sealing.ts';

type Disclosed = { readonly no: number; readonly account: Account };

/** The handlers of the accounts of awards. */
export function payeesOf(awards: ServedAggregate<typeof award.state, object>, sealing: Sealing) {
  async function sealed({ account }: Given<typeof proposePayee>, awardId: string): Promise<PayeeGround> {
    const fit = checked(account);
    if ('rejected' in fit) return { account: fit };
    const { ministry = '' } = (await awards.store.load(awardId)) ?? {};
    const { country, masked } = fit;
    return { account: { country, masked, sealed: sealing.seal(fit.account, { ministry, id: awardId, use: 'payee' }) } };
  }

  return {
    proposePayee: awards.changes(proposeAccount, { reads: sealed }),
    confirmPayee: awards.changes(confirmAccount),
    async disclosePayee(asked: Parameters<Handler<typeof disclosePayee>>[0]): Promise<Answer<Disclosed>> {
      const { id, no } = asked.params;
      const before = await awards.store.load(id);
      const noted = await awards.changes(noteDisclosure)(asked);
      if (!('outcome' in noted) || noted.outcome.kind !== 'acknowledged') return noted;
      const kept = before && accountAt(before.state, no);
      if (before === undefined || kept === undefined) return found<Disclosed>(undefined);
      const account = sealing.open(kept.sealed, { ministry: before.ministry, id, use: 'payee' });
      return { reply: { body: { no, account } } };
    },
  };
}
