// The whole platform against a peer that others use for the same work: emmett on PostgreSQL, as its own documents show it.
// Same body, same client, in turn; the peer knows no caller, no key, no broker and no read model.
import { freeBase, type Tributary } from '../platform/tributary.ts';
import type { Figure } from './figure.ts';
import { bareCreates, inTurn, keyedCreates, median, rateOf } from './load.ts';
import { startPostgres } from './postgres.ts';
import { type BesideServer, startBeside } from './processes.ts';

const ROUNDS = 5;
const CREATES = 600;

/** Least share of the peer's rate through the front door, by requests in flight. */
const goals = new Map([
  [8, 0.7],
  [32, 1],
]);

/** Figures beside the peer; none, and a sentence, on a machine without PostgreSQL. */
export async function measurePeer({ address, port }: Tributary, token: string): Promise<Figure[]> {
  const postgres = await startPostgres(await freeBase());
  if (postgres === undefined) {
    process.stdout.write('The peer is left out: there is no PostgreSQL here (Debian: apt-get install postgresql).\n');
    return [];
  }
  let peer: BesideServer | undefined;
  try {
    peer = await startBeside('peer-server', postgres.url);
    const sides = [
      bareCreates(`${peer.url}/things`),
      keyedCreates(`${address}/initiatives/v1/initiatives`, token),
      keyedCreates(`http://127.0.0.1:${port + 2}/v1/initiatives`, token),
    ];
    const figures: Figure[] = [];
    for (const [inFlight, goal] of goals) {
      const [theirs = [], through = [], straight = []] = await inTurn(
        sides.map((side) => () => rateOf(side, CREATES, inFlight)),
        ROUNDS,
      );
      const share = (ours: readonly number[]) => median(ours.map((rate, round) => rate / (theirs[round] ?? 0)));
      const raw = (ours: readonly number[]) => `${Math.round(median(ours))} of ${Math.round(median(theirs))} creates/s`;
      const name = `of the peer, ${inFlight} in flight`;
      figures.push(
        { name: `${name}, front door`, value: share(through), unit: '×', goal, atLeast: true, raw: raw(through) },
        { name: `${name}, straight`, value: share(straight), unit: '×', raw: raw(straight) },
      );
    }
    return figures;
  } finally {
    peer?.stop();
    await postgres.close();
  }
}
