// Several reports in one answer, each as it is answered alone.
import { type Language, type LocalDate, problemMessages, type Rejection } from '@tributary/contracts';
import type { OpenReport } from '../reports/report.ts';

/**
 * Writes the reports one after the other, as JSON by their keys.
 * @param write gives the bytes of one, or why it has no answer for these parameters
 */
export async function writeDashboard(
  reports: readonly OpenReport[],
  { to, language }: { readonly to: LocalDate; readonly language: Language },
  write: (report: OpenReport) => Promise<Buffer | Rejection>,
): Promise<Buffer> {
  const parts: Buffer[] = [Buffer.from(`{"to":${JSON.stringify(to)},"reports":{`)];
  for (const [at, report] of reports.entries()) {
    const written = await write(report);
    parts.push(Buffer.from(`${at === 0 ? '' : ','}${JSON.stringify(report.key)}:`));
    parts.push('rejected' in written ? Buffer.from(JSON.stringify(refusalOf(report, written, language))) : written);
  }
  return Buffer.concat([...parts, Buffer.from('}}')]);
}

const refusalOf = ({ key }: OpenReport, { rejected: code, values }: Rejection, language: Language) => ({
  key,
  code,
  title: problemMessages.say(language, `${code}.title`),
  detail: problemMessages.say(language, `${code}.detail`, values as never),
});
