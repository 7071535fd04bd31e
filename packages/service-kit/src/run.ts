// The process of a service: environment in, one clear sentence out where it cannot start, an orderly end on a signal.
import type { ServiceName } from '@tributary/contracts';
import { BaseCurrencyChanged } from '@tributary/eventing';
import { ConfigError, printConfig, readConfig } from './config/read.ts';
import type { Service, ServiceConfig } from './ports.ts';

type Compose = (config: ServiceConfig) => Promise<Service>;

/** Runs a service until a signal ends it; this is all of its `main.ts`. */
export async function runService(compose: Compose, name: ServiceName): Promise<void> {
  let service: Service | undefined;
  try {
    const config = readConfig(name, process.env);
    if (process.argv.includes('--print-config')) {
      process.stdout.write(`${printConfig(config)}\n`);
      return;
    }
    service = await compose(config);
    endOnSignal(service);
    await service.start();
  } catch (error) {
    process.stderr.write(`${name} cannot start. ${sentenceOf(error)}\n`);
    await service?.close().catch(() => undefined);
    process.exit(1);
  }
}

function endOnSignal(service: Service): void {
  let ending = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (ending) return;
      ending = true;
      service.close().then(
        () => process.exit(0),
        (error: unknown) => {
          process.stderr.write(`The end was not orderly. ${sentenceOf(error)}\n`);
          process.exit(1);
        },
      );
    });
  }
}

function sentenceOf(error: unknown): string {
  if (error instanceof ConfigError || error instanceof BaseCurrencyChanged) return error.message;
  if (!(error instanceof Error)) return 'Something that is no error was thrown.';
  if ('code' in error && error.code === 'EADDRINUSE' && 'port' in error) {
    return `Port ${String(error.port)} is in use: stop what listens there, or set PORT to another one.`;
  }
  return `${error.name}: ${error.message}`;
}
