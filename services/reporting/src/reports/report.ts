// The form of a report: what it reads, what its columns are and mean, and the pure fold of rows into figures.
import type { Column, Language, LocalDate, Rejection, ServiceName, View } from '@tributary/contracts';
import { atOnce, type Captured, type Cut, type Eventing, type Pausing, type Slices } from '@tributary/eventing';
import type { z } from 'zod';

/**
 * What a column holds; `money` is shown as the base currency, `codes` lists codes, `counts` each with its count, `shares` each
 * with its per cent, and `value` is a decimal in the unit of its row.
 */
export type Unit =
  | 'code'
  | 'text'
  | 'language'
  | 'level'
  | 'year'
  | 'count'
  | 'counts'
  | 'codes'
  | 'shares'
  | 'days'
  | 'date'
  | 'value'
  | 'money'
  | 'ratio'
  | '%'
  | 'score';
export type Cell = string | number | null | readonly string[];

/** The code of the last row, where it sums all others. */
export const TOTALS = 'all';

/** What a report has messages for; `grain` is what one row is. */
type ReportText<Key extends string, FooterKey extends string> =
  | 'title'
  | 'grain'
  | `${`columns.${Key}` | `footer.${FooterKey}`}.${'label' | 'definition'}`;

/** What a fold may know beside its rows. */
export interface ReportScope {
  /** as the caller named it; undefined: the report chooses */
  readonly plan: string | undefined;
  /** what the caller wants it broken down by; undefined: nothing */
  readonly by?: string | undefined;
  readonly to: LocalDate;
  readonly language: Language;
  /** the installation's base currency */
  readonly currency: string;
}

/** A report's answer before it is written as json or csv. */
export interface Figures<Key extends string = string, FooterKey extends string = string> {
  readonly plan: string | undefined;
  readonly rows: readonly Readonly<Record<Key, Cell>>[];
  readonly footer: Readonly<Record<FooterKey, Cell>>;
}

/** `month-ends`: the last days of months that are over, so that no two answers differ by one person. */
export type ReportDays = 'any' | 'month-ends';

type Readable = Readonly<Record<string, Pick<View<never>, 'name' | 'service' | 'events'>>>;

/** The rows of a report's views, all under one cut. */
export type RowsOf<Reads> = {
  readonly [Name in keyof Reads]: Reads[Name] extends View<infer Row> ? ReadonlyMap<string, Row> : never;
};

export interface ReportForm<Reads extends Readable, Key extends string, FooterKey extends string> {
  readonly key: string;
  readonly parameters: readonly string[];
  /** the days that can be asked for; any unless told */
  readonly days?: ReportDays;
  readonly reads: Reads;
  /** in the order in which they are shown */
  readonly columns: Readonly<Record<Key, Unit>>;
  readonly footer: Readonly<Record<FooterKey, Unit>>;
  /** its messages in a language */
  readonly say: (language: Language, text: ReportText<Key, FooterKey>) => string;
  /**
   * Pauses often: there are as many rows as a country has initiatives.
   * @param newest the rows of now where persons are counted as of an earlier instant; else the same rows
   */
  readonly fold: (
    rows: RowsOf<Reads>,
    scope: ReportScope,
    newest: RowsOf<Reads>,
  ) => Pausing<Figures<Key, FooterKey> | Rejection>;
}

export type ShownColumn = z.infer<typeof Column>;

/** A report, as catalogue and answers know it. */
export interface Report {
  readonly key: string;
  readonly parameters: readonly string[];
  /** the services whose facts it folds */
  readonly services: readonly ServiceName[];
  /** the types of events that its read models read */
  readonly facts: ReadonlySet<string>;
  readonly days: ReportDays;
  title(language: Language): string;
  grain(language: Language): string;
  columns(language: Language, currency: string): readonly ShownColumn[];
  footer(language: Language, currency: string): readonly ShownColumn[];
}

/** A report with its views: it can be asked. */
export interface OpenReport extends Report {
  /** Folds what was captured, in slices: several reports of one capture tie. */
  fold(captured: Captured, cut: Cut, scope: ReportScope, slices: Slices): Promise<Figures | Rejection>;
}

/** A report before its views are declared. */
export interface DefinedReport<Reads extends Readable> extends Report {
  /** Declares the views; they are filled when eventing starts. */
  open(
    eventing: Pick<Eventing, 'view'>,
  ): OpenReport & { rows(captured: Captured, cut: Cut, slices: Slices): Promise<RowsOf<Reads>> };
  /** The fold of rows, to be done in slices. */
  steps(rows: RowsOf<Reads>, scope: ReportScope, newest?: RowsOf<Reads>): Pausing<Figures | Rejection>;
  /** Folds rows at once. */
  fold(rows: RowsOf<Reads>, scope: ReportScope, newest?: RowsOf<Reads>): Figures | Rejection;
}

/** Declares a report; its words are complete in every language, or it does not compile. */
export function defineReport<Reads extends Readable, Key extends string, FooterKey extends string>(
  form: ReportForm<Reads, Key, FooterKey>,
): DefinedReport<Reads> {
  const shown =
    <Name extends string>(
      units: Readonly<Record<Name, Unit>>,
      text: (name: Name, what: 'label' | 'definition') => ReportText<Key, FooterKey>,
    ) =>
    (language: Language, currency: string): readonly ShownColumn[] =>
      (Object.entries(units) as [Name, Unit][]).map(([key, unit]) => ({
        key,
        unit: unit === 'money' ? currency : unit,
        label: form.say(language, text(key, 'label')),
        definition: form.say(language, text(key, 'definition')),
      }));
  const report: Report = {
    key: form.key,
    parameters: form.parameters,
    days: form.days ?? 'any',
    services: [...new Set(Object.values(form.reads).map(({ service }) => service))],
    facts: new Set(Object.values(form.reads).flatMap(({ events }) => [...events.keys()])),
    title: (language) => form.say(language, 'title'),
    grain: (language) => form.say(language, 'grain'),
    columns: shown(form.columns, (name, what) => `columns.${name}.${what}`),
    footer: shown(form.footer, (name, what) => `footer.${name}.${what}`),
  };
  return {
    ...report,
    steps: (rows, scope, newest = rows) => form.fold(rows, scope, newest),
    fold: (rows, scope, newest = rows) => atOnce(form.fold(rows, scope, newest)),
    open(eventing) {
      const reads = Object.entries(form.reads).map(([name, view]) => [name, view as View<unknown>] as const);
      for (const [, view] of reads) eventing.view(view);
      async function rows(captured: Captured, cut: Cut, slices: Slices): Promise<RowsOf<Reads>> {
        const folded: [string, ReadonlyMap<string, unknown>][] = [];
        for (const [name, view] of reads) folded.push([name, await captured.rows(view, cut, slices)]);
        return Object.fromEntries(folded) as RowsOf<Reads>;
      }
      return {
        ...report,
        rows,
        async fold(captured, cut, scope, slices) {
          const asked = await rows(captured, cut, slices);
          // what is hidden of persons now stays hidden as of any instant, so that fold has to know
          const isOfNow = cut.asOf === undefined || report.days === 'any';
          const newest = isOfNow ? asked : await rows(captured, { to: cut.to }, slices);
          return slices(form.fold(asked, scope, newest));
        },
      };
    },
  };
}
