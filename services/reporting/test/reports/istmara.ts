// The sample country as the facts that its owners tell of it: what the match engine and the gate of tranches make of it
// is written down here a second time, by the limits of its programmes.
import { type Application, type Award, Country } from '@tributary/client/sample';
import file from '@tributary/client/sample/istmara.json' with { type: 'json' };
import type { Label, LimitName, PartyRole } from '@tributary/contracts';
import { initiative, links, plan, review, status } from './country.ts';
import type { Told } from './history.ts';
import {
  application,
  approved,
  call,
  eligible,
  granted,
  held,
  paid,
  programme,
  signed,
  terminated,
  verified,
} from './money.ts';
import { actual, contribution, indicator, kpi, result, target } from './results.ts';

const sample = Country.parse(file);

const cents = (amount: string) => BigInt(amount.replace('.', ''));
const written = (minor: bigint) => `${minor / 100n}.${String(minor % 100n).padStart(2, '0')}`;

/** Euro cents of an amount of a partner, by the rates of the sample. */
function inEuro(amount: string, currency: string): bigint {
  const rate = sample.rates.find((one) => one.currency === currency)?.rate ?? '1.00';
  return (cents(amount) * cents(rate)) / 100n;
}

const programmeOf = ({ call: of }: Application): string =>
  sample.calls.find(({ code }) => code === of)?.programme ?? '';

interface Limits {
  readonly maxAmount: bigint;
  readonly maxPct?: bigint;
  readonly ratio?: true;
  readonly minPct: Readonly<Partial<Record<PartyRole, bigint>>>;
}

const limits: Readonly<Record<string, Limits>> = {
  TOWN: { maxAmount: 40_000_00n, maxPct: 50n, minPct: { local: 10n, diaspora: 10n } },
  INVEST: { maxAmount: 25_000_00n, ratio: true, minPct: {} },
  SKILL: { maxAmount: 24_000_00n, maxPct: 60n, minPct: { partner: 20n, diaspora: 10n } },
};

function sharesOf({ cost, offers }: Application): Readonly<Partial<Record<PartyRole, bigint>>> {
  const offered = Object.fromEntries(offers.map(({ party, amount }) => [party, cents(amount)]));
  return { central: cents(cost) - Object.values(offered).reduce((sum, one) => sum + one, 0n), ...offered };
}

function boundsOf(one: Application): { readonly role: PartyRole; readonly limit: LimitName }[] {
  const { maxAmount, maxPct = 101n, ratio, minPct } = limits[programmeOf(one)] as Limits;
  const [cost, shares] = [cents(one.cost), sharesOf(one)];
  const central = (limit: LimitName, binds: boolean) => (binds ? [{ role: 'central' as const, limit }] : []);
  return [
    ...central('maxAmount', shares.central === maxAmount),
    ...central('maxPct', (shares.central ?? 0n) * 100n === cost * maxPct),
    ...central('ratio', ratio === true && shares.central === shares.diaspora),
    ...(Object.entries(minPct) as [PartyRole, bigint][]).flatMap(([role, pct]) =>
      (shares[role] ?? 0n) * 100n === cost * pct ? [{ role, limit: 'minPct' as const }] : [],
    ),
  ];
}

/** Signature, contributions and tranches: 25 % verified releases the first, 90 % and an accepted result the second. */
function awardFacts(one: Application, award: Award): readonly Told[] {
  const { code } = one;
  const { signedOn, tranches, contributions, termination } = award;
  const promised = cents(one.cost) - (sharesOf(one).central ?? 0n);
  const given = contributions.map(({ role, form, currency, verified: amount = '0.00', verifiedOn = '' }) => ({
    role,
    form,
    amount: inEuro(amount, currency),
    verifiedOn,
  }));
  const total = given.reduce((sum, { amount }) => sum + amount, 0n);
  const suspension = sample.organisations.find((organisation) => organisation.code === one.organisation)?.suspension;
  const inOrder = tranches.flatMap(({ no, amount, acceptedOn, approvals, approvedOn, paidOn }) => {
    const isShort = total * 100n < promised * (no === 1 ? 25n : 90n);
    const readyOn = acceptedOn ?? given[0]?.verifiedOn;
    if (isShort || readyOn === undefined || readyOn === '') return [];
    if (no === 2 && acceptedOn === undefined) return held(code, no, 'REPORT_MISSING', signedOn);
    const steps = Array.from({ length: approvals ?? 0 }, (_, at) => approved(code, no, at + 1, approvedOn ?? ''));
    return [eligible(code, no, readyOn), ...steps, paidOn === undefined ? [] : paid(code, no, amount, paidOn)].flat();
  });
  return [
    ...signed(code, signedOn, ...tranches.map(({ amount, dueOn }) => [amount, dueOn] as const)),
    ...tranches.flatMap(({ no }) => held(code, no, 'COUNTERPART_SHORT', signedOn)),
    ...given
      .filter(({ amount }) => amount > 0n)
      .flatMap(({ role, form, amount, verifiedOn }) => verified(code, role, form, written(amount), verifiedOn)),
    ...inOrder,
    ...(suspension === undefined
      ? []
      : tranches
          .filter(({ paidOn }) => paidOn === undefined)
          .flatMap(({ no }) => held(code, no, 'APPLICANT_SUSPENDED', suspension.from))),
    ...(termination === undefined ? [] : terminated(code, termination.on)),
  ];
}

function applicationFacts(one: Application): readonly Told[] {
  const { code, approvedOn, award } = one;
  const shares = Object.fromEntries(Object.entries(sharesOf(one)).map(([role, value]) => [role, written(value ?? 0n)]));
  return [
    ...application({ ...one, programme: programmeOf(one) }),
    ...(approvedOn === undefined
      ? []
      : granted({ code, programme: programmeOf(one), grantedOn: approvedOn, shares, bounds: boundsOf(one) })),
    ...(award === undefined ? [] : awardFacts(one, award)),
  ];
}

type Counted = Pick<Award, 'indicators' | 'results'>;

/** Indicators with what ministries decided of them, and results with their verifications. */
function countedFacts(id: string, { indicators, results }: Counted): readonly Told[] {
  const { code: planCode, version: planVersion } = sample.plan;
  return [
    ...indicators.flatMap(({ code, kpi: mapped, ...definition }) => {
      const to = mapped && { ...mapped, planCode, planVersion };
      const decided = mapped?.decision === undefined ? 'awaiting' : 'accepted';
      return [
        ...indicator(id, code, to, definition),
        ...(to === undefined ? [] : contribution(id, code, to, decided, { on: definition.definedOn })),
      ];
    }),
    ...results.flatMap(({ indicator: code, ...one }, at) => result(id, code, { ...one, no: at + 1 })),
  ];
}

interface Registered extends Counted, Pick<Award, 'statuses' | 'links'> {
  readonly code: string;
  readonly title: Label;
  readonly budget: string;
  readonly registeredOn: string;
  readonly plannedStartOn: string;
  readonly plannedEndOn: string;
  readonly budgetCode?: string | undefined;
}

function initiativeFacts(registered: Registered) {
  const { code, title, budget, registeredOn, statuses, links: linked } = registered;
  const { plannedStartOn: plannedStart, plannedEndOn: plannedEnd, budgetCode } = registered;
  const id = `initiative:${code}`;
  const named = { plan: sample.plan.code, version: sample.plan.version };
  const weights = Object.fromEntries(linked.map(({ nodeCode, weightPct }) => [nodeCode, weightPct]));
  const verdicts = { accept: 'accepted', reject: 'rejected' } as const;
  return [
    ...initiative(id, budget, { registeredOn, title, plannedStart, plannedEnd, budgetCode }),
    ...countedFacts(id, registered),
    ...(linked.length === 0 ? [] : links(id, weights, { ...named, on: registeredOn })),
    ...linked.flatMap(({ nodeCode, weightPct, decision }) =>
      decision === undefined ? [] : review(id, nodeCode, weightPct, verdicts[decision], { ...named, on: registeredOn }),
    ),
    ...statuses.flatMap((one) => status(id, one.status, one.on)),
  ];
}

function kpiFacts(one: (typeof sample.plan.kpis)[number]): readonly Told[] {
  const { code, parent: nodeCode, unit, direction, aggregation, baselineYear, baselineValue, targets } = one;
  const baseline = { year: Number(baselineYear), value: baselineValue };
  const due = Object.entries(targets).map(([year, value]) => target(Number(year), value));
  const { code: planCode, version: planVersion } = sample.plan;
  const measured = { nodeCode, unit, direction, aggregation, baseline, targets: due };
  return [
    ...kpi(code, { planCode, planVersion, ...measured }),
    ...(one.actual === undefined ? [] : actual(code, one.actual.on, one.actual.value, planCode)),
  ];
}

/** The day of its figures. */
export const { to } = sample;

/** All that is told of the money of the country. */
export const istmara: readonly Told[] = [
  ...plan(sample.plan.code, {
    version: sample.plan.version,
    from: sample.plan.from,
    nodes: sample.plan.nodes.map(({ code, parent }) => (parent === undefined ? code : `${code}/${parent}`)),
  }),
  ...sample.plan.kpis.flatMap(kpiFacts),
  ...sample.programmes.flatMap(({ code }) => programme(code)),
  ...sample.calls.flatMap(({ code, programme: of, opensOn }) => call(code, of, opensOn)),
  ...sample.applications.flatMap((one) => [
    ...applicationFacts(one),
    ...(one.award === undefined
      ? []
      : initiativeFacts({
          ...one.award,
          code: one.code,
          title: one.title ?? {},
          budget: one.cost,
          registeredOn: one.award.signedOn,
        })),
  ]),
  ...sample.initiatives.flatMap((one) => initiativeFacts(one)),
];
