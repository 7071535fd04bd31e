// Frozen reports: a run names all that its figures rest on, and its bytes are the same for ever.
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { currencyListVersion } from '@tributary/contracts';
import { type Blobs, type CommandContext, type Parked, requestDigest, type ViewsState } from '@tributary/eventing';
import { type Bytes, Refusal } from '@tributary/service-kit';
import type { OpenReport } from '../reports/report.ts';
import { mediaTypeOf } from './render.ts';
import { type Caller, fileName, type Parameters, type ReportQuery, type Reports } from './reports.ts';

/** What the figures of a run rest on; the id is its hash. */
export interface Basis {
  readonly key: string;
  readonly parameters: Omit<Parameters, 'asOf'>;
  /** W, or the earlier instant that was asked for */
  readonly asOf: string;
  readonly codeVersion: string;
  readonly codelists: Readonly<Record<string, string>>;
  /** the consumer group whose rows were folded: a rebuild may have mended some */
  readonly views: string;
  /** aggregates that were set aside and are missing in the figures */
  readonly parked: readonly Pick<Parked, 'service' | 'agg' | 'fromSeq'>[];
}

export interface Run {
  readonly id: string;
  readonly sha256: string;
  readonly asOf: string;
}

export interface RunsParts {
  readonly store: Blobs<Basis>;
  readonly reports: Pick<Reports, 'resolve' | 'bytes'>;
  readonly installationKey: Buffer;
  readonly codeVersion: string;
  /** all that is set aside by the consumers of the views, in every version of them */
  readonly parked: () => Promise<readonly Parked[]>;
  /** which version is shown, and what brings it up to what the store says at this moment */
  readonly views: Pick<ViewsState, 'group' | 'refresh'>;
}

export interface Runs {
  /**
   * Freezes a report up to W, or up to the instant asked for; the same request again is answered with the same run.
   * @throws {Refusal} where the report has no answer, or the key came with another request
   */
  freeze(
    report: OpenReport,
    query: ReportQuery,
    context: CommandContext,
    language: Parameters['language'],
  ): Promise<Run>;
  read(id: string): Promise<Bytes | undefined>;
}

const codelists = { 'ISO 4217': currencyListVersion };

/** How often figures are folded again because what is set aside was another list before and after. */
const TRIES = 5;

export function createRuns({ store, reports, installationKey, codeVersion, parked, views }: RunsParts): Runs {
  async function known(id: string): Promise<Run> {
    const kept = await store.kept(id);
    if (kept === undefined) throw new Error(`run ${id} has a receipt and no bytes`);
    return { id, sha256: kept.sha256, asOf: kept.about.asOf };
  }

  async function make(report: OpenReport, query: ReportQuery, caller: Caller): Promise<Run> {
    const resolved = await reports.resolve(report, { ...query, asOf: query.asOf ?? 'latest' }, caller);
    const { asOf = '', ...parameters } = resolved;
    const { bytes, ...rows } = await folded(report, resolved);
    const basis: Basis = { key: report.key, parameters, asOf, codeVersion, codelists, ...rows };
    const id = createHash('sha256').update(JSON.stringify(basis)).digest('hex');
    const { sha256 } = await store.keep(id, bytes, basis);
    return { id, sha256, asOf };
  }

  /** What is set aside, and the figures without it: version and list are the same before they are folded and after. */
  async function folded(report: OpenReport, parameters: Parameters) {
    let before = await missingIn(report);
    for (let tries = 0; tries < TRIES; tries += 1) {
      await views.refresh();
      const { bytes } = await reports.bytes(report, parameters, { newest: true });
      const after = await missingIn(report);
      if (isDeepStrictEqual(after, before)) return { bytes, ...before };
      before = after;
    }
    throw new Refusal('NOT_CAUGHT_UP', { values: { seconds: 1 } });
  }

  async function missingIn({ services }: OpenReport): Promise<Pick<Basis, 'views' | 'parked'>> {
    const all = await parked();
    const shown = views.group;
    const missing = all
      .filter(({ group, service }) => group === shown && services.includes(service))
      .map(({ service, agg, fromSeq }) => ({ service, agg, fromSeq }))
      .sort((a, b) => (a.agg < b.agg ? -1 : 1));
    return { views: shown, parked: missing };
  }

  return {
    async freeze(report, query, context, language) {
      const request = requestDigest(installationKey, context).toString('base64url');
      const { fingerprint, today } = context;
      const before = await store.receipt(request);
      if (before !== undefined) return answerOf(before);
      const run = await make(report, query, { today, language, newest: true });
      const receipt = await store.keepReceipt(request, { fingerprint, id: run.id });
      return answerOf(receipt);

      function answerOf(receipt: { readonly fingerprint: string; readonly id: string }): Promise<Run> {
        if (receipt.fingerprint !== fingerprint) throw new Refusal('IDEMPOTENCY_KEY_REUSED');
        return known(receipt.id);
      }
    },
    async read(id) {
      const kept = await store.read(id);
      if (kept === undefined) return undefined;
      const { key, parameters, asOf, parked: missing } = kept.about;
      return {
        bytes: kept.bytes,
        mediaType: mediaTypeOf(parameters),
        headers: {
          etag: `"${kept.sha256}"`,
          'x-data-as-of': asOf,
          'x-parked': String(missing.length),
          'cache-control': 'private, max-age=31536000, immutable',
          'content-language': parameters.language,
          ...(parameters.format === 'csv' && {
            'content-disposition': `attachment; filename="${fileName(key, parameters)}"`,
          }),
        },
      };
    },
  };
}
