// Who waits for something that the views will show: asked again whenever they have moved.

export interface Waiters {
  /** Something has moved. */
  tell(): void;
  /** @returns whether it was so within the time */
  until(done: () => boolean, timeoutMs: number): Promise<boolean>;
}

export function createWaiters(): Waiters {
  const waiters = new Set<() => void>();
  return {
    tell() {
      for (const waiter of [...waiters]) waiter();
    },
    until(done, timeoutMs) {
      if (done()) return Promise.resolve(true);
      return new Promise((resolve) => {
        const finish = (met: boolean) => {
          clearTimeout(timer);
          waiters.delete(check);
          resolve(met);
        };
        const check = () => {
          if (done()) finish(true);
        };
        const timer = setTimeout(() => finish(done()), timeoutMs);
        waiters.add(check);
      });
    },
  };
}
