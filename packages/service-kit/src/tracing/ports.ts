import type { Tracing } from '@tributary/eventing';

export interface RequestTracing extends Tracing {
  /** The `traceparent` of a request: in the trace of its caller where the header says one, else in a new one. */
  begin(given: string | string[] | undefined): string;
  /** Sends what is kept; what a collector that is away does not take is given up. */
  close(): Promise<void>;
}

export interface CollectorOptions {
  /** base address of the collector, to which `/v1/traces` is added */
  readonly endpoint: string;
  /** from 0 to 1: the part of the traces that begin here which is recorded; one that a caller began is recorded as it says */
  readonly ratio: number;
  /** `service.name` and the like */
  readonly resource: Readonly<Record<string, string>>;
}
