// One stream of server-sent events (WHATWG HTML, 9.2). Nothing is queued: the newest event is asked for when the
// connection takes more, so that a slow caller misses events and holds up nothing.
import { Readable } from 'node:stream';
import type { RouteContract } from '@tributary/contracts';
import type { EventSource, StreamEvent } from '../ports.ts';

export interface StreamOptions {
  readonly contract: RouteContract;
  /** the id of the last event that the caller got before */
  readonly has: string | undefined;
  readonly heartbeatMs: number;
  readonly eventsEveryMs: number;
  /** milliseconds after which it ends by itself */
  readonly endsInMs: number;
  /** holds each event against its contract, in tests */
  readonly checked: boolean;
}

/** After how many milliseconds a caller whose connection ended comes again. */
const COMES_AGAIN_MS = 3_000;
/** The longest that a timer can wait. */
const LONGEST_MS = 2 ** 31 - 1;

const HEARTBEAT = ': still here\n\n';

export interface EventStream {
  /** what the caller reads */
  readonly text: Readable;
  /** Ends it at once, after what the caller has been sent. */
  end(): void;
}

/** Opens a stream; it ends with `end`, when its time is up, or when its reader is destroyed. */
export function openStream(source: EventSource, options: StreamOptions): EventStream {
  let { has } = options;
  /** whether the connection takes more */
  let isWanted = false;
  let notBefore = Number.NEGATIVE_INFINITY;
  let later: NodeJS.Timeout | undefined;

  const text = new Readable({
    highWaterMark: 1,
    read() {
      isWanted = true;
      offer();
    },
    destroy(error, done) {
      stopListening();
      clearInterval(heartbeat);
      clearTimeout(later);
      clearTimeout(ending);
      done(error);
    },
  });

  function send(part: string): void {
    isWanted = false;
    text.push(part);
  }

  function offer(): void {
    if (!isWanted || text.destroyed) return;
    const rest = notBefore - performance.now();
    if (rest > 0) {
      later ??= setTimeout(() => {
        later = undefined;
        offer();
      }, rest);
      return;
    }
    try {
      const event = source.newest(has);
      if (event === undefined) return;
      if (options.checked) check(options.contract, event);
      has = event.id;
      notBefore = performance.now() + options.eventsEveryMs;
      send(written(event));
    } catch (error) {
      text.destroy(error as Error);
    }
  }

  function end(): void {
    if (isWanted) text.push(null);
    else text.destroy();
  }

  const stopListening = source.listen(offer);
  const heartbeat = setInterval(() => {
    if (isWanted) send(HEARTBEAT);
  }, options.heartbeatMs);
  const ending = setTimeout(end, Math.min(options.endsInMs, LONGEST_MS));
  text.push(`retry: ${COMES_AGAIN_MS}\n\n`);
  return { text, end };
}

const written = ({ name, id, data }: StreamEvent): string =>
  `event: ${name}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`;

function check({ method, path, events = {} }: RouteContract, { name, id, data }: StreamEvent): void {
  const { error } = events[name]?.safeParse(data) ?? { error: new Error(`it has no event ${name}`) };
  if (error || /[\0\r\n]/.test(id))
    throw new TypeError(`${method} ${path} breaks its contract: ${error?.message ?? id}`);
}
