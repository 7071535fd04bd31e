// What the responsible ministries say of links. An alignment decides a link; it does not make one.
import {
  alignmentAccepted,
  alignmentOpened,
  alignmentRejected,
  alignmentWithdrawn,
  defineView,
  type LinkStatus,
  toHundredths,
} from '@tributary/contracts';

export interface AlignmentRow {
  readonly initiativeId: string;
  readonly planCode: string;
  readonly planVersion: string;
  readonly nodeCode: string;
  /** of the proposal that is decided */
  readonly revision: number;
  /** hundredths of a per cent */
  readonly weight: number;
  /** what was said of it last */
  readonly state: Exclude<LinkStatus, 'drifted'>;
}

type Said = Omit<AlignmentRow, 'weight' | 'state'> & { readonly weightPct: number };

const saying =
  (state: AlignmentRow['state']) =>
  (_row: AlignmentRow, { data }: { readonly data: Said }): AlignmentRow => {
    const { initiativeId, planCode, planVersion, nodeCode, revision, weightPct } = data;
    return { initiativeId, planCode, planVersion, nodeCode, revision, weight: toHundredths(weightPct), state };
  };

export const alignments = defineView<AlignmentRow>(
  'alignments',
  () => ({ initiativeId: '', planCode: '', planVersion: '', nodeCode: '', revision: 0, weight: 0, state: 'awaiting' }),
  (when) => [
    when(alignmentOpened, saying('awaiting')),
    when(alignmentAccepted, saying('accepted')),
    when(alignmentRejected, saying('rejected')),
    when(alignmentWithdrawn, saying('withdrawn')),
  ],
);
