// What parties offer, as it counts: in a form that their programme takes, at a value that its methods give.
import {
  fromMinor,
  type MatchNote,
  type MatchParty,
  type MatchRejection,
  type MatchRule,
  type Offer,
  parseDecimal,
  toMinor,
  type Valuation,
} from '@tributary/contracts';
import { divided, least, percentOf, type Teller } from './amounts.ts';

/** What each party offers in minor units; a party that says nothing has no entry. */
export interface Offered {
  readonly counted: ReadonlyMap<string, bigint>;
  readonly rejections: readonly MatchRejection[];
  readonly notes: readonly MatchNote[];
}

interface Ground {
  readonly rule: MatchRule;
  readonly cost: bigint;
  readonly teller: Teller;
}

/** A refusal of one field of an offer. */
type Refused = Omit<MatchRejection, 'pointer' | 'party'> & { readonly field: string };
type Valued = { readonly value: bigint; readonly valuation?: Valuation } | Refused;

const money: readonly string[] = ['cash', 'fx-transfer'];

/** Counts offers; their order does not matter. */
export function offeredOf(offers: readonly Offer[], ground: Ground): Offered {
  const rejections: MatchRejection[] = [];
  const sums = new Map<string, { readonly party: string; readonly valuation: Valuation | undefined; sum: bigint }>();
  const counted = new Map<string, bigint>();
  const toShow = new Map<string, readonly string[]>();
  for (const [at, offer] of offers.entries()) {
    const party = ground.rule.parties.find(({ code }) => code === offer.party);
    const valued = party === undefined ? unknownParty(offer, ground.rule) : readOffer(offer, party, ground.teller);
    if (party !== undefined) counted.set(party.code, 0n);
    if ('code' in valued) {
      const { field, ...refused } = valued;
      rejections.push({ ...refused, pointer: `/offers/${at}/${field}`, party: offer.party });
      continue;
    }
    if (party?.sourceOfFunds !== undefined && offer.source === undefined) toShow.set(party.code, party.sourceOfFunds);
    const key = `${offer.party} ${valued.valuation?.method ?? ''}`;
    const sum = (sums.get(key)?.sum ?? 0n) + valued.value;
    sums.set(key, { party: offer.party, valuation: valued.valuation, sum });
  }
  const notes = [...sums.values()].flatMap(({ party, valuation, sum }): MatchNote[] => {
    const value = valuation === undefined ? sum : withinCeiling(sum, valuation, ground);
    counted.set(party, (counted.get(party) ?? 0n) + value);
    if (value === sum) return [];
    const { currency } = ground.teller;
    return [
      { code: 'VALUE_ABOVE_CEILING', party, given: fromMinor(sum, currency), counted: fromMinor(value, currency) },
    ];
  });
  for (const [party, accepted] of toShow) notes.push({ code: 'SOURCE_TO_BE_SHOWN', party, accepted: [...accepted] });
  return { counted, rejections, notes };
}

function unknownParty({ party }: Offer, { parties }: MatchRule): Refused {
  const passes = parties.map(({ code }) => code).join(', ');
  return { code: 'PARTY_UNKNOWN', field: 'party', rule: 'parties', given: party, passes };
}

const readOffer = (offer: Offer, party: MatchParty, teller: Teller): Valued =>
  refusedForm(party, offer) ?? refusedSource(party, offer) ?? priced(offer, party, teller);

function refusedForm({ forms }: MatchParty, { form }: Offer): Refused | undefined {
  const taken: readonly string[] = forms ?? money;
  if (taken.includes(form)) return undefined;
  return { code: 'FORM_NOT_ALLOWED', field: 'form', rule: 'forms', given: form, passes: taken.join(', ') };
}

function refusedSource({ sourceOfFunds }: MatchParty, { source }: Offer): Refused | undefined {
  if (sourceOfFunds === undefined || source === undefined || sourceOfFunds.includes(source)) return undefined;
  const passes = sourceOfFunds.join(', ');
  return { code: 'SOURCE_OF_FUNDS_UNPROVEN', field: 'source', rule: 'sourceOfFunds', given: source, passes };
}

/** The value of an offer: of money its amount, of anything else what its method says. */
function priced(offer: Offer, { valuations = [] }: MatchParty, teller: Teller): Valued {
  if (money.includes(offer.form)) return stated(offer, teller);
  const methods = valuations.filter(({ form }) => form === offer.form);
  const names = methods.map(({ method }) => method).join(', ');
  const [only] = methods;
  const valuation =
    offer.method === undefined && methods.length === 1 ? only : methods.find(({ method }) => method === offer.method);
  if (valuation === undefined) {
    if (offer.method === undefined)
      return { code: 'METHOD_REQUIRED', field: 'method', rule: 'valuations', passes: names };
    return { code: 'METHOD_UNKNOWN', field: 'method', rule: 'valuations', given: offer.method, passes: names };
  }
  const { rates } = valuation;
  if (rates === undefined) {
    const own = stated(offer, teller);
    return 'value' in own ? { ...own, valuation } : own;
  }
  const found = rates.find(({ category }) => category === offer.category);
  const rate = found && teller.tell(found.rate, 'down');
  if (rate === undefined || offer.quantity === undefined) {
    const passes = rates.map(({ category }) => category).join(', ');
    return { code: 'CATEGORY_UNKNOWN', field: 'category', rule: 'valuations', given: offer.category ?? '–', passes };
  }
  const { units, scale } = parseDecimal(offer.quantity);
  return { value: divided(rate * units, 10n ** BigInt(scale), 'down'), valuation };
}

function stated({ amount }: Offer, { currency }: Teller): Valued {
  if (amount === undefined) return { code: 'AMOUNT_REQUIRED', field: 'amount', rule: 'amount' };
  if (amount.currency !== currency) {
    const given = amount.currency;
    return { code: 'CURRENCY_MISMATCH', field: 'amount/currency', rule: 'cost', given, passes: currency };
  }
  return { value: toMinor(amount) };
}

function withinCeiling(value: bigint, { maxPct, maxAmount }: Valuation, { cost, teller }: Ground): bigint {
  const byShare = maxPct === undefined ? value : percentOf(cost, maxPct, 'down');
  return least(value, byShare, (maxAmount && teller.tell(maxAmount, 'down')) ?? value);
}
