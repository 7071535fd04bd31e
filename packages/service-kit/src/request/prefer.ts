// `Prefer` (RFC 7240): what a caller would like of the answer. What is not known is left alone, as it asks.
import type { IncomingHttpHeaders } from 'node:http';

/** What a command can be asked to answer with: what it acknowledged, or the thing as it stands then. */
export const returnPreferences = ['representation', 'minimal'] as const;
export type ReturnPreference = (typeof returnPreferences)[number];

const preference = /^\s*return\s*=\s*"?(\w+)"?\s*(?:;|$)/i;

/** What `Prefer` says of the answer to a command; of several the first counts. Undefined: nothing that is known. */
export function returnPreferred({ prefer }: IncomingHttpHeaders): ReturnPreference | undefined {
  const [first] = [prefer ?? []]
    .flat()
    .flatMap((header) => header.split(',').flatMap((one) => preference.exec(one)?.[1]?.toLowerCase() ?? []));
  return returnPreferences.find((known) => known === first);
}
