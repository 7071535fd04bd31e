// How a process of servers ends: in good order on the first signal and within a time, at once on a second one.

const LONGEST_MS = 10_000;
/** Of one Ctrl-C the terminal tells every process, and npm tells its child once more: so close together they are one. */
const SAME_MS = 1_000;

/** Calls `end` on the first SIGTERM or SIGINT, and `endAtOnce` on one that comes later. */
export function onSignals(end: () => void, endAtOnce: () => void): void {
  let first: number | undefined;
  const onSignal = () => {
    const now = performance.now();
    if (first === undefined) {
      first = now;
      end();
    } else if (now - first > SAME_MS) endAtOnce();
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

/** Resolves when a signal came and everything is closed. What takes too long, or a second signal, ends the process. */
export function closedOnSignal(close: () => Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const endAtOnce = () => process.exit(1);
    onSignals(() => {
      setTimeout(endAtOnce, LONGEST_MS).unref();
      close().then(resolve, reject);
    }, endAtOnce);
  });
}
