// What is shown of a person beside who it is: the state without what only the registry itself works with.
import { bookkeeping, type Person } from '@tributary/contracts';

type Hidden = keyof typeof bookkeeping;

/** The fields of a state that answers show. */
export const coarseOf = (state: Person): Omit<Person, Hidden> =>
  Object.fromEntries(Object.entries(state).filter(([name]) => !hidden.has(name))) as Omit<Person, Hidden>;

/** Also what is kept beside the state: what it holds, and whose own it is. */
const hidden: ReadonlySet<string> = new Set([...Object.keys(bookkeeping), 'holds', 'applicantId']);
