// Registers by their org-id.guide scheme begin with the country of the register. What was taken before that was asked stays.
import { type Rejection, reject } from '../kernel/decision.ts';
import type { RuleFault } from '../kernel/problem.ts';
import { isCountry } from '../values/country.ts';
import { identifierText, type OrganisationIdentifier } from '../values/identity.ts';

/** An identifier with the JSON Pointer to where it was given. */
export interface GivenAt {
  readonly pointer: string;
  readonly identifier: OrganisationIdentifier;
}

/** Refuses identifiers of a register whose scheme begins with no country. @param before those that are kept already */
export function refuseSchemes(
  given: readonly GivenAt[],
  before: readonly OrganisationIdentifier[] = [],
): Rejection<'VALIDATION'> | undefined {
  const kept = new Set(before.map(identifierText));
  const errors = given.flatMap(({ pointer, identifier }): RuleFault[] => {
    const [prefix = ''] = identifier.scheme.split('-', 1);
    if (isCountry(prefix) || kept.has(identifierText(identifier))) return [];
    return [{ pointer: `${pointer}/scheme`, code: 'UNKNOWN_SCHEME', values: { prefix }, given: identifier.scheme }];
  });
  return errors.length === 0 ? undefined : reject('VALIDATION', {}, errors);
}
