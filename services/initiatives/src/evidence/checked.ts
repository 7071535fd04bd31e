// Looks at the bytes of a file on their way into the store: they must be what their media type says, and have the digest
// that was named. The last of them pass once all is known, so that no store has all bytes of a file that is refused.
import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';
import { type EvidenceType, evidenceTypes } from '@tributary/contracts';
import { Refusal } from '@tributary/service-kit';

/** How files of each type begin. */
const beginnings: Readonly<Record<EvidenceType, Buffer>> = {
  'application/pdf': Buffer.from('%PDF-'),
  'image/png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  'image/jpeg': Buffer.from([0xff, 0xd8, 0xff]),
};

/** Whether a media type is one of a file of evidence. */
export const isEvidenceType = (mediaType: string): mediaType is EvidenceType =>
  evidenceTypes.some((one) => one === mediaType);

/** A look at the bytes of one file. */
export interface Checked {
  readonly through: Transform;
  /** how many bytes have passed */
  readonly bytes: () => number;
}

/** What the bytes of a file must be. */
export interface Expected {
  readonly mediaType: EvidenceType;
  readonly sha256: string;
}

/** Makes the check of one file. The stream fails with a refusal where the bytes are not what is expected. */
export function checked({ mediaType, sha256 }: Expected): Checked {
  const beginning = beginnings[mediaType];
  const hash = createHash('sha256');
  let bytes = 0;
  let held: Buffer = Buffer.alloc(0);
  let isKnown = false;
  const otherType = () =>
    new Refusal('EVIDENCE_OF_OTHER_TYPE', { values: { mediaType, types: evidenceTypes.join(', ') } });
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      hash.update(chunk);
      if (!isKnown) {
        held = Buffer.concat([held, chunk]);
        if (held.length < beginning.length) return done();
        isKnown = held.subarray(0, beginning.length).equals(beginning);
        return isKnown ? done() : done(otherType());
      }
      const before = held;
      held = chunk;
      done(null, before);
    },
    flush(done) {
      if (!isKnown) return done(otherType());
      const given = hash.digest('hex');
      if (given !== sha256) return done(new Refusal('EVIDENCE_OF_OTHER_DIGEST', { values: { given, sha256 } }));
      done(null, held);
    },
  });
  return { through, bytes: () => bytes };
}
