// An organisation of the diaspora: applied → recognised ⇄ suspended. Only the newest recognition and suspension are kept.
import {
  type Decision,
  type Holding,
  identifierText,
  type LocalDate,
  type NewOrganisation,
  organisationApplied,
  organisationRecognised,
  organisationSuspended,
  type RuleFault,
  reject,
} from '@tributary/contracts';

export interface Recognition {
  readonly validFrom: LocalDate;
  readonly validUntil: LocalDate;
  readonly registerNumber: string;
}

export interface Suspension {
  readonly reasonCode: string;
  readonly from: LocalDate;
}

export interface Organisation extends NewOrganisation, Holding {
  readonly status: 'applied' | 'recognised' | 'suspended';
  readonly recognition?: Recognition;
  readonly suspension?: Suspension;
}

/** Enters an organisation that asks to be recognised; it holds each of its identifiers, and names each once. */
export function apply(application: NewOrganisation): Decision<Organisation> {
  const holds = application.identifiers.map(identifierText);
  const repeated = holds.flatMap((identifier, index): RuleFault[] =>
    holds.indexOf(identifier) === index
      ? []
      : [{ pointer: `/identifiers/${index}`, code: 'REPEATED', given: identifier }],
  );
  if (repeated.length > 0) return reject('VALIDATION', {}, repeated);
  return {
    state: { ...application, ...(holds.length > 0 && { holds }), status: 'applied' },
    events: [organisationApplied(application)],
  };
}

/** Recognises it for a period, anew or again; a suspension ends with it. */
export function recognise(
  organisation: Organisation,
  recognition: Recognition,
  today: LocalDate,
): Decision<Organisation> {
  const { validFrom, validUntil } = recognition;
  if (validUntil < validFrom) return reject('DATES_REVERSED', { start: validFrom, end: validUntil });
  if (validFrom > today) return reject('FUTURE_DATE', { date: validFrom, today });
  const { suspension: _ended, ...rest } = organisation;
  return {
    state: { ...rest, status: 'recognised', recognition },
    events: [organisationRecognised({ ...recognition, kind: organisation.kind })],
  };
}

/** Suspends a recognition that stands. */
export function suspend(organisation: Organisation, suspension: Suspension, today: LocalDate): Decision<Organisation> {
  if (organisation.status !== 'recognised') {
    return reject('WRONG_STATE', { state: organisation.status, needed: 'recognised' });
  }
  if (suspension.from > today) return reject('FUTURE_DATE', { date: suspension.from, today });
  return {
    state: { ...organisation, status: 'suspended', suspension },
    events: [organisationSuspended(suspension)],
  };
}
