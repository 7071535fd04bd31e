// Answers without an end, such as streams of events: passed on as they come, and ended when the front door closes.
import { finished, PassThrough, type Readable } from 'node:stream';

export interface Endless {
  /** What the caller is to be sent of an answer. */
  pass(answer: Readable): Readable;
  /** Ends all, each after what has come of it. */
  end(): void;
}

/** Whether a part's answer has no end. */
export const isEndless = (mediaType: unknown): boolean =>
  typeof mediaType === 'string' && mediaType.startsWith('text/event-stream');

export function createEndless(): Endless {
  const ends = new Set<() => void>();

  return {
    pass(answer) {
      const copy = new PassThrough();
      const end = () => {
        ends.delete(end);
        answer.unpipe(copy);
        copy.end();
        answer.destroy();
      };
      ends.add(end);
      // whichever side goes first takes the other along
      finished(answer, (error) => {
        if (error !== undefined && error !== null && ends.has(end)) copy.destroy(error);
      });
      finished(copy, () => {
        ends.delete(end);
        answer.destroy();
      });
      return answer.pipe(copy);
    },
    end() {
      for (const end of [...ends]) end();
    },
  };
}
