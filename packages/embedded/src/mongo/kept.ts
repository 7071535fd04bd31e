// A document that is kept: its identity for indexes and cursors, and where its bytes lie in the log.

export interface Kept {
  /** the order key of its `_id` */
  readonly id: string;
  /** grows with each insertion */
  readonly serial: number;
  segment: number;
  offset: number;
  /** of its record; 0 when the document is gone */
  length: number;
}

export const isGone = ({ length }: Kept): boolean => length === 0;
