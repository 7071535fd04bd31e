// A wake-up inside this process, with a poll as its safety net.

export interface WakeUp {
  signal(): void;
  /** Waits for a signal since the last wait, or for `ms` milliseconds. */
  wait(ms: number): Promise<void>;
}

export function createWakeUp(): WakeUp {
  let signalled = false;
  let wake: (() => void) | undefined;
  return {
    signal() {
      signalled = true;
      wake?.();
    },
    async wait(ms) {
      if (!signalled) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      wake = undefined;
      signalled = false;
    },
  };
}
