// Seals accounts with AES-256-GCM, each bound to the ministry and the award that it is of: moved to another one it does
// not open. The key is made of the key of the installation and serves nothing else.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Account } from '@tributary/contracts';

const ALGORITHM = 'aes-256-gcm';
const FORM = '1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What an account is bound to. */
export interface Owner {
  readonly ministry: string;
  readonly awardId: string;
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
  const boundTo = ({ ministry, awardId }: Owner) => Buffer.from(`${ministry}|${awardId}|payee`);
  return {
    seal(account, owner) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(boundTo(owner));
      const text = Buffer.concat([cipher.update(JSON.stringify(account), 'utf8'), cipher.final()]);
      return `${FORM}.${Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url')}`;
    },
    open(sealed, owner) {
      const [form, text = ''] = sealed.split('.');
      if (form !== FORM) throw new Error('an account is sealed in a form that is not known here');
      const bytes = Buffer.from(text, 'base64url');
      const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
        .setAAD(boundTo(owner))
        .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      const opened = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
      return Account.parse(JSON.parse(opened.toString('utf8')));
    },
  };
}
