// What was seen of an installation: the ground of every finding.
import type { ServiceName } from '@tributary/contracts';

/** Why a service takes no requests. */
export interface Reason {
  readonly code: string;
  readonly words: string;
}

export interface SeenService {
  readonly service: ServiceName;
  /** undefined: it does not answer, and `silence` says how that was seen */
  readonly reasons: readonly Reason[] | undefined;
  readonly silence?: string;
  /** its clock minus this machine's, in seconds; the header that tells it has whole seconds */
  readonly clock?: number | undefined;
  /** of Tributary, as the description of its API says */
  readonly version?: string | undefined;
  /** its gauges by name, such as `tributary_outbox_age_seconds`; undefined where its internal port is out of reach */
  readonly gauges?: ReadonlyMap<string, number> | undefined;
  /** aggregates that it has set aside; undefined where nobody may ask */
  readonly parked?: number | undefined;
}

export interface Seen {
  readonly services: readonly SeenService[];
  /** why the keys of the issuer could not be read; undefined where they were, or no token says who it is */
  readonly issuerFault?: string | undefined;
  /** of the disk of the data folder */
  readonly disk?: { readonly path: string; readonly freeBytes: number; readonly bytes: number } | undefined;
  /** what production refuses of the settings in a file */
  readonly forbidden: readonly string[];
}
