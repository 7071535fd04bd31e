// How late the event loop is, from a timer that should ring four times a second. Cheaper at rest than the histogram
// of Node, which wakes a process a hundred times a second and so uses half of what an idle installation may use.

const EVERY_MS = 250;
/** The mean is of so many: one pause of a second is no overload, and four in a row are. */
const RINGS = 4;

export interface LoopDelay {
  /** mean lateness of the last second's rings, in milliseconds */
  meanMs(): number;
  /** whether the mean is over the limit: what comes now had better come later */
  over(): boolean;
  stop(): void;
}

/** Begins to measure; the timer keeps no process alive. */
export function measureLoopDelay(limitMs: number, now: () => number = () => performance.now()): LoopDelay {
  const late = Array.from({ length: RINGS }, () => 0);
  let due = now() + EVERY_MS;
  const timer = setInterval(() => {
    const at = now();
    late.shift();
    late.push(Math.max(0, at - due));
    due = at + EVERY_MS;
  }, EVERY_MS);
  timer.unref();
  const meanMs = () => late.reduce((sum, ms) => sum + ms, 0) / RINGS;
  return { meanMs, over: () => meanMs() > limitMs, stop: () => clearInterval(timer) };
}
