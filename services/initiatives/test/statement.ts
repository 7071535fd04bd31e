// Statements of a bank as files, for tests.
export interface Line {
  readonly endToEndId?: string;
  readonly amount?: string;
  readonly currency?: string;
  readonly direction?: 'DBIT' | 'CRDT';
  readonly status?: string;
  readonly bookedOn?: string;
  readonly reference?: string;
  readonly returned?: string;
}

const entry = ({
  endToEndId = 'NOTPROVIDED',
  amount = '24000.00',
  currency = 'EUR',
  direction = 'DBIT',
  status = '<Cd>BOOK</Cd>',
  bookedOn = '2026-06-30',
  reference = 'REF-1',
  returned,
}: Line) => `<Ntry><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>${direction}</CdtDbtInd><Sts>${status}</Sts>
<BookgDt><Dt>${bookedOn}</Dt></BookgDt><AcctSvcrRef>${reference}</AcctSvcrRef><BkTxCd/>
<NtryDtls><TxDtls><Refs><EndToEndId>${endToEndId}</EndToEndId></Refs>${
  returned === undefined ? '' : `<RtrInf><Rsn><Cd>${returned}</Cd></Rsn></RtrInf>`
}</TxDtls></NtryDtls></Ntry>`;

/** A camt.053 with these entries. */
export const statementFile = (lines: readonly Line[], version = '08', id = 'STMT-1'): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.${version}"><BkToCstmrStmt>
<GrpHdr><MsgId>M-1</MsgId><CreDtTm>2026-06-30T18:00:00Z</CreDtTm></GrpHdr>
<Stmt><Id>${id}</Id><CreDtTm>2026-06-30T18:00:00Z</CreDtTm><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id></Acct>
${lines.map(entry).join('\n')}</Stmt></BkToCstmrStmt></Document>`;
