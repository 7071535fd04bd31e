// How far something is that takes long: a bar that moves on a terminal, a line now and then anywhere else.

/** The part of a stream that is used. */
export interface Sink {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export interface Progress {
  /**
   * @param of how much there is to be done; null as long as nobody knows
   * @param things what is counted; events unless told
   */
  show(words: string, done: number, of: number | null, things?: string): void;
  /** Leaves the line; what is written next has one of its own. */
  end(): void;
}

const WIDTH = 30;
/** Elsewhere than on a terminal a line is written for each tenth. */
const PARTS = 10;

const whole = new Intl.NumberFormat('en');

export function progressOn(sink: Sink): Progress {
  let last = '';

  function bar(share: number): string {
    const full = Math.floor(share * WIDTH);
    return `[${'#'.repeat(full)}${'.'.repeat(WIDTH - full)}]`;
  }

  return {
    show(words, done, of, things = 'events') {
      const share = of === null || of === 0 ? 0 : Math.min(1, done / of);
      const counted = of === null ? whole.format(done) : `${whole.format(done)} of ${whole.format(of)}`;
      const line = `${words} ${counted} ${things}`;
      if (sink.isTTY === true) {
        last = line;
        sink.write(`\r\x1b[K${bar(share)} ${line}`);
        return;
      }
      const step = `${words}|${things}|${Math.floor(share * PARTS)}`;
      if (step !== last) sink.write(`${line}\n`);
      last = step;
    },
    end() {
      if (sink.isTTY === true && last !== '') sink.write('\n');
      last = '';
    },
  };
}
