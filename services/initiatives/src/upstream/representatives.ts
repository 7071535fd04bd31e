// Who may act for each organisation, by the tokens of their subjects.
import { defineView, type LocalDate, representativeAdded, representativeEnded } from '@tributary/contracts';

/** Those who may act for one organisation, or once might. */
export interface Representation {
  readonly ones: readonly {
    readonly no: number;
    readonly representative: string;
    readonly since: LocalDate;
    readonly until?: LocalDate;
  }[];
}

/** Who represents each organisation. */
export const representatives = defineView<Representation>(
  'representatives',
  () => ({ ones: [] }),
  (when) => [
    when(representativeAdded, ({ ones }, { data: { no, representative, since } }) => ({
      ones: [...ones, { no, representative, since }],
    })),
    when(representativeEnded, ({ ones }, { data: { no, until } }) => ({
      ones: ones.map((one) => (one.no === no ? { ...one, until } : one)),
    })),
  ],
);

/** Whether a token is that of somebody who may act on a day: the day on which it ends is the first on which they may not. */
export const actsIn = (known: Representation | undefined, token: string, on: LocalDate): boolean =>
  known?.ones.some(
    ({ representative, since, until }) =>
      representative === token && since <= on && (until === undefined || on < until),
  ) ?? false;
