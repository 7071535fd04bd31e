/** A figure with its goal; a ratio is raw ÷ ours, so 1 is as fast as the raw side and less is better. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** none where a figure only explains another */
  readonly goal?: number;
  /** more is better: the goal is the least */
  readonly atLeast?: true;
  readonly raw?: string;
}
