// funds/matching: for each programme, what every party has promised, verified and paid, and which limits bind.
import { byCode, fundsMatchingMessages, show } from '@tributary/contracts';
import type { Pausing } from '@tributary/eventing';
import { type ApplicationRow, applications } from '../../read-models/applications.ts';
import { type AwardRow, awards, isStanding } from '../../read-models/awards.ts';
import { initiatives } from '../../read-models/initiatives.ts';
import { programmes } from '../../read-models/programmes.ts';
import { paidOf } from '../award-money.ts';
import { refuseOtherCurrency, timesOf, writtenIn } from '../figures.ts';
import { defineReport, TOTALS } from '../report.ts';
import { columns, footer } from './columns.ts';
import { isBelowFloor, moneyOf, nothing, type ProgrammeMoney, plus } from './programme-money.ts';

export const fundsMatching = defineReport({
  key: 'funds/matching',
  parameters: ['to', 'asOf', 'lang', 'format'],
  reads: { programmes, awards, applications, initiatives },
  columns,
  footer,
  say: fundsMatchingMessages.say,
  *fold(rows, { language, currency }) {
    refuseOtherCurrency(grantsOf(rows.awards.values()), currency);
    const sums = yield* sumsByProgramme(rows);
    const write = writtenIn(currency);
    const shown = [...rows.programmes]
      .map(([id, { code, title }]) => ({ code, title: show(title, language), money: sums.get(id) ?? nothing }))
      .sort((one, other) => byCode(one.code, other.code));
    const all = {
      code: TOTALS,
      title: { text: fundsMatchingMessages.say(language, 'total'), lang: language },
      money: shown.reduce((sum, { money }) => plus(sum, money), nothing),
    };
    return {
      plan: undefined,
      rows: [...shown, all].map(({ code, title, money }) => ({
        code,
        title: title.text,
        titleLang: title.lang,
        ...cellsOf(money, write),
      })),
      footer: { currency, paidOnTerminated: write(paidOnTerminated(rows.awards.values())) },
    };
  },
});

const grantsOf = (all: Iterable<AwardRow>) => [...all].flatMap(({ grant }) => grant ?? []);

function* sumsByProgramme({
  awards,
  applications,
}: {
  readonly awards: ReadonlyMap<string, AwardRow>;
  readonly applications: ReadonlyMap<string, ApplicationRow>;
}): Pausing<ReadonlyMap<string, ProgrammeMoney>> {
  const sums = new Map<string, ProgrammeMoney>();
  const add = (programmeId: string, money: Partial<ProgrammeMoney>) =>
    sums.set(programmeId, plus(sums.get(programmeId) ?? nothing, money));
  for (const award of awards.values()) {
    yield;
    if (isStanding(award)) add(award.grant.programmeId, moneyOf(award));
  }
  for (const application of applications.values()) {
    yield;
    const { submission } = application;
    if (submission !== undefined && isBelowFloor(application)) add(submission.programmeId, { floorRejections: 1n });
  }
  return sums;
}

const paidOnTerminated = (all: Iterable<AwardRow>): bigint =>
  [...all].reduce((sum, award) => (award.isTerminated ? sum + paidOf(award) : sum), 0n);

function cellsOf(money: ProgrammeMoney, write: (minor: bigint) => string) {
  const cash = money.verifiedCashLocal + money.verifiedCashDiaspora + money.verifiedCashPartner;
  return {
    awards: Number(money.awards),
    committedCentral: write(money.committedCentral),
    committedLocal: write(money.committedLocal),
    committedDiaspora: write(money.committedDiaspora),
    committedPartner: write(money.committedPartner),
    committedTotal: write(money.committedTotal),
    verifiedCashLocal: write(money.verifiedCashLocal),
    verifiedCashDiaspora: write(money.verifiedCashDiaspora),
    verifiedCashPartner: write(money.verifiedCashPartner),
    verifiedInKind: write(money.verifiedInKind),
    centralPaid: write(money.centralPaid),
    leverage: timesOf(cash, money.centralPaid),
    capsBindingMaxAmount: Number(money.capsBindingMaxAmount),
    capsBindingMaxPct: Number(money.capsBindingMaxPct),
    capsBindingRatio: Number(money.capsBindingRatio),
    floorsBinding: Number(money.floorsBinding),
    floorRejections: Number(money.floorRejections),
    outstanding: write(money.outstanding),
  };
}
