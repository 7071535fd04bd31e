// An address of e-mail in the form in which it is compared.
import { domainToASCII } from 'node:url';

/** Providers that take an address with and without dots, and with anything after a plus, for one. */
const dotless = new Set(['gmail.com', 'googlemail.com']);

/**
 * Letter case means nothing to any provider in use, and the domain is compared in its ASCII form. Dots are left out where
 * the provider leaves them out, and nowhere else: elsewhere they part two people.
 */
export function normalEmail(email: string): string {
  const text = email.normalize('NFKC').trim().toLowerCase();
  const at = text.lastIndexOf('@');
  const given = text.slice(at + 1);
  const domain = domainToASCII(given) || given;
  const local = text.slice(0, at);
  if (!dotless.has(domain)) return `${local}@${domain}`;
  return `${local.replace(/\+.*$/u, '').replaceAll('.', '')}@gmail.com`;
}
