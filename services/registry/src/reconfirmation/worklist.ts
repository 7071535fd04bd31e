// Whom a campaign asks, and what has become of each: a record beside the campaign for each person, by ids, days and codes
// alone. How many there are of each is counted when it is asked for, so that no number can drift from the list.
import type { ContactChannel, ReconfirmationProgress } from '@tributary/contracts';
import type { Eventing, KeptRecord } from '@tributary/eventing';
import type { Found, Tally } from './decisions.ts';

/** A person in a campaign. */
export interface Target extends Found {
  readonly campaign: string;
  readonly person: string;
  readonly outcome: Tally;
  /** campaign and outcome, by which they are counted and listed */
  readonly tally: string;
  /** the campaign, of who can be asked and has yet to confirm */
  readonly due?: string;
}

export type KeptTarget = KeptRecord<Target>;

const parted = '|';
const idOf = (campaign: string, person: string): string => campaign + parted + person;
const tallied = (campaign: string, outcome: Tally): string => campaign + parted + outcome;

function targetOf(campaign: string, person: string, { seenOn, dueOn }: Found, outcome: Tally): Target {
  const isDue = outcome.startsWith('due:');
  return {
    campaign,
    person,
    seenOn,
    dueOn,
    outcome,
    tally: tallied(campaign, outcome),
    ...(isDue && { due: campaign }),
  };
}

/** The channel by which a person is asked. */
export const channelOf = ({ outcome }: Target): ContactChannel => outcome.slice('due:'.length) as ContactChannel;

/** Declares the worklists of campaigns. */
export function worklistIn(eventing: Eventing) {
  const targets = eventing.beside<Target>('reconfirmation_targets', ['person', 'tally', 'due']);
  const count = (campaign: string, outcome: Tally) =>
    targets.count({ field: 'tally', value: tallied(campaign, outcome) });

  return {
    /** Lists persons whom a campaign found; who is listed stays as they are. @returns those who were not */
    async add(
      campaign: string,
      all: readonly { readonly person: string; readonly found: Found; readonly outcome: Tally }[],
    ): Promise<readonly string[]> {
      const entries = all.map(({ person, found, outcome }) => ({
        id: idOf(campaign, person),
        content: targetOf(campaign, person, found, outcome),
      }));
      const made = await targets.insertAll(entries);
      return entries.filter(({ id }) => made.has(id)).map(({ content }) => content.person);
    },

    ofMany: (campaign: string, persons: readonly string[]) =>
      targets.readAll(persons.map((person) => idOf(campaign, person))),

    /** Every campaign that lists a person. */
    naming: (person: string, after: string | undefined, limit: number) =>
      targets.page({ where: { field: 'person', value: person }, after, limit }),

    /** Persons of any campaign, those of one after another, beyond `after`. */
    page: (after: string | undefined, limit: number) => targets.page({ after, limit }),
    /** What lies beyond all persons of a campaign. */
    beyond: (campaign: string): string => `${campaign}${parted}~`,

    /** Who has yet to confirm, in the order of their ids, beyond one of them. */
    async due(campaign: string, channel: ContactChannel | undefined, after: string | undefined, limit: number) {
      const where =
        channel === undefined
          ? { field: 'due', value: campaign }
          : { field: 'tally', value: tallied(campaign, `due:${channel}`) };
      const beyond = after === undefined ? undefined : idOf(campaign, after);
      const { items, next } = await targets.page({ where, after: beyond, limit });
      return { items, next: next && items.at(-1)?.content.person };
    },

    /** @returns false where it is not in this version any more */
    mark: ({ id, version, content }: KeptTarget, outcome: Tally): Promise<boolean> =>
      targets.replace(id, version, targetOf(content.campaign, content.person, content, outcome)),

    async progress(campaign: string): Promise<Omit<ReconfirmationProgress, 'listed'>> {
      const of = (outcome: Tally) => count(campaign, outcome);
      const [email, telephone, post, unreachable, confirmed, moved, closed] = await Promise.all([
        of('due:email'),
        of('due:telephone'),
        of('due:post'),
        of('unreachable'),
        of('confirmed'),
        of('moved'),
        of('closed'),
      ]);
      return { due: { email, telephone, post }, unreachable, confirmed, moved, closed };
    },
  };
}

export type Worklist = ReturnType<typeof worklistIn>;
