// How tests ask for a match, and read what it comes to.
import { MatchAsk, type MatchResult } from '@tributary/contracts';

/** A project in one currency, with what each party offers in cash. */
export function asking(
  currency: string,
  cost: string,
  offers: Readonly<Record<string, string>> = {},
  more: object = {},
): MatchAsk {
  return MatchAsk.parse({
    cost: { amount: cost, currency },
    offers: Object.entries(offers).map(([party, amount]) => ({ party, amount: { amount, currency } })),
    ...more,
  });
}

/** The shares by party. */
export const sharesOf = ({ shares }: MatchResult) =>
  Object.fromEntries(shares.map(({ party, share }) => [party, share.amount]));

/** What is missing, by who may bring it. */
export const gapsOf = ({ missing }: MatchResult) =>
  Object.fromEntries(missing.of.map(({ from, amount }) => [from.join('|'), amount.amount]));

export const codesOf = ({ rejections }: MatchResult) => rejections.map(({ code }) => code);

/** The limits that bind a party. */
export const boundsOf = ({ bounds }: MatchResult, party: string) =>
  bounds.filter((bound) => bound.party === party).map(({ limit }) => limit);
