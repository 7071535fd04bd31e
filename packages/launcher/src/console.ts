// What a person sees while the platform runs: one line per event, one boxed address.

/** Where the lines go; a terminal gets colours, a file does not. */
export interface Screen {
  line(text: string): void;
  error(text: string): void;
}

const colour = (code: number, text: string, on: boolean) => (on ? `\u001b[${code}m${text}\u001b[0m` : text);

/** The screen of a process. Where nobody reads it any more, lines are dropped and the platform goes on. */
export function screenOf(out: NodeJS.WriteStream, err: NodeJS.WriteStream): Screen {
  for (const stream of [out, err]) stream.on('error', () => undefined);
  return {
    line: (text) => void out.write(`${text}\n`),
    error: (text) => void err.write(`${colour(31, text, err.isTTY === true)}\n`),
  };
}

/** A line for a part that serves: `✓ strategy        http://127.0.0.1:8084   1.2 s`. */
export const readyLine = (name: string, address: string, milliseconds: number): string =>
  `  ✓ ${name.padEnd(18)} ${address.padEnd(28)} ${(milliseconds / 1000).toFixed(1)} s`;

/** Draws a frame around lines of text. */
export function boxed(lines: readonly string[]): string {
  const width = Math.max(...lines.map((line) => line.length));
  const edge = '─'.repeat(width + 4);
  return [`┌${edge}┐`, ...lines.map((line) => `│  ${line.padEnd(width)}  │`), `└${edge}┘`].join('\n');
}
