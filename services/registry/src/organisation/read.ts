// What of an organisation depends on who reads it.
import type { Organisation } from '@tributary/contracts';

/** A reader. */
interface Reader {
  readonly subjectId?: string;
  readonly roles: readonly string[];
}

/** Who may act for it; the subjects are told to registrars, and each to itself. */
export function representativesFor({ representatives }: Organisation, reader: Reader | undefined) {
  if (representatives === undefined) return {};
  const isRegistrar = reader?.roles.includes('registrar') ?? false;
  return {
    representatives: representatives.map(({ subjectId, ...one }) => ({
      ...one,
      ...((isRegistrar || subjectId === reader?.subjectId) && { subjectId }),
    })),
  };
}
