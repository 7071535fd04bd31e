// Programmes by their codes and titles.
import { defineView, type Label, programmeOpened } from '@tributary/contracts';

export interface ProgrammeRow {
  readonly code: string;
  readonly title: Label;
}

export const programmes = defineView<ProgrammeRow>(
  'programmes',
  () => ({ code: '', title: {} }),
  (when) => [when(programmeOpened, (_row, { data: { code, title } }) => ({ code, title }))],
);
