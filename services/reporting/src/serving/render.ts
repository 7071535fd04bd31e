// A report as bytes. They depend on the figures, the language and the form alone: the same figures are the same bytes.
import type { Language, LocalDate } from '@tributary/contracts';
import { csvFile } from '@tributary/service-kit';
import type { Cell, Figures, Report } from '../reports/report.ts';

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

function csv(report: Report, { rows }: Figures, { language, currency, labelled }: Form): Buffer {
  const columns = report.columns(language, currency).map(({ key, unit, label }) => ({
    key,
    header: labelled ? label : key,
    isFigure: !['text', 'code'].includes(unit),
  }));
  return csvFile(
    columns,
    rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, cell]) => [key, asText(cell)]))),
  );
}

/** A list is written as one text, e.g. `PROJECT_BELOW_MIN 2; SHARE_BELOW_FLOOR 1`. */
const asText = (cell: Cell): string | number | null =>
  cell !== null && typeof cell === 'object' ? cell.join('; ') : cell;
