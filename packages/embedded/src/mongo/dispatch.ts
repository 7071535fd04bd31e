// From a command to its reply; what the surface does not hold is refused by name.
import { type Call, type CommandDefinition, genericArguments, type Server } from './commands/command.ts';
import { defineCommands } from './commands/define.ts';
import { diagnosticCommands } from './commands/diagnostic.ts';
import { readCommands } from './commands/read.ts';
import { writeCommands } from './commands/write.ts';
import { MongoError } from './errors.ts';
import type { Doc } from './values.ts';

/** Every command, by name. */
export const commands: Readonly<Record<string, CommandDefinition>> = {
  ...diagnosticCommands,
  ...readCommands,
  ...writeCommands,
  ...defineCommands,
};

const generic: ReadonlySet<string> = new Set(genericArguments);

/** Runs a command in one synchronous section. A refusal is a reply too. */
export function dispatch(command: Doc, server: Server): Doc | Buffer {
  try {
    return run(command, server);
  } catch (error) {
    if (error instanceof MongoError) {
      return { ok: 0, errmsg: error.message, code: error.code, codeName: error.codeName, ...error.fields };
    }
    const message = error instanceof Error ? error.message : String(error);
    return { ok: 0, errmsg: message, code: 1, codeName: 'InternalError' };
  }
}

function run(command: Doc, server: Server): Doc | Buffer {
  const name = Object.keys(command)[0] ?? '';
  const definition = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (definition === undefined) throw new MongoError('CommandNotFound', `no such command: '${name}'`);
  if (command['txnNumber'] !== undefined || command['startTransaction'] !== undefined) {
    throw new MongoError(
      'OperationNotSupportedInTransaction',
      'txnNumber: transactions and retryable writes are not implemented',
    );
  }
  const unknown = Object.keys(command).find(
    (arg) => arg !== name && !generic.has(arg) && !definition.args.includes(arg),
  );
  if (unknown !== undefined) {
    throw new MongoError('FailedToParse', `The argument '${unknown}' of ${name} is not implemented`);
  }
  const call: Call = { command, name, database: String(command['$db'] ?? 'admin'), server };
  return definition.run(call);
}
