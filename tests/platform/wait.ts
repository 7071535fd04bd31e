// Waiting for progress, also where no test runner is: asks until the answer is there, and says what it last saw when it never comes.

/** Asks every 50 ms until `ask` gives something. @throws {Error} with the last `seen` after `timeoutMs` */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | undefined>,
  { timeoutMs = 30_000, seen = () => '' }: { timeoutMs?: number; seen?: () => unknown } = {},
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  while (performance.now() < deadline) {
    const found = await ask();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`never came: ${what}; last seen: ${JSON.stringify(seen())}`);
}
