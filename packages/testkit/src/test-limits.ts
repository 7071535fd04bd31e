/** Limits for services under test: a machine that runs many tests at once may be slow, and nothing else is draining. */
export const testLimits = { drainMs: 0, caughtUpMs: 7_000, loopDelayMs: 30_000 } as const;
