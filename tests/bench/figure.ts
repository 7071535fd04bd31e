/** A figure with its goal; a ratio is raw ÷ ours, so 1 is as fast as the raw side. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly goal: number;
  readonly raw?: string;
}
