// The journal as its owner shows it, and as others read it.

import type { RecordedEvent, ServiceName } from '@tributary/contracts';

/** The owner's side, for `/internal/high-watermarks`, `/internal/feed` and `/v1/changes`. */
export interface JournalReader {
  highWatermarks(): Promise<{
    highWatermarks: { partition: number; pos: number }[];
    highWatermarksAt: string | undefined;
    /** when the owner's clock was last found to have stood ahead, and by how much; what it had told since is void */
    corrected?: { readonly at: string; readonly seconds: number } | undefined;
    epoch: number;
  }>;
  feed(
    from: { readonly partition: number; readonly after: number } | { readonly agg: string; readonly after: number },
    limit: number,
  ): Promise<readonly RecordedEvent[]>;
  /** In the order of an opaque cursor; fencing records are left out. */
  changes(
    after: string | undefined,
    types: readonly string[] | undefined,
    limit: number,
  ): Promise<{ readonly items: readonly RecordedEvent[]; readonly next: string }>;
}

/** The feed of another service, as a worker reads it over HTTP. */
export interface FeedClient {
  highWatermarks(service: ServiceName): Promise<Awaited<ReturnType<JournalReader['highWatermarks']>>>;
  feed(
    service: ServiceName,
    from: Parameters<JournalReader['feed']>[0],
    limit: number,
  ): Promise<readonly RecordedEvent[]>;
}
