// How a process of servers ends: in good order on the first signal and within a time, at once on a second one.

const LONGEST_MS = 10_000;

/** Resolves when a signal came and everything is closed. What takes too long, or a second signal, ends the process. */
export function closedOnSignal(close: () => Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    let ending = false;
    const end = () => {
      if (ending) process.exit(1);
      ending = true;
      setTimeout(() => process.exit(1), LONGEST_MS).unref();
      close().then(resolve, reject);
    };
    process.on('SIGTERM', end);
    process.on('SIGINT', end);
  });
}
