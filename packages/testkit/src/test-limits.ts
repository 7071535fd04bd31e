/**
 * Limits for services under test: a machine that runs many tests at once may be slow, nothing else is draining, and who
 * lets a job begin waits for it.
 */
export const testLimits = { drainMs: 0, caughtUpMs: 7_000, loopDelayMs: 30_000, jobsIdleMs: 250 } as const;
