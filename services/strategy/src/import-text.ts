// The bytes of a CSV file become text. The charsets that are read here are those that the contract names.
import type { RawBody } from '@tributary/service-kit';

/** The text of a CSV file in UTF-8; undefined where its bytes are not that. */
export function textOfCsv({ bytes }: RawBody): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
