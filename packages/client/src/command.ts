// The form of a command of `tributary`: its options, and what it does with them.
import { type ParseArgsConfig, parseArgs } from 'node:util';

/** What went wrong is the message; the process ends with the code. */
export class CommandError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}

export interface Command {
  /** one line for the help */
  readonly usage: string;
  readonly summary: string;
  /** @returns the exit code */
  readonly run: (args: readonly string[]) => Promise<number>;
}

/** Reads options. @throws {CommandError} code 2, with the usage */
export function readOptions<Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
  usage: string,
) {
  try {
    return parseArgs({ args: [...args], options, strict: true }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(`${reason}\nUsage: tributary ${usage}`, 2);
  }
}
