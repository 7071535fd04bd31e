// Commands about a record that was merged: as a read by its id shows the record that goes on, a command by it is about that one.
import { reject } from '@tributary/contracts';
import type { CommandContext, Outcome } from '@tributary/eventing';
import { type Answer, type CheckedRequest, found } from '@tributary/service-kit';
import type { PersonGroup, PersonStore, StoredPerson } from './person-group.ts';

type Asked = CheckedRequest<unknown, unknown, unknown>;

export interface StandingGround {
  readonly store: PersonStore;
  readonly group: Pick<PersonGroup, 'survivorOf'>;
  /** a person whom the caller may touch; any other is as if it were not there */
  readonly known: (asked: Asked) => Promise<StoredPerson | undefined>;
}

/** How the commands about one person come to the record that they are about. */
export function standingOf({ store, group, known }: StandingGround) {
  /** What a command was answered before its record was merged; undefined where it is a new one. */
  async function answeredBefore(named: StoredPerson, context: CommandContext): Promise<Outcome | undefined> {
    if (!context.keyGiven) return undefined;
    const anyVersion = { ...context, ifMatch: undefined, preconditionMissing: false };
    const outcome = await store.change(named.id, anyVersion, () => reject('NOT_FOUND'));
    const isNew = outcome.kind === 'rejected' && outcome.rejection.rejected === 'NOT_FOUND';
    return isNew ? undefined : outcome;
  }

  return {
    /** Leads a command to the record that goes on for the one that it names, by the rights that its caller has in the named one. */
    aboutStanding:
      <A extends Asked, Body>(handler: (asked: A) => Promise<Answer<Body>>) =>
      async (asked: A): Promise<Answer<Body>> => {
        const named = await known(asked);
        if (named === undefined) return found<Body>(undefined);
        if (named.state.mergedInto === undefined) return handler(asked);
        const [standing, outcome] = [await group.survivorOf(named.id), await answeredBefore(named, asked.context)];
        if (outcome !== undefined) return { outcome };
        if (standing === undefined) return found<Body>(undefined);
        const mayTouch: Asked['mayTouch'] = (ministry) => asked.mayTouch(ministry, named.state.applicantId);
        return handler({ ...asked, params: { ...Object(asked.params), id: standing.id }, mayTouch });
      },

    /** Leaves a command with the record that it names, and takes the version that a read by its id shows for its own. */
    aboutNamed:
      <A extends Asked, Body>(handler: (asked: A) => Promise<Answer<Body>>) =>
      async (asked: A): Promise<Answer<Body>> => {
        const named = await known(asked);
        if (named === undefined) return found<Body>(undefined);
        const { ifMatch } = asked.context;
        if (named.state.mergedInto === undefined || ifMatch === undefined) return handler(asked);
        const shown = await group.survivorOf(named.id);
        const version = ifMatch === shown?.seq ? named.seq : ifMatch;
        return handler({ ...asked, context: { ...asked.context, ifMatch: version } });
      },
  };
}
