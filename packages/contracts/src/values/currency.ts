// Currencies in use by their ISO 4217 code, grouped by the decimals of their minor unit (ISO 4217, list one). Special
// drawing rights, other units of account and precious metals have no minor unit there and get four decimals here; XTS
// (for tests) and XXX (no currency) are none.

import { described } from './described.ts';
import { broken, formed } from './form.ts';
import { fnv1a } from './partition.ts';

const byExponent: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  2: `
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY
    COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR
    ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK
    MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP
    SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER
    ZAR ZMW ZWG
  `,
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XUA',
};

const exponents = new Map(
  Object.entries(byExponent).flatMap(([exponent, codes]) =>
    codes
      .trim()
      .split(/\s+/)
      .map((code) => [code, Number(exponent)] as const),
  ),
);

/** An ISO 4217 code of a currency in use; with another one, nothing can be said of an amount. */
export const Currency = formed('currency-code').refine((code) => exponents.has(code), {
  ...broken('UNKNOWN_CURRENCY'),
  abort: true,
});

described.add(Currency, { enum: [...exponents.keys()].sort(), examples: ['EUR'] });

/** The codes of the currencies whose minor unit has this many decimals. */
export const currenciesOf = (decimals: number): readonly string[] =>
  [...exponents].filter(([, exponent]) => exponent === decimals).map(([code]) => code);

/** Another one with every change of the list: what is frozen names the list that its amounts were written with. */
export const currencyListVersion: string = fnv1a(JSON.stringify([...exponents]))
  .toString(16)
  .padStart(8, '0');

/** The decimals of a currency's minor unit. @throws {RangeError} for an unknown code */
export function exponentOf(currency: string): number {
  const exponent = exponents.get(currency);
  if (exponent === undefined) throw new RangeError(`unknown currency: ${currency}`);
  return exponent;
}
