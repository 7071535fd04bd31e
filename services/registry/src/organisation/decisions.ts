// What can be done with organisations.
import {
  accept,
  correctOrganisation,
  decideChange,
  decideCorrection,
  decideNew,
  organisationApplied,
  organisationRecognised,
  organisationSuspended,
  recogniseOrganisation,
  recognitionTold,
  refuseReversed,
  refuseState,
  registerOrganisation,
  reject,
  suspendOrganisation,
  suspensionTold,
} from '@tributary/contracts';

/** Enters an organisation that asks to be recognised. */
export const apply = decideNew(registerOrganisation, (application) =>
  accept({ ...application, status: 'applied' }, organisationApplied(application)),
);

/** Recognises it for a period, anew or again; a suspension ends with it. */
export const recognise = decideChange(recogniseOrganisation, (organisation, recognition, { today }) => {
  const { startsOn, endsOn } = recognition;
  const reversed = refuseReversed(startsOn, endsOn);
  if (reversed !== undefined) return reversed;
  if (startsOn > today) return reject('FUTURE_DATE', { date: startsOn, today });
  const { suspension: _ended, ...rest } = organisation;
  return accept(
    { ...rest, status: 'recognised', recognition },
    organisationRecognised({ ...recognitionTold.of(recognition), kind: organisation.kind }),
  );
});

/** Suspends a recognition that stands. */
export const suspend = decideChange(suspendOrganisation, (organisation, suspension) => {
  const refused = refuseState(organisation, 'recognised');
  if (refused !== undefined) return refused;
  return accept(
    { ...organisation, status: 'suspended', suspension },
    organisationSuspended(suspensionTold.of(suspension)),
  );
});

/** Puts right what was entered wrongly; what its recognition rests on is frozen by the contract. */
export const correct = decideCorrection(correctOrganisation, (_organisation, fields) => fields);
