// Facts on partners for the tests, in any currency: agreements, commitments and what was paid of them.
import {
  agreementRenewalEnded,
  agreementRenewed,
  agreementSigned,
  agreementTerminated,
  commitmentDisbursementRecorded,
  commitmentMade,
  commitmentReduced,
  fromMinor,
  type OrganisationNames,
  organisationNamesChanged,
  partnerRegistered,
  toMinor,
  valued,
} from '@tributary/contracts';
import { type Told, told } from './history.ts';

/** An amount at a rate to the euro, e.g. `USD 500.00 0.90`; euro without one. */
function worth(text: string) {
  const [currency = 'EUR', amount = '0.00', rate = '1'] = text.split(' ');
  return valued({ amount, currency }, { rate, rateDate: '2025-06-01' }, 'EUR');
}

export const partner = (code: string, name = `Partner ${code}`, kind = 'donor', country = 'NL'): readonly Told[] =>
  told(`partner:${code}`, partnerRegistered({ name, kind, country }));

/** A partner that is an organisation of the diaspora, with the names that the registry tells of it. */
export const organisationPartner = (code: string, name: string, names: OrganisationNames): readonly Told[] => [
  ...told(
    `partner:${code}`,
    partnerRegistered({ name, kind: 'association', country: 'IT', organisationId: `organisation:${code}` }),
  ),
  ...told(`organisation:${code}`, organisationNamesChanged({ names })),
];

/** @param days its first and last one */
export function agreement(
  code: string,
  of: string,
  days: readonly [startsOn: string, endsOn: string],
  signedOn = days[0],
) {
  const [startsOn, endsOn] = days;
  const terms = { partnerId: `partner:${of}`, type: 'financing', startsOn, endsOn };
  return told(`agreement:${code}`, agreementSigned({ ...terms, signedOn }));
}

export const renewedAgreement = (code: string, successor: string, renewedOn: string): readonly Told[] =>
  told(`agreement:${code}`, agreementRenewed({ successorId: `agreement:${successor}`, renewedOn }));

export const endedRenewal = (code: string, successor: string, endedOn: string): readonly Told[] =>
  told(`agreement:${code}`, agreementRenewalEnded({ successorId: `agreement:${successor}`, endedOn }));

export const endedAgreement = (code: string, on: string): readonly Told[] =>
  told(`agreement:${code}`, agreementTerminated({ on, reasonCode: 'FUNDS_WITHDRAWN' }));

/** A commitment of a partner to an award. */
export const commitment = (code: string, of: string, award: string, amount: string, committedOn: string) =>
  told(
    `commitment:${code}`,
    commitmentMade({
      partnerId: `partner:${of}`,
      agreementId: `agreement:${of}`,
      awardId: `award:${award}`,
      programmeId: 'programme:TOWN',
      value: worth(amount),
      committedOn,
    }),
  );

export const disbursement = (code: string, no: number, amount: string, disbursedOn: string): readonly Told[] =>
  told(
    `commitment:${code}`,
    commitmentDisbursementRecorded({
      partnerId: 'partner:P1',
      awardId: 'award:T01',
      no,
      value: worth(amount),
      disbursedOn,
      ...(amount.includes('-') && { reasonCode: 'WRONG_ENTRY' }),
    }),
  );

/** @param left what is promised from then on, at the rate of the commitment */
export const reduction = (code: string, left: string, reducedOn: string): readonly Told[] =>
  told(
    `commitment:${code}`,
    commitmentReduced({
      partnerId: 'partner:P1',
      awardId: 'award:T01',
      no: 1,
      value: worth(left),
      takenOff: fromMinor(toMinor(worth(left).amount), worth(left).amount.currency),
      reasonCode: 'FUNDS_WITHDRAWN',
      reducedOn,
    }),
  );
