// How reports are asked: parameters resolved, bytes from the cache or folded, and how fresh they are in headers.
import type { Language, LocalDate } from '@tributary/contracts';
import type { Captured, Slices, ViewsState } from '@tributary/eventing';
import { type Bytes, Refusal } from '@tributary/service-kit';
import type { OpenReport } from '../reports/report.ts';
import type { Kept, ReportBytes } from './cache/report-bytes.ts';
import { type Freshness, freshnessHeaders, rememberingFreshness } from './freshness.ts';
import { monthEndOf } from './month-ends.ts';
import { mediaTypeOf, render } from './render.ts';

/** What a caller may say of a report. */
export interface ReportQuery {
  readonly plan?: string | undefined;
  readonly by?: string | undefined;
  readonly to?: LocalDate | undefined;
  /** an instant, or `latest` */
  readonly asOf?: string | undefined;
  readonly format?: 'json' | 'csv' | undefined;
  /** given: csv has labels in its header */
  readonly lang?: Language | undefined;
}

/** What is known of a caller beside the query. */
export interface Caller {
  readonly today: LocalDate;
  readonly language: Language;
  /** The caller has seen a fact that the answer must know. */
  readonly newest: boolean;
  /** Whether the caller waits no more; each does unless told. */
  readonly gone?: (() => boolean) | undefined;
}

/** A report with every parameter resolved: the same parameters on the same data are the same bytes. */
export interface Parameters {
  readonly plan: string | undefined;
  readonly by?: string | undefined;
  readonly to: LocalDate;
  readonly asOf: string | undefined;
  readonly format: 'json' | 'csv';
  readonly language: Language;
  readonly labelled: boolean;
}

export interface ReportsParts {
  readonly views: ViewsState;
  readonly bytes: ReportBytes;
  /** the installation's base currency */
  readonly currency: string;
  /** release and views: other code, other bytes */
  readonly codeVersion: string;
  readonly resolveAsOf: (services: OpenReport['services'], asOf: string | undefined) => Promise<string | undefined>;
}

export interface Reports {
  resolve(report: OpenReport, query: ReportQuery, caller: Caller): Promise<Parameters>;
  /** @throws {Refusal} where the report has no answer for these parameters */
  bytes(report: OpenReport, parameters: Parameters, caller: Pick<Caller, 'newest' | 'gone'>): Promise<Bytes>;
}

export function createReports({ views, bytes, currency, codeVersion, resolveAsOf }: ReportsParts): Reports {
  const freshness = rememberingFreshness(views);
  // The same bytes asked for again and again are the same answer for a while, headers and all.
  const answered = new WeakMap<
    Kept,
    { readonly fresh: Freshness; readonly isNewest: boolean; readonly answer: Bytes }
  >();

  async function fold(report: OpenReport, parameters: Parameters, captured: Captured, slices: Slices) {
    const { plan, by, to, asOf, language } = parameters;
    const figures = await report.fold(captured, { to, asOf }, { plan, by, to, language, currency }, slices);
    if ('rejected' in figures) throw new Refusal(figures.rejected, { values: figures.values, errors: figures.errors });
    return render(report, figures, { ...parameters, currency });
  }

  return {
    async resolve({ services, days }, { plan, by, to, asOf, format = 'json', lang }, { today, language }) {
      return {
        plan,
        by,
        to: days === 'month-ends' ? monthEndOf(to, today) : (to ?? today),
        asOf: await resolveAsOf(services, asOf),
        format,
        language,
        labelled: format === 'csv' && lang !== undefined,
      };
    },
    async bytes(report, parameters, { newest, gone }) {
      const { key, services } = report;
      const { plan = '', by = '', to, asOf = '', format, language, labelled } = parameters;
      const kept = await bytes.get({
        name: `${codeVersion}|${currency}|${key}|${plan}|${by}|${to}|${asOf}|${format}|${language}|${labelled}`,
        newest,
        ...(gone !== undefined && { gone }),
        revision: () => views.revision(services),
        asOf: () => views.shownUpTo(services),
        capture: () => {
          const captured = views.capture();
          return {
            revision: captured.revision(services),
            asOf: captured.shownUpTo(services),
            fold: (slices) => fold(report, parameters, captured, slices),
          };
        },
      });
      const fresh = freshness(services);
      const isNewest = kept.revision === views.revision(services);
      const said = answered.get(kept);
      if (said?.fresh === fresh && said.isNewest === isNewest) return said.answer;
      const answer = answerOf(report, parameters, kept, isNewest ? fresh : { ...fresh, asOf: kept.asOf });
      answered.set(kept, { fresh, isNewest, answer });
      return answer;
    },
  };
}

/** Headers say what the bytes do not: how fresh they are, and how they are to be read and kept. */
function answerOf({ key }: OpenReport, parameters: Parameters, { bytes, revision }: Kept, fresh: Freshness): Bytes {
  const { asOf, format, language } = parameters;
  return {
    bytes,
    mediaType: mediaTypeOf(parameters),
    headers: {
      ...freshnessHeaders(fresh, asOf ?? fresh.asOf),
      'x-revision': revision,
      'cache-control': 'private, no-cache',
      'content-language': language,
      vary: 'Accept-Language',
      ...(format === 'csv' && { 'content-disposition': `attachment; filename="${fileName(key, parameters)}"` }),
    },
  };
}

/** `plan-alignment-SDG-2026-06-30.csv` */
export const fileName = (key: string, { plan, by, to }: Pick<Parameters, 'plan' | 'by' | 'to'>): string =>
  `${[key.replace('/', '-'), plan, by, to].filter((part) => part !== undefined).join('-')}.csv`;
