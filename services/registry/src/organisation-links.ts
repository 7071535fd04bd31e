// Links between organisations are admitted one after the other, whatever process they come to: what is being written is
// noted in one document for each kind of link, which every admission changes, so that two requests at once never close a
// circle. Before it counts a link as admitted, a request goes through what is written and what is noted.
import type { Organisation } from '@tributary/contracts';
import type { AggregateStore, CommandContext, Eventing } from '@tributary/eventing';
import {
  circularAt,
  claimedFrom,
  claimedSince,
  type LinkKind,
  type LinkRefusal,
  linksFrom,
  MOST_ON_THE_WAY,
  type OpenLinks,
  tooFarAt,
  unknownAt,
  withClaim,
  withoutClaim,
} from './organisation/links.ts';

/** Several times as long as a request is tried. */
const CLAIM_MS = 30_000;
const none: OpenLinks = { claims: [] };

/** Links as they are asked for. */
export interface AskedLinks {
  readonly from: string;
  readonly to: readonly string[];
  /** JSON Pointer to what names the organisations in the request */
  readonly pointer: string;
}

type Context = Pick<CommandContext, 'newId'>;

/** What links are admitted with. */
export interface Admitting {
  /** the moment of an admission, which may come a while after its request began */
  readonly now: () => Date;
  readonly log: { warn(values: object, words: string): void };
}

export interface OrganisationLinks {
  /** Says why one of the organisations is not there; undefined where all are. */
  missing(asked: Pick<AskedLinks, 'to' | 'pointer'>): Promise<LinkRefusal | undefined>;
  /**
   * Runs a request that writes links, with a gate that admits them as they are asked for or says why not. What was admitted
   * is noted until the request is over.
   */
  gated<Answer>(
    kind: LinkKind,
    context: Context,
    request: (gate: (asked: AskedLinks) => Promise<LinkRefusal | undefined>) => Promise<Answer>,
  ): Promise<Answer>;
}

/** Declares what is being written. @param organisations where they are kept */
export function organisationLinks(
  eventing: Eventing,
  organisations: Pick<AggregateStore<Organisation>, 'loadAll'>,
  { now, log }: Admitting,
): OrganisationLinks {
  const open = eventing.beside<OpenLinks>('organisation_links');

  async function missing({ to, pointer }: Pick<AskedLinks, 'to' | 'pointer'>): Promise<LinkRefusal | undefined> {
    const known = new Set((await organisations.loadAll(to)).map(({ id }) => id));
    const unknown = to.find((id) => !known.has(id));
    return unknown === undefined ? undefined : unknownAt(pointer, unknown);
  }

  /** Goes through all that the links would lead to, the nearest first. */
  async function leadsBack(
    kind: LinkKind,
    links: OpenLinks,
    { from, to, pointer }: AskedLinks,
  ): Promise<LinkRefusal | undefined> {
    const cameFrom = new Map(to.map((id) => [id, from]));
    for (let reached = [...cameFrom.keys()]; reached.length > 0; ) {
      if (cameFrom.has(from)) return circularAt(pointer, wayTo(from, cameFrom));
      if (cameFrom.size > MOST_ON_THE_WAY) return tooFarAt(pointer, kind, cameFrom.size);
      const further: string[] = [];
      for (const { id, state } of await organisations.loadAll(reached)) {
        for (const next of [...linksFrom(kind, state), ...claimedFrom(links, id)]) {
          if (cameFrom.has(next)) continue;
          cameFrom.set(next, id);
          further.push(next);
        }
      }
      reached = further;
    }
    return undefined;
  }

  const admit = async (kind: LinkKind, id: string, asked: AskedLinks) =>
    (await missing(asked)) ??
    open.change<LinkRefusal | undefined>(kind, async (before) => {
      const current = claimedSince(before ?? none, new Date(now().getTime() - CLAIM_MS));
      const refused = await leadsBack(kind, current, asked);
      if (refused !== undefined) return { content: before, answer: refused };
      const { from, to } = asked;
      return { content: withClaim(current, { id, at: now().toISOString(), from, to }), answer: undefined };
    });

  const settle = (kind: LinkKind, id: string) =>
    open.change(kind, (links = none) => ({ content: withoutClaim(links, id), answer: undefined }));

  return {
    missing,
    async gated(kind, context, request) {
      const id = context.newId();
      let isAdmitted = false;
      try {
        return await request(async (asked) => {
          const refused = await admit(kind, id, asked);
          isAdmitted = refused === undefined;
          return refused;
        });
      } finally {
        if (isAdmitted) {
          await settle(kind, id).catch((error: unknown) => {
            log.warn({ err: error }, 'what an organisation was about to be linked to is forgotten later');
          });
        }
      }
    },
  };
}

/** The way from an organisation back to itself, both ends named. */
function wayTo(id: string, cameFrom: ReadonlyMap<string, string>): readonly string[] {
  const way = [id];
  for (let at = cameFrom.get(id); at !== undefined && at !== id; at = cameFrom.get(at)) way.unshift(at);
  return [id, ...way];
}
