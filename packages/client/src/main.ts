// The command line: `npx --no tributary <command>`.
import { type Command, CommandError } from './command.ts';
import { embedded } from './commands/embedded.ts';
import { parked } from './commands/parked.ts';
import { token } from './commands/token.ts';
import { verify } from './commands/verify.ts';

const commands: Readonly<Record<string, Command>> = { token, verify, parked, embedded };

const help = () =>
  `Usage:\n${Object.values(commands)
    .map(({ usage, summary }) => `  tributary ${usage}\n      ${summary}`)
    .join('\n')}\n`;

async function run([name = 'help', ...args]: readonly string[]): Promise<number> {
  if (name === 'help' || name === '--help' || args.includes('--help')) {
    process.stdout.write(help());
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) throw new CommandError(`There is no command "${name}".\n${help()}`, 2);
  return command.run(args);
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  const known = error instanceof CommandError;
  process.stderr.write(`${known ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = known ? error.exitCode : 2;
}
