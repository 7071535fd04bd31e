// The process of a service: environment in, one clear sentence out where it cannot start, an orderly end on a signal.
import type { ServiceName } from '@tributary/contracts';
import {
  BaseCurrencyChanged,
  EmbeddedRefused,
  FactsMissing,
  LaterData,
  LOSS_ADVICE,
} from '@tributary/eventing/failure';
import closeWithGrace from 'close-with-grace';
import { ConfigError, printConfig, readConfig } from './config/read.ts';
import type { Service, ServiceConfig } from './ports.ts';

/** A service that has not closed by then ends as it is: the next process begins from the store. */
export const CLOSE_MS = 12_000;

/** Runs a service until a signal ends it; this is all of its `main.ts`. `--print-config` prints what was read, and `--prepare` makes indexes and topics, and ends. */
export async function runService(
  compose: (config: ServiceConfig) => Promise<Service>,
  name: ServiceName,
  { closeMs = CLOSE_MS }: { readonly closeMs?: number } = {},
): Promise<void> {
  let service: Service | undefined;
  let config: ServiceConfig | undefined;
  try {
    config = readConfig(name, process.env);
    if (process.argv.includes('--print-config')) {
      process.stdout.write(`${printConfig(config)}\n`);
      return;
    }
    service = await compose(config);
    if (process.argv.includes('--prepare')) {
      await service.prepare();
      process.stdout.write(`${name} has its indexes and topics.\n`);
      process.exit(0);
    }
    endInGoodOrder(service, closeMs);
    await service.start();
  } catch (error) {
    process.stderr.write(`${name} cannot start. ${sentenceOf(error, config)}\n`);
    setTimeout(() => process.exit(1), closeMs);
    await service?.close().catch(() => undefined);
    process.exit(1);
  }
}

/** What is missing, in the last words of a service that did not start for that; undefined where it is another reason. */
export function lossTold(words: string): string | undefined {
  const [, lack] = /^\S+ cannot start\. (.*)$/s.exec(words) ?? [];
  return lack?.endsWith(LOSS_ADVICE) ? lack.slice(0, -LOSS_ADVICE.length).trim() : undefined;
}

/**
 * The first signal ends the process in good order and within a time, a second one at once. What nobody caught ends it at
 * once: it leaves a state nobody knows, and the next process begins from the store and finds all of it there.
 */
function endInGoodOrder(service: Service, closeMs: number): void {
  const endAtOnce = (error: unknown): never => {
    service.app.log.fatal({ err: error }, 'the process ends');
    process.exit(1);
  };
  closeWithGrace(
    {
      delay: closeMs,
      logger: false,
      skip: ['beforeExit'],
      onTimeout: (delay) => endAtOnce(new Error(`not closed within ${delay} ms`)),
      onSecondError: endAtOnce,
    },
    async ({ signal, err }) => (signal === undefined ? endAtOnce(err) : service.close().catch(endAtOnce)),
  );
}

/** Errors whose message is the whole answer. */
const forOperators = [ConfigError, BaseCurrencyChanged, FactsMissing, EmbeddedRefused, LaterData];

function sentenceOf(error: unknown, config: ServiceConfig | undefined): string {
  if (forOperators.some((kind) => error instanceof kind)) return (error as Error).message;
  if (!(error instanceof Error)) return 'Something that is no error was thrown.';
  if ('code' in error && error.code === 'EADDRINUSE' && 'port' in error) {
    const variable = error.port === config?.internalPort ? 'INTERNAL_PORT' : 'PORT';
    return `Port ${String(error.port)} is in use: stop what listens there, or set ${variable} to another one.`;
  }
  return `${error.name}: ${error.message}`;
}
