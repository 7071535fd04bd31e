// The number of a payment, which no other has.
import { type Award, type Rejection, referencesOf, rejectField } from '@tributary/contracts';

/** Refuses a number that a payment of the same award has, or had; the store refuses those of other awards. */
export const refuseUsed = (award: Award, reference: string): Rejection<'ALREADY_EXISTS'> | undefined =>
  referencesOf(award).includes(reference)
    ? rejectField('ALREADY_EXISTS', '/reference', { what: reference })
    : undefined;
