// The catalogue of reports: what each shows, how it is asked, and what every figure means.
import type { Language, listReports } from '@tributary/contracts';
import type { Bytes } from '@tributary/service-kit';
import type { z } from 'zod';
import type { Report } from '../reports/report.ts';

type Catalogue = z.input<(typeof listReports.reply)[200]>;

/** In the words of `language`; amounts are in the base currency. */
const catalogueOf = (reports: readonly Report[], language: Language, currency: string): Catalogue => ({
  reports: reports.map((report) => ({
    key: report.key,
    title: report.title(language),
    grain: report.grain(language),
    parameters: [...report.parameters],
    columns: [...report.columns(language, currency)],
    footer: [...report.footer(language, currency)],
  })),
});

/** The catalogue as it is sent: it changes with the release alone, so each language is written once. */
export function catalogueBytes(reports: readonly Report[], currency: string): (language: Language) => Bytes {
  const written = new Map<Language, Bytes>();
  return (language) => {
    const known = written.get(language);
    if (known !== undefined) return known;
    const answer: Bytes = {
      bytes: Buffer.from(JSON.stringify(catalogueOf(reports, language, currency))),
      mediaType: 'application/json',
      headers: { 'cache-control': 'private, no-cache', 'content-language': language, vary: 'Accept-Language' },
    };
    written.set(language, answer);
    return answer;
  };
}
