// The catalogue of reports: what each shows, how it is asked, and what every figure means.
import type { Language, listReports } from '@tributary/contracts';
import type { z } from 'zod';
import type { Report } from './report.ts';

type Catalogue = z.input<(typeof listReports.reply)[200]>;

/** In the words of `language`; amounts are in the base currency. */
export const catalogueOf = (reports: readonly Report[], language: Language, currency: string): Catalogue => ({
  reports: reports.map((report) => ({
    key: report.key,
    title: report.title(language),
    grain: report.grain(language),
    parameters: [...report.parameters],
    columns: [...report.columns(language, currency)],
    footer: [...report.footer(language, currency)],
  })),
});
