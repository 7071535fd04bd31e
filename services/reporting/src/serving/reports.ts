// How reports are asked: parameters resolved, bytes from the cache or folded, and how fresh they are in headers.
import type { Language, LocalDate } from '@tributary/contracts';
import type { Captured, Slices, ViewsState } from '@tributary/eventing';
import { type Bytes, Refusal } from '@tributary/service-kit';
import type { OpenReport } from '../reports/report.ts';
import type { Kept, ReportBytes } from './cache/report-bytes.ts';
import { writeDashboard } from './dashboard.ts';
import { type Freshness, freshnessHeaders, rememberingFreshness } from './freshness.ts';
import { lastMonthEnd, monthEndOf } from './month-ends.ts';
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
  resolve(report: Pick<OpenReport, 'services' | 'days'>, query: ReportQuery, caller: Caller): Promise<Parameters>;
  /** @throws {Refusal} where the report has no answer for these parameters */
  bytes(report: OpenReport, parameters: Parameters, caller: Waiting): Promise<Bytes>;
  /** Several reports of one moment, so that their figures tie; one that has no answer says why, and the others stand. */
  dashboard(
    reports: readonly OpenReport[],
    parameters: Parameters,
    caller: Waiting & Pick<Caller, 'today'>,
  ): Promise<Bytes>;
}

type Waiting = Pick<Caller, 'newest' | 'gone'>;

/** What is answered: its name, the services whose facts it shows, and how it is written from what was captured. */
interface Subject extends Pick<OpenReport, 'key' | 'services'> {
  write(captured: Captured, parameters: Parameters, slices: Slices): Promise<Buffer>;
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
    return 'rejected' in figures ? figures : render(report, figures, { ...parameters, currency });
  }

  const subjectOf = (report: OpenReport): Subject => ({
    key: report.key,
    services: report.services,
    async write(captured, parameters, slices) {
      const written = await fold(report, parameters, captured, slices);
      if (!('rejected' in written)) return written;
      throw new Refusal(written.rejected, { values: written.values, errors: written.errors });
    },
  });

  async function answer(subject: Subject, parameters: Parameters, { newest, gone }: Waiting): Promise<Bytes> {
    const { key, services } = subject;
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
          fold: (slices) => subject.write(captured, parameters, slices),
        };
      },
    });
    const fresh = freshness(services);
    const isNewest = kept.revision === views.revision(services);
    const said = answered.get(kept);
    if (said?.fresh === fresh && said.isNewest === isNewest) return said.answer;
    const told = answerOf(subject, parameters, kept, isNewest ? fresh : { ...fresh, asOf: kept.asOf });
    answered.set(kept, { fresh, isNewest, answer: told });
    return told;
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
    bytes: (report, parameters, caller) => answer(subjectOf(report), parameters, caller),
    dashboard(reports, parameters, caller) {
      const ends = lastMonthEnd(parameters.to, caller.today);
      const dashboard: Subject = {
        key: `dashboard ${ends}`,
        services: servicesOf(reports),
        write: (captured, asked, slices) =>
          writeDashboard(reports, asked, (report) =>
            fold(report, report.days === 'month-ends' ? { ...asked, to: ends } : asked, captured, slices),
          ),
      };
      return answer(dashboard, parameters, caller);
    },
  };
}

/** The services whose facts any of the reports shows. */
export const servicesOf = (reports: readonly Pick<OpenReport, 'services'>[]): OpenReport['services'] => [
  ...new Set(reports.flatMap(({ services }) => services)),
];

/** Headers say what the bytes do not: how fresh they are, and how they are to be read and kept. */
function answerOf({ key }: Subject, parameters: Parameters, { bytes, revision }: Kept, fresh: Freshness): Bytes {
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
