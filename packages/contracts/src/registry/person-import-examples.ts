// Examples of what becomes of an import of persons.
export const personImportExamples: Readonly<Record<string, unknown>> = {
  'registry.person-import.opened.v1': { dryRun: true, openedOn: '2026-03-04' },
  'registry.person-import.started.v1': { dryRun: true, startedOn: '2026-03-04' },
  'registry.person-import.checked.v1': { checkedOn: '2026-03-04' },
  'registry.person-import.ended.v1': { outcome: 'finished', endedOn: '2026-03-05' },
  'registry.person-import.revised.v1': {},
  'registry.person-import-mapping.set.v1': { name: 'counter-list' },
  'registry.person-import-mapping.revised.v1': {},
};
