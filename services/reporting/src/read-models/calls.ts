// Calls for applications, from the first day on which they take any.
import { callOpened, defineView, type Label, type LocalDate } from '@tributary/contracts';

export interface CallRow {
  /** undefined: it opens after the cut */
  readonly opening: OpeningRow | undefined;
}

export interface OpeningRow {
  readonly programmeId: string;
  readonly code: string;
  readonly title: Label;
  readonly opensOn: LocalDate;
}

export const calls = defineView<CallRow>(
  'calls',
  () => ({ opening: undefined }),
  (when) => [
    when(callOpened, (_row, { data: { programmeId, code, title, opensOn } }) => ({
      opening: { programmeId, code, title, opensOn },
    })),
  ],
);
