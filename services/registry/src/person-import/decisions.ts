// What can be done with an import of persons.
import {
  accept,
  cancelPersonImport,
  type Decision,
  decideChange,
  decideNew,
  decidePut,
  type ImportReading,
  type Known,
  type LocalDate,
  openPersonImport,
  type PersonImport,
  personImportChecked,
  personImportEnded,
  personImportMappingSet,
  personImportOpened,
  personImportStarted,
  refuseState,
  reject,
  setPersonImportMapping,
  startPersonImport,
} from '@tributary/contracts';

/** The mapping that a request names: none named, as it is kept, or not there. */
export interface Named {
  readonly kept: ImportReading | undefined;
}

/** What the request says of the file goes before what is kept. */
export const open = decideNew(openPersonImport, (command, { kept, today }: Known<Named>) => {
  const { mapping, dryRun: asked, columns, constants, dateOrder, ...file } = command;
  if (mapping !== undefined && kept === undefined) return reject('IMPORT_MAPPING_UNKNOWN', { name: mapping });
  const dryRun = asked === 'true';
  const reading = {
    columns: [...columns, ...(kept?.columns ?? [])],
    constants: [
      ...constants,
      ...(kept?.constants ?? []).filter(({ field }) => constants.every((one) => one.field !== field)),
    ],
    dateOrder: mapping === undefined ? dateOrder : (kept?.dateOrder ?? dateOrder),
  };
  return accept<PersonImport>(
    { ...file, ...reading, dryRun, status: 'receiving', openedOn: today },
    personImportOpened({ dryRun, openedOn: today }),
  );
});

/** All of the file is there: its rows are gone through. */
export function received(state: PersonImport, startedOn: LocalDate): Decision<PersonImport> | 'unchanged' {
  if (state.status !== 'receiving') return 'unchanged';
  return accept<PersonImport>(
    { ...state, status: 'running' },
    personImportStarted({ dryRun: state.dryRun, startedOn }),
  );
}

export const start = decideChange(startPersonImport, (state, _command, { today }) => {
  const refused = refuseState(state, 'checked');
  if (refused !== undefined) return refused;
  return accept(
    { ...state, status: 'running', dryRun: false },
    personImportStarted({ dryRun: false, startedOn: today }),
  );
});

/** Every row was looked at, and nothing was written. */
export function checked(state: PersonImport, checkedOn: LocalDate): Decision<PersonImport> | 'unchanged' {
  if (state.status !== 'running' || !state.dryRun) return 'unchanged';
  return accept<PersonImport>({ ...state, status: 'checked' }, personImportChecked({ checkedOn }));
}

type End = 'finished' | 'cancelled' | 'failed';

const ended = (state: PersonImport, outcome: End, endedOn: LocalDate) =>
  accept<PersonImport>({ ...state, status: outcome, endedOn }, personImportEnded({ outcome, endedOn }));

/** Ends an import that has not ended yet. */
export const end = (state: PersonImport, outcome: End, endedOn: LocalDate): Decision<PersonImport> | 'unchanged' =>
  state.endedOn === undefined ? ended(state, outcome, endedOn) : 'unchanged';

export const cancel = decideChange(cancelPersonImport, (state, _command, { today }) => {
  const refused = refuseState(state, 'receiving', 'running', 'checked');
  return refused ?? ended(state, 'cancelled', today);
});

export const keepMapping = decidePut(setPersonImportMapping, (_before, mapping) =>
  accept(mapping, personImportMappingSet({ name: mapping.name })),
);
