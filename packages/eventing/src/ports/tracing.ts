// Traces: what was done for a request or an event, and how long it took. `traceparent` is that of W3C Trace Context.

/** A piece of work, told when it is over. */
export interface Span {
  readonly name: string;
  readonly kind: 'server' | 'internal' | 'producer' | 'consumer';
  /** its own, made by `within` or `begin` */
  readonly traceparent: string;
  /** of the work that it is a part of; undefined: nothing that is known here asked for it */
  readonly parent: string | undefined;
  /** milliseconds since 1970, as `endedAt` */
  readonly startedAt: number;
  readonly endedAt: number;
  /** by the semantic conventions of OpenTelemetry; never an id, nor anything else that a caller wrote */
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly failed?: boolean;
}

export interface Tracing {
  /** The `traceparent` of new work that is a part of another. */
  within(parent: string): string;
  /** Keeps a span for its collector; one whose trace is not sampled is dropped. It never waits and never fails. */
  record(span: Span): void;
}
