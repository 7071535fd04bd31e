/**
 * What Node is told for a process of the embedded servers. Nearly all that they hold lasts, so little room is kept for what
 * does not: of a million documents that is a tenth of the memory.
 */
export const nodeFlags: readonly string[] = ['--max-semi-space-size=8'];
