// Logs that cannot leak: only named fields get through, errors without the values they quote.
import { type DestinationStream, type Logger, pino } from 'pino';
import type { ServiceConfig } from '../ports.ts';

/** Fields that a log line may have; every other one is dropped. None holds what a request or an event carried. */
const loggedFields: ReadonlySet<string> = new Set([
  ...['method', 'route', 'status', 'ms', 'traceId', 'code'],
  ...['address', 'role', 'version', 'signal', 'reason', 'err'],
  ...['service', 'source', 'group', 'topic', 'partition', 'pos', 'applied', 'agg', 'aggregate', 'id', 'seq', 'fromSeq'],
  ...['event', 'type', 'epoch', 'error'],
  ...['kafka', 'broker', 'clientId', 'groupId', 'memberId', 'retryCount', 'retryTime'],
]);

const QUOTED = /(["'`])(?:(?!\1).)*\1/g;
const MESSAGE_LIMIT = 300;

const unquoted = (text: string) => text.slice(0, MESSAGE_LIMIT).replace(QUOTED, '$1…$1');

/** An error as it is logged: its kind, its message with quoted values blanked, and where it came from. */
function loggedError(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { type: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return {
    type: error.name,
    code: 'code' in error ? error.code : undefined,
    message: unquoted(error.message),
    stack: frames.slice(0, 12).map((frame) => frame.trim()),
    ...(error.cause === undefined ? {} : { cause: loggedError(error.cause) }),
  };
}

const onlyLogged = (fields: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => loggedFields.has(name)));

/** The log of a service. */
export function logOf(
  config: Pick<ServiceConfig, 'service' | 'instance' | 'logLevel'>,
  destination?: DestinationStream,
): Logger {
  const options = {
    level: config.logLevel,
    base: { service: config.service, instance: config.instance },
    messageKey: 'message',
    timestamp: () => `,"at":"${new Date().toISOString()}"`,
    formatters: { level: (level: string) => ({ level }), log: onlyLogged },
    serializers: { err: loggedError, error: (text: unknown) => unquoted(String(text)) },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
