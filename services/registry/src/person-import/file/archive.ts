// The parts of a workbook, which is a ZIP archive, unpacked a little at a time. How much comes out is bounded, whatever the
// archive says of itself.
import { Unzip, UnzipInflate } from 'fflate';
import { FileFault } from '../form/file-fault.ts';

/** Bytes that come out of one archive at most. */
export const UNPACKED_LIMIT = 512 * 1024 * 1024;
const MIB = 1024 * 1024;
/** Bytes that are unpacked at once: deflate makes at most a thousand of one, and nothing is looked at before they are out. */
const SLICE = 4 * 1024;

/** Takes what comes out of a part; undefined: the part is passed over. */
export type PartTaker = (name: string) => ((bytes: Uint8Array, isLast: boolean) => void) | undefined;

/**
 * Unpacks an archive from its beginning.
 * @yields after each slice, so that who takes the parts can go on with them
 * @throws {FileFault} it is no archive, or more comes out than is taken
 */
export async function* unpacked(bytes: AsyncIterable<Uint8Array>, take: PartTaker): AsyncGenerator<void> {
  let out = 0;
  let failed: unknown;
  const unzip = new Unzip((file) => {
    const taker = take(file.name);
    if (taker === undefined) return;
    file.ondata = (error, data, isLast) => {
      // what the taker throws comes back here, too
      if (error !== null) failed ??= error instanceof FileFault ? error : new FileFault('NOT_A_WORKBOOK');
      out += data?.length ?? 0;
      if (out > UNPACKED_LIMIT) failed ??= new FileFault('WORKBOOK_TOO_LARGE', { limit: UNPACKED_LIMIT / MIB });
      if (failed === undefined) taker(data, isLast);
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  for await (const chunk of bytes) {
    for (let at = 0; at < chunk.length; at += SLICE) {
      try {
        unzip.push(chunk.subarray(at, at + SLICE));
      } catch (error) {
        throw error instanceof FileFault ? error : new FileFault('NOT_A_WORKBOOK');
      }
      if (failed !== undefined) throw failed;
      yield;
    }
  }
}
