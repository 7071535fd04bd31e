// Files of evidence over HTTP: kept before the application names them, and noted as read before they are answered.
import { createHash } from 'node:crypto';
import {
  accept,
  type application,
  type EvidenceFile,
  evidenceReading,
  evidenceReadingNoted,
  type getEvidence,
  getEvidenceReading,
} from '@tributary/contracts';
import type { AggregateStore, Eventing, Kept } from '@tributary/eventing';
import { type CheckedRequest, found, type Handler, Refusal, type ServiceConfig } from '@tributary/service-kit';
import { serveAggregate } from '@tributary/service-kit/compose';
import { evidenceInBucket } from './evidence/bucket.ts';
import { checked, isEvidenceType } from './evidence/checked.ts';
import { evidenceInFolder } from './evidence/folder.ts';
import type { EvidencePlace, EvidenceStore } from './evidence/store.ts';

type Settings = Pick<ServiceConfig, 'evidence' | 'evidenceRegion' | 'evidenceKeyId' | 'evidenceSecret'>;

/**
 * The store that the configuration names.
 * @returns undefined where it names none
 * @throws {TypeError} it names a bucket without a key
 */
export function evidenceStoreOf(settings: Settings): EvidenceStore | undefined {
  const { evidence, evidenceRegion: region = 'us-east-1', evidenceKeyId: keyId, evidenceSecret: secret } = settings;
  if (evidence === undefined) return undefined;
  if (evidence.startsWith('/')) return evidenceInFolder(evidence);
  if (keyId === undefined || secret === undefined) {
    throw new TypeError('TRIBUTARY_EVIDENCE names a bucket: TRIBUTARY_EVIDENCE_KEY_ID and _SECRET_FILE must be set.');
  }
  return evidenceInBucket({ url: evidence, region, keyId, secret });
}

const endings: Readonly<Record<EvidenceFile['mediaType'], string>> = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
};

/** Nothing of a file may run, frame or be kept where it is shown, and no browser shows it in its place. */
const headersOf = ({ sha256, mediaType }: EvidenceFile) => ({
  'content-disposition': `attachment; filename="${sha256.slice(0, 16)}.${endings[mediaType]}"`,
  'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'private, no-store',
});

/** The files of applications, and the handlers of the routes that read them. */
export function evidenceFilesOf(
  eventing: Eventing,
  store: EvidenceStore | undefined,
  applications: () => Pick<AggregateStore<Kept<typeof application.state>>, 'load'>,
) {
  const readings = serveAggregate(eventing, evidenceReading, {});
  const { list, get } = readings.reads(getEvidenceReading);

  function stored(): EvidenceStore {
    if (store === undefined) throw new Refusal('EVIDENCE_NOT_KEPT');
    return store;
  }

  /** Notes that a file is about to be read; what cannot be noted is not read. */
  async function note({ applicationId, sha256 }: EvidencePlace, ministry: string, asked: Asked): Promise<void> {
    const { context } = asked;
    const byApplicant = asked.applicant() !== undefined;
    const reading = { applicationId, sha256, reader: context.actor.sub, byApplicant, readOn: context.today };
    const noted = await readings.store.create(
      context,
      () => accept(reading, evidenceReadingNoted({ applicationId, sha256, readOn: context.today })),
      { ministry },
    );
    if (noted.kind === 'rejected') throw new Refusal(noted.rejection.rejected, noted.rejection);
  }

  const read: Handler<typeof getEvidence> = async (asked) => {
    const { id, sha256 } = asked.params;
    const of = await applications().load(id);
    const file = of?.state.evidence?.find((one) => one.sha256 === sha256);
    if (of === undefined || !asked.mayTouch(of.ministry, of.state.applicantId) || file === undefined) {
      return found<never>(undefined);
    }
    const place = { applicationId: id, sha256 };
    const bytes = await stored().read(place);
    if (bytes === undefined || createHash('sha256').update(bytes).digest('hex') !== sha256) {
      throw new Error(`the file ${sha256} of application ${id} is ${bytes === undefined ? 'missing' : 'damaged'}`);
    }
    await note(place, of.ministry, asked);
    return { bytes: { bytes, mediaType: file.mediaType, headers: headersOf(file) } };
  };

  return {
    /**
     * Keeps the file that a request brings.
     * @throws {Refusal} it is not what it is said to be, is too large, or nothing is kept here
     */
    async keep(
      place: EvidencePlace,
      { upload }: Pick<CheckedRequest<never, never, never>, 'upload'>,
    ): Promise<Pick<EvidenceFile, 'mediaType' | 'bytes'>> {
      const into = stored();
      if (upload === undefined || !isEvidenceType(upload.mediaType)) throw new TypeError('a file comes as an upload');
      const { mediaType } = upload;
      const { through, bytes } = checked({ mediaType, sha256: place.sha256 });
      await into.keep(place, { content: upload.open(), bytes: upload.bytes }, through);
      return { mediaType, bytes: bytes() };
    },
    handlers: { getEvidence: read, listEvidenceReadings: list, getEvidenceReading: get },
  };
}

type Asked = Pick<CheckedRequest<unknown, unknown, unknown>, 'context' | 'applicant'>;

/** The files of evidence of a service. */
export type EvidenceFiles = ReturnType<typeof evidenceFilesOf>;
