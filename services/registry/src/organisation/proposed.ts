// What an association proposes for its own organisation and a registrar confirms, in a list in which each has its number.
import { type Rejection, refuseState, reject } from '@tributary/contracts';

interface Proposed {
  readonly status: string;
}

/** Whether it stands, or waits to be confirmed. */
export const isOpen = ({ status }: Proposed): boolean => status === 'proposed' || status === 'confirmed';

/** One of a list by its number, in a state that is needed. */
export function oneOf<One extends Proposed>(
  list: readonly One[],
  no: number,
  ...needed: readonly One['status'][]
): One | Rejection<'NOT_FOUND' | 'WRONG_STATE'> {
  const one = list[no - 1];
  return one === undefined ? reject('NOT_FOUND') : (refuseState(one, ...needed) ?? one);
}
