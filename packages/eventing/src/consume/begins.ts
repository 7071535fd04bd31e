// Where reactions begin: at the first fact ever, or at what comes after they were first declared. What is noted once
// stays. A type that begins at the first fact, on a source whose assignments have gone on, takes them back to 0 in a new era:
// a worker of an older release cannot move assignments of an era that is not its own, so it cannot pass over that history.
import { PARTITIONS, type ServiceName } from '@tributary/contracts';
import type { FeedClient, JournalReader } from '../ports/journal.ts';
import type { Reaction } from '../ports/reactions.ts';
import type { Begin, Begins, Checkpoint, Checkpoints } from './store.ts';

type Declared = Pick<Reaction, 'event' | 'from'>;
type OwnersHighWatermarks = Awaited<ReturnType<JournalReader['highWatermarks']>>;

const FIRST_EVER = Array.from({ length: PARTITIONS }, () => 0);

/**
 * What is to be noted when a release declares these reactions.
 * @param passed whether assignments of a source have gone on already
 * @returns undefined where it is noted already
 * @throws two reactions to one type begin at different places
 */
export function planBegins(
  noted: Begins | undefined,
  reactions: readonly Declared[],
  passed: (service: ServiceName) => boolean,
): Begins | undefined {
  const declared = new Map<string, Declared>();
  for (const reaction of reactions) {
    const { type } = reaction.event;
    if ((declared.get(type)?.from ?? reaction.from) !== reaction.from)
      throw new Error(`reactions to ${type} begin at different places`);
    declared.set(type, reaction);
  }
  const known = new Set(noted?.types.map(({ type }) => type));
  const fresh = [...declared.values()].filter(({ event }) => !known.has(event.type));
  const kept = noted?.types.filter(({ type }) => declared.has(type)) ?? [];
  if (noted !== undefined && fresh.length === 0 && kept.length === noted.types.length) return undefined;
  const types = [
    ...kept,
    ...fresh.map(({ event, from }) => beginOf(event, from, noted === undefined && passed(event.service))),
  ];
  const back = fresh.filter(({ event, from }) => from === 'first' && passed(event.service));
  const rewound = [...new Set(back.map(({ event }) => event.service))];
  // assignments without a note are of a release that noted nothing: what it reacted to, it has answered so far
  if (noted === undefined) return { version: 1, era: 0, types, rewound: [] };
  const version = noted.version + 1;
  return rewound.length === 0 ? { ...noted, version, types } : { version, era: noted.era + 1, types, rewound };
}

function beginOf({ type, service }: Declared['event'], from: Reaction['from'], underWay: boolean): Begin {
  return { type, service, at: from === 'first' || underWay ? FIRST_EVER : undefined };
}

export interface ReactionBegins {
  /** Notes what is declared, and takes assignments back where a type begins before them. */
  open(): Promise<void>;
  /** Notes the high watermarks of a source as where those types begin that begin now; assignments that have nothing to answer go there. */
  see(service: ServiceName, highWatermarks: OwnersHighWatermarks): Promise<void>;
  /** Up to which position a type is not answered in a partition; undefined as long as that is not known. */
  at(type: string, partition: number): number | undefined;
  /** Whether what is noted is what this process declares: assignments of a new era are its own. */
  isMine(): Promise<boolean>;
}

export function createBegins(
  group: string,
  checkpoints: Checkpoints,
  feeds: FeedClient,
  reactions: readonly Declared[],
): ReactionBegins {
  let noted: Begins = { version: 0, era: 0, types: [], rewound: [] };

  /** Assignments of an earlier era come into this one; it does nothing a second time. */
  async function settle({ era, rewound }: Begins): Promise<void> {
    if (era > 0) await checkpoints.enterEra(group, era, rewound);
  }

  async function note(next: (before: Begins | undefined, assignments: readonly Checkpoint[]) => Begins | undefined) {
    for (;;) {
      const before = await checkpoints.begins(group);
      if (before !== undefined) await settle(before);
      const wanted = next(before, await checkpoints.of(group));
      noted = wanted ?? before ?? noted;
      if (wanted === undefined) return;
      if (await checkpoints.noteBegins(group, wanted)) return settle(wanted);
    }
  }

  return {
    open: () =>
      note((before, assignments) =>
        planBegins(before, reactions, (service) =>
          assignments.some((assignment) => assignment.service === service && assignment.pos > 0),
        ),
      ),
    async see(service, { highWatermarks, highWatermarksAt }) {
      const isOpen = (begin: Begin) => begin.service === service && begin.at === undefined;
      if (highWatermarksAt === undefined || !noted.types.some(isOpen)) return;
      const at = FIRST_EVER.map(
        (_, partition) => highWatermarks.find((highWatermark) => highWatermark.partition === partition)?.pos ?? 0,
      );
      await note((before) =>
        before?.types.some(isOpen)
          ? {
              ...before,
              version: before.version + 1,
              types: before.types.map((begin) => (isOpen(begin) ? { ...begin, at } : begin)),
            }
          : undefined,
      );
      const ofSource = noted.types.filter((begin) => begin.service === service);
      for (const assignment of await checkpoints.of(group)) {
        const start = Math.min(...ofSource.map((begin) => begin.at?.[assignment.partition] ?? 0));
        if (assignment.service !== service || assignment.pos >= start) continue;
        const [last] = await feeds.feed(service, { partition: assignment.partition, after: start - 1 }, 1);
        if (last !== undefined) await checkpoints.advance(assignment, assignment.pos, last, assignment.era);
      }
    },
    at: (type, partition) => noted.types.find((begin) => begin.type === type)?.at?.[partition],
    async isMine() {
      const found = await checkpoints.begins(group);
      const mine = new Set<string>(reactions.map(({ event }) => event.type));
      if (found === undefined || found.types.length !== mine.size) return false;
      if (found.types.some(({ type }) => !mine.has(type))) return false;
      noted = found;
      return true;
    },
  };
}
