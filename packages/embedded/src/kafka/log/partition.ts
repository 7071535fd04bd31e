// One partition: batches in the order of their offsets, of which consumers see those below the high watermark.
import { batchSize, firstAtOrAfter, place, readHeader } from './batch.ts';

export class Partition {
  #batches: { readonly base: number; readonly end: number; readonly maxTimestamp: number; readonly bytes: Buffer }[] =
    [];
  #listeners = new Set<() => void>();
  #end = 0;

  get startOffset(): number {
    return this.#batches[0]?.base ?? this.#end;
  }

  get highWatermark(): number {
    return this.#end;
  }

  append(batch: Buffer): number {
    const base = this.#end;
    place(batch, base);
    const header = readHeader(batch);
    this.#end = base + header.count;
    this.#batches.push({ base, end: this.#end, maxTimestamp: header.maxTimestamp, bytes: batch });
    for (const listener of this.#listeners) listener();
    return base;
  }

  async durable(): Promise<void> {}

  async read(offset: number, maxBytes: number, atLeastOne: boolean): Promise<Buffer> {
    const found: Buffer[] = [];
    let left = maxBytes;
    for (const batch of this.#batches.filter(({ end }) => end > offset)) {
      const size = batchSize(batch.bytes);
      if (size > left && !(atLeastOne && found.length === 0)) break;
      found.push(batch.bytes);
      left -= size;
    }
    return Buffer.concat(found);
  }

  async firstAtOrAfter(timestamp: number): Promise<{ offset: number; timestamp: number } | undefined> {
    const batch = this.#batches.find(({ maxTimestamp }) => maxTimestamp >= timestamp);
    return batch && firstAtOrAfter(batch.bytes, timestamp);
  }

  onAdvance(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
