// Cuts a stream of bytes into frames: four bytes of length, then as many bytes.
import { MalformedFrameError } from './reader.ts';

/** As Kafka's `socket.request.max.bytes`. */
const LARGEST_FRAME = 100 * 1024 * 1024;
const LENGTH_BYTES = 4;

/** The frames of a stream, without their length. @throws {MalformedFrameError} a length that no request has */
export async function* frames(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let chunks: Buffer[] = [];
  let buffered = 0;
  let needed = LENGTH_BYTES;
  for await (const chunk of stream) {
    chunks.push(chunk);
    buffered += chunk.length;
    while (buffered >= needed) {
      const bytes = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, buffered);
      chunks = [bytes];
      const length = bytes.readInt32BE(0);
      if (length < 0 || length > LARGEST_FRAME) throw new MalformedFrameError(`a frame of ${length} bytes`);
      needed = LENGTH_BYTES + length;
      if (buffered < needed) break;
      yield bytes.subarray(LENGTH_BYTES, needed);
      chunks = buffered > needed ? [bytes.subarray(needed)] : [];
      buffered -= needed;
      needed = LENGTH_BYTES;
    }
  }
}
