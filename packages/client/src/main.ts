// The command line: `npx --no tributary <command>`.
import { operatorSentence } from '@tributary/embedded';
import { type Command, CommandError } from './command.ts';
import { audit } from './commands/audit.ts';
import { backup } from './commands/backup.ts';
import { doctor } from './commands/doctor.ts';
import { embedded } from './commands/embedded.ts';
import { goodPractice } from './commands/good-practice.ts';
import { keys } from './commands/keys.ts';
import { parked } from './commands/parked.ts';
import { rebuild } from './commands/rebuild.ts';
import { restore } from './commands/restore.ts';
import { roadmap } from './commands/roadmap.ts';
import { sample } from './commands/sample.ts';
import { signIn } from './commands/sign-in.ts';
import { signingKey } from './commands/signing-key.ts';
import { token } from './commands/token.ts';
import { transfer } from './commands/transfer.ts';
import { verify } from './commands/verify.ts';

const commands: Readonly<Record<string, Command>> = {
  token,
  doctor,
  verify,
  audit,
  parked,
  rebuild,
  backup,
  restore,
  transfer,
  embedded,
  sample,
  roadmap,
  'good-practice': goodPractice,
  keys,
  'signing-key': signingKey,
  'sign-in': signIn,
};
const helps = ['help', '--help', '-h'];

const help = () =>
  `Usage: npx --no tributary COMMAND [options]

${Object.values(commands)
  .map(({ usage, summary }) => `  tributary ${usage}\n      ${summary}`)
  .join('\n')}

"npx --no tributary COMMAND --help" tells of the options of one command. Without a command npx takes --help for itself:
"npx --no tributary help" shows this page, and so does "npx --no -- tributary --help".
`;

/** @throws {CommandError} */
function find(name: string): Command {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) throw new CommandError(`There is no command "${name}".\n${help()}`, 2);
  return command;
}

async function run([name = 'help', ...args]: readonly string[]): Promise<number> {
  const [about] = args;
  const asksFor = helps.includes(name) ? about : args.some((arg) => helps.slice(1).includes(arg)) ? name : undefined;
  if (asksFor === undefined && !helps.includes(name)) return find(name).run(args);
  process.stdout.write(asksFor === undefined || helps.includes(asksFor) ? help() : find(asksFor).help);
  return 0;
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  const known = error instanceof CommandError;
  const words = known ? error.message : operatorSentence(error);
  process.stderr.write(`${words ?? (error instanceof Error ? error.stack : String(error))}\n`);
  process.exitCode = known ? error.exitCode : 2;
}
