// `tributary rebuild`: fills the read models of a service again beside those that are shown, and shows them in their
// place. The service's workers do the work; this watches, so that whoever ends it ends nothing else.
import { setTimeout as pause } from 'node:timers/promises';
import { type RebuildState, rebuildRoutes, services } from '@tributary/contracts';
import { CommandError, data, defineCommand } from '../command.ts';
import { chooseFolder } from '../folder.ts';
import { ask, NotNow, type Place, placesOf, servicesNamed } from '../place.ts';
import { progressOn } from '../progress.ts';

const LOOK_MS = 500;
/** A service that is started again is waited for as long. */
const PATIENCE_MS = 60_000;

type Filling = NonNullable<RebuildState['later']>;

const print = (line: string) => void process.stdout.write(`${line}\n`);
const printJson = (service: string, state: RebuildState) => print(JSON.stringify({ service, ...state }));

const noViews = ({ service }: Place) => new CommandError(`${service} has no read models.`, 2);

const stateOf = (place: Place) => ask(place, rebuildRoutes(place.service).getRebuild);

/** Asks as often as it takes for the service to answer. @throws {CommandError} it is away for a minute, or refuses */
async function patiently<T>(question: () => Promise<T>): Promise<T> {
  for (const end = performance.now() + PATIENCE_MS; ; ) {
    try {
      return await question();
    } catch (error) {
      if (!(error instanceof NotNow) || performance.now() > end) throw error;
      await pause(LOOK_MS);
    }
  }
}

/** What a version came to, in a sentence for each difference and one for all. */
function* told(service: string, { version, compared }: Filling): Generator<string> {
  if (compared === null) return;
  for (const { source, aggregate, view, what } of compared.differences) {
    yield `different: ${source} ${aggregate}: ${view === '' ? '' : `${view} `}${what}`;
  }
  const same = `${service} ${version} shows the same as ${compared.against}`;
  yield compared.different === 0
    ? `${same}: ${compared.aggregates} aggregates compared.`
    : `${service} ${version} shows ${compared.different} of ${compared.aggregates} aggregates differently from ${compared.against}.`;
}

function describe(service: string, state: RebuildState): void {
  const { live, next, kept, later } = state;
  print(`${service} shows ${live}${kept === null ? '' : `, and keeps ${kept}`}`);
  for (const [who, filling] of [
    [service, next],
    [`a later release of ${service}`, later],
  ] as const) {
    if (filling === null) continue;
    print(`${who} fills ${filling.version}: ${filling.applied} of ${filling.of ?? 'as yet unknown'} events`);
    for (const line of told(service, filling)) print(line);
  }
}

/** Watches until the version is shown, or waits for a decision. @returns the exit code */
async function watch(place: Place, begun: RebuildState, json: boolean): Promise<number> {
  const { service } = place;
  const version = begun.next?.version ?? begun.live;
  const progress = progressOn(process.stderr);
  for (let state = begun; ; state = (await patiently(() => stateOf(place))) ?? state) {
    const { live, next, kept } = state;
    if (json) printJson(service, state);
    else if (next?.version === version) {
      const words = next.compared === null ? 'filled:' : 'compared; filled:';
      progress.show(`${service} ${version} ${words}`, next.applied, next.of);
    }
    const decided =
      next?.version !== version || (next.compared !== null && (next.compared.different > 0 || !next.flips));
    if (!decided) {
      await pause(LOOK_MS);
      continue;
    }
    progress.end();
    if (live === version) {
      if (!json)
        print(`${service} shows ${version}. ${kept} is kept until "tributary rebuild drop --service ${service}".`);
      return 0;
    }
    if (next?.version !== version) throw new CommandError(`${version} of ${service} was given up by somebody.`, 2);
    if (!json) {
      for (const line of told(service, next)) print(line);
      print(`"tributary rebuild flip --service ${service}" shows it.`);
    }
    return next.compared?.different === 0 ? 0 : 1;
  }
}

async function begin(place: Place, flips: boolean, json: boolean): Promise<number> {
  const state = await patiently(() => ask(place, rebuildRoutes(place.service).beginRebuild, { body: { flip: flips } }));
  if (state === undefined) throw noViews(place);
  return watch(place, state, json);
}

/** Shows what is filled or kept, or drops what is kept or filled. */
async function decide(place: Place, action: 'flip' | 'drop', json: boolean): Promise<number> {
  const { service } = place;
  const state = await stateOf(place);
  if (state === undefined) throw noViews(place);
  const version = state.next?.version ?? state.kept;
  if (version === null) throw new CommandError(`${service} has no version beside ${state.live}, which is shown.`, 2);
  const { flipRebuild, dropRebuild } = rebuildRoutes(service);
  const decided = action === 'flip' ? flipRebuild : dropRebuild;
  const after = await patiently(() => ask(place, decided, { body: { version } }));
  if (after === undefined) throw new CommandError(`${service} has no version ${version} any more.`, 2);
  if (json) printJson(service, after);
  else describe(service, after);
  return 0;
}

async function status(places: readonly Place[], json: boolean): Promise<number> {
  for (const place of places) {
    const state = await stateOf(place);
    if (state === undefined) continue;
    if (json) printJson(place.service, state);
    else describe(place.service, state);
  }
  return 0;
}

export const rebuild = defineCommand(
  'rebuild',
  'fill the read models of a service again beside those that are shown, compare, and show them; status tells how far that is, flip shows the other version, drop removes it: 0 done, 1 different, 2 could not run',
  {
    'no-flip': { meaning: 'compare only: what is shown stays' },
    service: { value: 'SERVICE', meaning: `for status, flip and drop: one of ${services.join(', ')}` },
    json: { meaning: 'the state of each moment as a line of JSON' },
    data,
  },
  async ({ 'no-flip': stays, service: named, json, data: folderNamed }, action) => {
    const asked = action === 'status' || action === 'flip' || action === 'drop' ? named : action;
    if (asked === action && named !== undefined && named !== action)
      throw new CommandError(`"rebuild ${action}" is of ${action}, and --service says ${named}: leave it out.`, 2);
    if ((action === 'flip' || action === 'drop') && named === undefined)
      throw new CommandError(`"rebuild ${action}" needs --service SERVICE.`, 2);
    const wanted = servicesNamed(asked);
    const places = await placesOf(await chooseFolder(folderNamed), wanted, 'rebuild');
    const [place] = places;
    if (action === 'status' || place === undefined) return status(places, json);
    return action === 'flip' || action === 'drop' ? decide(place, action, json) : begin(place, !stays, json);
  },
  { actions: [...services, 'status', 'flip', 'drop'] },
);
