// Seals accounts with AES-256-GCM, each bound to its ministry and to what it is kept with, such as an award: moved to
// another one it does not open. The key is made of the key of the installation and serves nothing else.
import { hkdfSync } from 'node:crypto';
import { Account } from '@tributary/contracts';
import { open, seal } from '@tributary/privacy/cipher';

const FORM = '1';

/** What an account is bound to. */
export interface Owner {
  readonly ministry: string;
  /** of what it is kept with */
  readonly id: string;
  /** as what it is kept there */
  readonly use: 'payee' | 'debtor' | 'creditor';
}

/** Seals accounts, and opens them again. */
export interface Sealing {
  seal(account: Account, owner: Owner): string;
  /** @throws {Error} it was sealed for another owner or under another key, or was changed */
  open(sealed: string, owner: Owner): Account;
}

/** @param installationKey at least 32 random bytes */
export function sealingWith(installationKey: Buffer): Sealing {
  const key = Buffer.from(hkdfSync('sha256', installationKey, '', 'tributary/initiatives/payee/1', 32));
  const boundTo = ({ ministry, id, use }: Owner) => `${ministry}|${id}|${use}`;
  return {
    seal: (account, owner) => `${FORM}.${seal(Buffer.from(JSON.stringify(account)), key, boundTo(owner))}`,
    open(sealed, owner) {
      const [form, text = ''] = sealed.split('.');
      if (form !== FORM) throw new Error('an account is sealed in a form that is not known here');
      return Account.parse(JSON.parse(open(text, key, boundTo(owner)).toString('utf8')));
    },
  };
}
