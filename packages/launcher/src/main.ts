// `npm start` after the build: start everything, say where it is, and end it in good order.
import { resolve } from 'node:path';
import { boxed, screenOf } from './console.ts';
import { startPlatform } from './platform.ts';
import { CannotStart, checkPorts, readAsked } from './preflight.ts';
import { portsFrom } from './process-table.ts';

const screen = screenOf(process.stdout, process.stderr);

async function run(): Promise<void> {
  const { empty, port, trustedProxies } = readAsked(process.argv.slice(2), process.env);
  const folder = resolve('.tributary', empty ? 'own' : 'sample');
  const ports = portsFrom(port);
  await checkPorts(ports);

  let ending = false;
  const platform = await startPlatform({
    folder,
    ports,
    settings: process.env,
    trustedProxies,
    screen,
    onGiveUp: (name) =>
      void end(1, `${name} ended five times within a minute; its log is in ${folder}/logs/${name}.log.`),
  });
  const end = async (code: number, words?: string) => {
    if (ending) return;
    ending = true;
    if (words !== undefined) screen.error(words);
    screen.line('Ending…');
    await platform.close();
    screen.line('Everything is saved.');
    process.exit(code);
  };
  process.on('SIGINT', () => void end(0));
  process.on('SIGTERM', () => void end(0));

  screen.line(
    boxed([
      `Tributary is at ${platform.address}`,
      `Its data is in ${folder}`,
      'Ctrl-C is safe: nothing acknowledged is lost.',
    ]),
  );
}

try {
  await run();
} catch (error) {
  screen.error(error instanceof CannotStart ? error.message : String(error instanceof Error ? error.stack : error));
  process.exit(1);
}
