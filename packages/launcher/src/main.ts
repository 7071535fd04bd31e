// `npm start` after the build: start everything, say where it is, and end it in good order.
import { onSignals, operatorSentence } from '@tributary/embedded';
import { boxed, screenOf } from './console.ts';
import { type Platform, preparePlatform } from './platform.ts';
import { checkPorts, claimFolder, readStartOptions, startHelp } from './preflight.ts';
import { portsFrom } from './process-table.ts';
import { loadSample, type SampleLoad, sampleStanding } from './sample.ts';

const screen = screenOf(process.stdout, process.stderr);
let ending = false;
let sample: SampleLoad | undefined;

function giveUp(error: unknown): never {
  screen.error(operatorSentence(error) ?? String(error instanceof Error ? error.stack : error));
  process.exit(1);
}

async function end(platform: Platform, code: number, words?: string): Promise<void> {
  if (ending) return;
  ending = true;
  if (words !== undefined) screen.error(words);
  screen.line('Ending…');
  sample?.stop();
  await platform.close().catch(giveUp);
  screen.line('Everything is saved.');
  process.exit(code);
}

/** The first signal ends the platform in good order, a second one at once: that loses nothing either. */
function endOnSignals(platform: Platform): void {
  onSignals(
    () => void end(platform, 0),
    () => {
      sample?.stop();
      platform.kill();
      screen.error('Ended at once. Nothing acknowledged is lost.');
      process.exit(1);
    },
  );
}

async function run(): Promise<void> {
  const asked = readStartOptions(process.argv.slice(2), process.env, process.env['INIT_CWD'] ?? process.cwd());
  if (asked.help) {
    screen.line(startHelp);
    return;
  }
  const { folder, port, empty, trustedProxies, erasureLedger, acceptLoss } = asked;
  const ports = portsFrom(port);
  await checkPorts(ports);
  await claimFolder(folder);
  const standing = empty ? 'own data' : await sampleStanding(folder);
  const platform = preparePlatform({
    folder,
    ports,
    settings: process.env,
    trustedProxies,
    erasureLedger,
    acceptLoss,
    screen,
    onGiveUp: (name) =>
      void end(platform, 1, `${name} ended five times within a minute; its log is in ${folder}/logs/${name}.log.`),
  });
  endOnSignals(platform);
  const address = await platform.start();
  screen.line(
    boxed([`Tributary is at ${address}`, `Its data is in ${folder}`, 'Ctrl-C is safe: nothing acknowledged is lost.']),
  );
  if (standing === 'to load') await load(folder);
  else if (standing === 'own data' && !empty)
    screen.line('This folder holds data of its own: no sample is loaded into it.');
}

/** Loads the sample; the platform serves all the while, and goes on whatever becomes of it. */
async function load(folder: string): Promise<void> {
  screen.line(
    'Loading the sample country, which can be looked at meanwhile; `npm start -- --empty` starts without it.',
  );
  sample = loadSample(folder);
  const code = await sample.ended;
  sample = undefined;
  if (code !== 0 && !ending)
    screen.error('The sample is not whole: the next start, or `npx --no tributary sample load`, goes on.');
}

await run().catch((error: unknown) => {
  // A start that is broken off ends where it was asked to.
  if (!ending) giveUp(error);
});
