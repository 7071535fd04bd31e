// One follower's stream of facts (WHATWG HTML, 9.2): it asks for more when its connection takes more, so that a slow one
// holds up nobody and misses nothing.
import { Readable } from 'node:stream';
import type { Language } from '@tributary/contracts';
import type { Fact, Facts } from './facts.ts';
import { type Position, written } from './position.ts';
import type { TitleOf } from './titles.ts';

export interface FactStreamOptions {
  readonly facts: Pick<Facts, 'after'>;
  readonly from: Position;
  readonly titleOf: TitleOf;
  readonly language: Language;
  /** calls what it is given when facts may have come; what it returns ends that */
  readonly listen: (tell: () => void) => () => void;
  readonly heartbeatMs: number;
  /** milliseconds after which it ends by itself */
  readonly endsInMs: number;
}

/** After how many milliseconds a follower whose connection ended comes again. */
const COMES_AGAIN_MS = 1_000;
/** An owner that did not answer is asked again after so long. */
const AGAIN_MS = 500;
/** The longest that a timer can wait. */
const LONGEST_MS = 2 ** 31 - 1;

export interface FactStream {
  readonly text: Readable;
  /** Ends it at once, after what the follower has been sent. */
  end(): void;
}

export function openFactStream(options: FactStreamOptions): FactStream {
  const { facts, from, titleOf, language, listen, heartbeatMs, endsInMs } = options;
  let position = from;
  /** whether the connection takes more */
  let isWanted = false;
  let isReading = false;
  /** whether something may have come since the last look */
  let isDue = true;
  let again: NodeJS.Timeout | undefined;

  const text = new Readable({
    highWaterMark: 1,
    read() {
      isWanted = true;
      void offer();
    },
    destroy(error, done) {
      stopListening();
      clearInterval(heartbeat);
      clearTimeout(again);
      clearTimeout(ending);
      done(error);
    },
  });

  function send(part: string): void {
    isWanted = false;
    text.push(part);
  }

  async function offer(): Promise<void> {
    if (!isWanted || isReading || !isDue || text.destroyed) return;
    isReading = true;
    isDue = false;
    try {
      const page = await facts.after(position);
      if (page.isFull) isDue = true;
      position = page.position;
      if (page.facts.length > 0 && !text.destroyed) {
        send(page.facts.map(({ fact, position: after }) => asEvent(fact, after)).join(''));
      }
    } catch {
      isDue = true;
      again = setTimeout(() => void offer(), AGAIN_MS);
      return;
    } finally {
      isReading = false;
    }
    void offer();
  }

  const asEvent = ({ type, aggregate, kind, id, at, reports }: Fact, after: Position): string => {
    const title = id === undefined ? undefined : titleOf(aggregate, id, language);
    const subject = { kind, id: id ?? null, title: title ?? null };
    const data = JSON.stringify({ type, aggregate, subject, at, reports });
    return `event: fact\nid: ${written(after)}\ndata: ${data}\n\n`;
  };

  function end(): void {
    if (isWanted) text.push(null);
    else text.destroy();
  }

  const stopListening = listen(() => {
    isDue = true;
    void offer();
  });
  // A position without an event is taken note of all the same, so that a follower that comes again has one.
  const heartbeat = setInterval(() => {
    if (isWanted) send(`: still here\nid: ${written(position)}\n\n`);
  }, heartbeatMs);
  const ending = setTimeout(end, Math.min(Math.max(0, endsInMs), LONGEST_MS));
  text.push(`retry: ${COMES_AGAIN_MS}\nid: ${written(position)}\n\n`);
  return { text, end };
}
