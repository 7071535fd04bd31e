// The file by which a bank is asked to pay: an ISO 20022 customer credit transfer, pain.001.001.09. Elements stand in the
// order of its schema. The same payments give the same bytes.
import { type Account, formatDecimal, type LocalDate, type Money, parseDecimal } from '@tributary/contracts';
import { XMLBuilder } from 'fast-xml-parser';
import { isValidBIC } from 'ibantools';

/** One payment. */
export interface Transfer {
  /** at most 35 characters: the bank repeats it in its statement */
  readonly endToEndId: string;
  readonly amount: Money;
  readonly creditor: Account;
  /** at most 140 characters, for the payee */
  readonly about: string;
}

/** The payments of one file, which are all made from one account. */
export interface CreditTransfer {
  /** at most 32 characters: the bank takes a file of the same number once */
  readonly messageId: string;
  /** ISO 8601, UTC */
  readonly createdAt: string;
  readonly executeOn: LocalDate;
  readonly debtor: Account;
  readonly debtorBic?: string | undefined;
  /** not empty */
  readonly transfers: readonly Transfer[];
}

const SCHEMA = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09';

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  textNodeName: '#',
  format: true,
  indentBy: ' ',
  processEntities: true,
  suppressEmptyNode: true,
});

/** @returns the file, which is sent in UTF-8 */
export function creditTransferFile(of: CreditTransfer): string {
  const { messageId, createdAt, debtor, transfers } = of;
  const head = {
    MsgId: messageId,
    CreDtTm: createdAt,
    NbOfTxs: transfers.length,
    CtrlSum: controlSum(transfers),
    InitgPty: { Nm: debtor.holder },
  };
  const currencies = [...new Set(transfers.map(({ amount }) => amount.currency))];
  const blocks = currencies.map((currency) =>
    paymentBlock(
      of,
      currency,
      transfers.filter(({ amount }) => amount.currency === currency),
    ),
  );
  const document = {
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    Document: { '@xmlns': SCHEMA, CstmrCdtTrfInitn: { GrpHdr: head, PmtInf: blocks } },
  };
  return builder.build(document);
}

/** What is paid in one currency. */
const paymentBlock = (
  { messageId, executeOn, debtor, debtorBic }: CreditTransfer,
  currency: string,
  transfers: readonly Transfer[],
) => ({
  PmtInfId: `${messageId}${currency}`,
  PmtMtd: 'TRF',
  NbOfTxs: transfers.length,
  CtrlSum: controlSum(transfers),
  ReqdExctnDt: { Dt: executeOn },
  Dbtr: { Nm: debtor.holder },
  DbtrAcct: { Id: accountId(debtor) },
  DbtrAgt: { FinInstnId: agentOf(debtor, debtorBic) ?? { Othr: { Id: 'NOTPROVIDED' } } },
  CdtTrfTxInf: transfers.map(transferOf),
});

function transferOf({ endToEndId, amount, creditor, about }: Transfer) {
  const agent = agentOf(creditor);
  return {
    PmtId: { InstrId: endToEndId, EndToEndId: endToEndId },
    Amt: { InstdAmt: { '@Ccy': amount.currency, '#': amount.amount } },
    ...(agent !== undefined && { CdtrAgt: { FinInstnId: agent } }),
    Cdtr: { Nm: creditor.holder },
    CdtrAcct: { Id: accountId(creditor) },
    RmtInf: { Ustrd: about },
  };
}

const accountId = (account: Account) =>
  'iban' in account ? { IBAN: account.iban } : { Othr: { Id: account.accountNumber } };

/** The bank of an account: by its BIC, or by its code in its country; undefined where the IBAN alone says it. */
function agentOf(account: Account, bic?: string): object | undefined {
  const code = bic ?? ('iban' in account ? undefined : account.bankCode);
  if (code === undefined) return undefined;
  return isValidBIC(code) ? { BICFI: code } : { ClrSysMmbId: { MmbId: code } };
}

/** The sum of all amounts, whatever their currencies, with the decimals of the one that has most. */
function controlSum(transfers: readonly Transfer[]): string {
  const amounts = transfers.map(({ amount }) => parseDecimal(amount.amount));
  const scale = Math.max(...amounts.map((one) => one.scale));
  const units = amounts.reduce((sum, one) => sum + one.units * 10n ** BigInt(scale - one.scale), 0n);
  return formatDecimal({ units, scale });
}
