// A report as bytes. They depend on the figures, the language and the form alone: the same figures are the same bytes.
import type { Language, LocalDate } from '@tributary/contracts';
import { stringify } from 'csv-stringify/sync';
import type { Figures, Report } from '../reports/report.ts';

export interface Form {
  readonly format: 'json' | 'csv';
  readonly to: LocalDate;
  readonly language: Language;
  readonly currency: string;
  /** csv: the header holds labels instead of keys */
  readonly labelled: boolean;
}

export const mediaTypeOf = ({ format }: Pick<Form, 'format'>): string =>
  format === 'csv' ? 'text/csv' : 'application/json';

export const render = (report: Report, figures: Figures, form: Form): Buffer =>
  form.format === 'csv' ? csv(report, figures, form) : json(report, figures, form);

function json(report: Report, { plan, rows, footer }: Figures, { to, language, currency }: Form): Buffer {
  const columns = report.columns(language, currency).map(({ key, unit, label }) => ({ key, unit, label }));
  return Buffer.from(
    JSON.stringify({ key: report.key, ...(plan !== undefined && { plan }), to, columns, rows, footer }),
  );
}

/**
 * RFC 4180 with a byte order mark, so that spreadsheets read it as UTF-8. A text that a spreadsheet would take for a
 * formula (`= + - @`, tab) is led by an apostrophe. A cell without a source is empty.
 */
function csv(report: Report, { rows }: Figures, { language, currency, labelled }: Form): Buffer {
  const columns = report.columns(language, currency).map(({ key, label }) => ({ key, header: labelled ? label : key }));
  const options = { columns, header: true, bom: true, record_delimiter: '\r\n', escape_formulas: true };
  return Buffer.from(stringify([...rows], options));
}
