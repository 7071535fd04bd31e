// From a command to its reply; what the surface does not hold is refused by name.
import { BSONError } from 'bson';
import type { Run, Server } from './commands/command.ts';
import { defineCommands } from './commands/define.ts';
import { diagnosticCommands } from './commands/diagnostic.ts';
import { readCommands } from './commands/read.ts';
import { writeCommands } from './commands/write.ts';
import { MongoError, refusalOf } from './errors.ts';
import { FAILED } from './reply.ts';
import { type CommandName, commands, genericArguments, handshakeArguments } from './surface.ts';
import { type Doc, encode } from './values.ts';
import type { Request } from './wire.ts';

const runs: Readonly<Record<CommandName, Run>> = {
  ...diagnosticCommands,
  ...readCommands,
  ...writeCommands,
  ...defineCommands,
};

const handshakes: readonly string[] = ['hello', 'isMaster', 'ismaster'];

/** Runs a command in one synchronous section. @returns its reply as BSON; a refusal is a reply too */
export function dispatch(request: Request, server: Server, connection: number): Buffer {
  try {
    const reply = run(request, server, connection);
    return Buffer.isBuffer(reply) ? reply : encode(reply);
  } catch (error) {
    const { code, codeName, message, fields } = asMongoError(error);
    return encode({ ok: FAILED, errmsg: message, code, codeName, ...fields });
  }
}

function run({ command, legacy }: Request, server: Server, connection: number): Doc | Buffer {
  const name = Object.keys(command)[0] ?? '';
  if (!isCommand(name)) throw new MongoError('CommandNotFound', `no such command: '${name}'`);
  if (legacy && !handshakes.includes(name)) {
    throw new MongoError('UnsupportedOpQueryCommand', `OP_QUERY carries a handshake alone, not '${name}'`);
  }
  refuseTransaction(command);
  refuseUnknown(name, command);
  const { $db = 'admin' } = command;
  return runs[name]({ command, target: command[name], database: String($db), server, connection });
}

const isCommand = (name: string): name is CommandName => Object.hasOwn(runs, name);

function refuseTransaction(command: Doc): void {
  const found = ['txnNumber', 'startTransaction', 'autocommit'].find((name) => Object.hasOwn(command, name));
  if (found === undefined) return;
  throw new MongoError('IllegalOperation', `${found}: a standalone server has no transactions and no retryable writes`);
}

function refuseUnknown(name: CommandName, command: Doc): void {
  const known: readonly string[] = [
    ...genericArguments,
    ...commands[name],
    ...(handshakes.includes(name) ? handshakeArguments : []),
  ];
  const unknown = Object.keys(command).find((argument) => argument !== name && !known.includes(argument));
  if (unknown !== undefined)
    throw new MongoError('UnknownField', `The argument '${unknown}' of ${name} is not implemented`);
}

function asMongoError(error: unknown): MongoError {
  const refusal = refusalOf(error);
  if (refusal !== undefined) return refusal;
  const message = error instanceof Error ? error.message : String(error);
  return new MongoError(error instanceof BSONError ? 'BadValue' : 'InternalError', message);
}
