// What an application keeps of a file of evidence, and whether something may lean on one.
import {
  type Application,
  accept,
  addEvidence,
  applicationEvidenceAdded,
  decideChange,
  EVIDENCE_FILES,
  type EvidenceFile,
  type Known,
  type Rejection,
  reject,
  rejectField,
} from '@tributary/contracts';

/** What is known where a file is added. */
export interface EvidenceGround {
  /** what the store has kept; undefined where the application takes no file */
  readonly kept: Pick<EvidenceFile, 'mediaType' | 'bytes'> | undefined;
}

/** Refuses a file that is there already, one too many, and any of an application that was withdrawn. */
export function refuseEvidence(
  { status, evidence = [] }: Application,
  sha256: string,
): Rejection<'WRONG_STATE' | 'ALREADY_EXISTS' | 'ABOVE_LIMIT'> | undefined {
  if (status === 'withdrawn')
    return reject('WRONG_STATE', { state: status, needed: 'started, submitted, returned, …' });
  if (evidence.some((file) => file.sha256 === sha256)) return reject('ALREADY_EXISTS', { what: sha256 });
  if (evidence.length < EVIDENCE_FILES) return undefined;
  return reject('ABOVE_LIMIT', {
    rule: 'evidence',
    limit: String(EVIDENCE_FILES),
    given: String(evidence.length + 1),
  });
}

/** Adds a file that the store has kept. */
export const add = decideChange(addEvidence, (application, { sha256, kind }, known: Known<EvidenceGround>) => {
  const { kept, today: addedOn } = known;
  const refused = refuseEvidence(application, sha256);
  if (refused !== undefined) return refused;
  // the application has changed since the store was asked: asked again, the file is taken
  if (kept === undefined) return reject('CONFLICT');
  const { callId, programmeId, evidence = [] } = application;
  const file: EvidenceFile = { sha256, ...kept, kind, addedOn };
  return accept(
    { ...application, evidence: [...evidence, file] },
    applicationEvidenceAdded({ callId, programmeId, ...file }),
  );
});

/** Refuses digests of which the application has no file. @param pointer where they are named */
export function refuseDangling(
  evidence: readonly Pick<EvidenceFile, 'sha256'>[] | undefined,
  cited: readonly string[],
  pointer: string,
): Rejection<'EVIDENCE_UNKNOWN'> | undefined {
  const at = cited.findIndex((sha256) => evidence?.every((file) => file.sha256 !== sha256) ?? true);
  const sha256 = cited[at];
  return sha256 === undefined ? undefined : rejectField('EVIDENCE_UNKNOWN', `${pointer}/${at}`, { sha256 });
}
