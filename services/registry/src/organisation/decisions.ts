// What can be done with organisations.
import {
  accept,
  allNamesOf,
  correctOrganisation,
  type Decision,
  decideChange,
  decideCorrection,
  decideNew,
  type Known,
  type LocalDate,
  type Organisation,
  organisationApplied,
  organisationExpired,
  organisationRecognised,
  organisationRefused,
  organisationSuspended,
  organisationWithdrawn,
  type RecognitionStep,
  recogniseOrganisation,
  recognitionTold,
  refuseOrganisation,
  refuseReversed,
  refuseSchemes,
  refuseState,
  registerOrganisation,
  reject,
  suspendOrganisation,
  suspensionTold,
  withdrawRecognition,
} from '@tributary/contracts';
import { findable } from './names.ts';
import { lostBy, type RepresentativeTokens, withFounder } from './representatives.ts';

/** What is known where an organisation is entered. */
export interface Founding extends RepresentativeTokens {
  readonly founder: string | undefined;
}

const identifiersIn = ({ identifiers }: Pick<Organisation, 'identifiers'>) =>
  identifiers.map((identifier, at) => ({ pointer: `/identifiers/${at}`, identifier }));

/** The steps of before; of an organisation of which none were kept, those that can still be told. */
function historyOf({ history, recognition, suspension }: Organisation): readonly RecognitionStep[] {
  if (history !== undefined) return history;
  return [
    ...(recognition === undefined ? [] : [recognitionStep(recognition)]),
    ...(suspension === undefined
      ? []
      : [{ status: 'suspended' as const, on: suspension.suspendedOn, reasonCode: suspension.reasonCode }]),
  ];
}

const recognitionStep = ({
  startsOn,
  endsOn,
  registerNumber,
}: NonNullable<Organisation['recognition']>): RecognitionStep => ({
  status: 'recognised',
  on: startsOn,
  endsOn,
  registerNumber,
});

/** The state after a step, which is kept with those of before. */
const stepped = (organisation: Organisation, step: RecognitionStep): Organisation => ({
  ...organisation,
  status: step.status,
  history: [...historyOf(organisation), step],
});

/**
 * Enters an organisation that asks to be recognised. Whoever enters their own is the first who may act for it.
 * @param known the subject of such a caller; undefined: a registrar enters it
 */
export const apply = decideNew(registerOrganisation, (application, { founder, ...known }: Known<Founding>) => {
  const refused = refuseSchemes(identifiersIn(application));
  if (refused !== undefined) return refused;
  const applied = findable({ ...application, status: 'applied' });
  const told = organisationApplied(application);
  if (founder === undefined) return accept(applied, told);
  const { state, events } = withFounder(applied, founder, known);
  return accept(state, told, ...events);
});

/** Recognises it for a period, anew or again, unless others follow it; a suspension ends with it. */
export const recognise = decideChange(recogniseOrganisation, (organisation, recognition, { today }) => {
  const { successorIds = [] } = organisation;
  if (successorIds.length > 0) return reject('ORGANISATION_SUCCEEDED', { organisations: successorIds.join(', ') });
  const { startsOn, endsOn } = recognition;
  const reversed = refuseReversed(startsOn, endsOn);
  if (reversed !== undefined) return reversed;
  if (startsOn > today) return reject('FUTURE_DATE', { date: startsOn, today });
  const { suspension: _ended, ...rest } = stepped(organisation, recognitionStep(recognition));
  return accept(
    { ...rest, recognition },
    organisationRecognised({ ...recognitionTold.of(recognition), kind: organisation.kind }),
  );
});

/** Suspends a recognition that stands. */
export const suspend = decideChange(suspendOrganisation, (organisation, suspension) => {
  const refused = refuseState(organisation, 'recognised');
  if (refused !== undefined) return refused;
  const { reasonCode } = suspension;
  return accept(
    { ...stepped(organisation, { status: 'suspended', on: suspension.suspendedOn, reasonCode }), suspension },
    organisationSuspended(suspensionTold.of(suspension)),
  );
});

/** Takes a recognition back, whether it is suspended or not. */
export const withdraw = decideChange(withdrawRecognition, (organisation, { reasonCode, withdrawnOn }) => {
  const refused = refuseState(organisation, 'recognised', 'suspended');
  if (refused !== undefined) return refused;
  return accept(
    stepped(organisation, { status: 'withdrawn', on: withdrawnOn, reasonCode }),
    organisationWithdrawn({ reasonCode, withdrawnOn }),
  );
});

/** Refuses what was asked for. */
export const refuse = decideChange(refuseOrganisation, (organisation, { reasonCode, refusedOn }) => {
  const refused = refuseState(organisation, 'applied');
  if (refused !== undefined) return refused;
  return accept(
    stepped(organisation, { status: 'refused', on: refusedOn, reasonCode }),
    organisationRefused({ reasonCode, refusedOn }),
  );
});

/** Ends a recognition whose last day is over, as of the day on which that is seen. */
export function expire(organisation: Organisation, today: LocalDate): Decision<Organisation> | 'unchanged' {
  const { status, recognition } = organisation;
  const stands = status === 'recognised' || status === 'suspended';
  if (!stands || recognition === undefined || recognition.endsOn >= today) return 'unchanged';
  return accept(stepped(organisation, { status: 'expired', on: today }), organisationExpired({ expiredOn: today }));
}

/**
 * Puts right what was entered wrongly; what its recognition rests on is frozen by the contract.
 * @param by of a caller who may correct their own alone: the organisation, and the subject that must act for it
 */
export const correctAs = (by: { readonly organisationId: string; readonly subjectId: string } | undefined) =>
  decideCorrection(correctOrganisation, (organisation, fields) =>
    by !== undefined && lostBy(organisation, by.subjectId)
      ? reject('NOT_A_REPRESENTATIVE', { organisationId: by.organisationId })
      : (refuseSchemes(identifiersIn(fields), organisation.identifiers) ?? {
          ...fields,
          named: allNamesOf({ ...fields, names: organisation.names }),
        }),
  );
