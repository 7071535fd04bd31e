/** Wakes one waiting loop; a call that comes before the wait is not lost. */
export interface Signal {
  wake(): void;
  /** Resolves when woken or after `ms` milliseconds. */
  wait(ms: number): Promise<void>;
}

export function createSignal(): Signal {
  let woken = false;
  let resume: (() => void) | undefined;
  return {
    wake() {
      woken = true;
      resume?.();
    },
    async wait(ms) {
      if (!woken) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          resume = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        resume = undefined;
      }
      woken = false;
    },
  };
}
