// The registry: what is pure inwards, then the vault and files, then what puts persons together.
import { identities, pure, type Room, whole, withinService } from './room.ts';

export const registry: readonly Room[] = [
  {
    files: ['services/registry/src/duplicate/**'],
    modules: { ...whole('@tributary/contracts', '@tributary/privacy'), '@skyra/jaro-winkler': ['jaroWinkler'] },
    paths: ['{own}/src/duplicate/**', '{own}/src/consent/**'],
    globals: pure,
    why: 'How two records compare, and what can be decided of them, follows from what is given; no store is asked.',
  },
  {
    files: ['services/registry/src/{consent,notice,retention}/**'],
    modules: whole('@tributary/contracts'),
    paths: ['{own}/src/consent/**'],
    globals: pure,
    why: 'What a person consented to, what a notice asks for, and when a record is looked at anew follow from what is given.',
  },
  {
    files: ['services/registry/src/person/**'],
    modules: whole('@tributary/contracts', '@tributary/privacy'),
    paths: ['{own}/src/person/**', '{own}/src/duplicate/{blocks,compared}.ts', '{own}/src/consent/**'],
    globals: pure,
    why: 'What is decided of a person, and how much a reader sees, follows from what is given, keys included.',
  },
  {
    files: ['services/registry/src/erasure-ledger/**'],
    modules: {
      ...whole('@tributary/contracts', '@tributary/service-kit', 'node:fs/promises', 'node:path'),
      ...identities,
    },
    paths: ['{own}/src/erasure-ledger/**'],
    globals: pure,
    why: 'The ledger outside of the database lies in a folder, which these files alone reach; they know no person.',
  },
  {
    files: ['services/registry/src/person-import/form/**'],
    modules: {
      ...whole('@tributary/contracts', '@tributary/privacy', '@tributary/service-kit'),
      '@skyra/jaro-winkler': ['jaroWinkler'],
    },
    paths: ['{own}/src/person-import/form/**'],
    globals: pure,
    why: 'What a column and a value mean follows from what is written there.',
  },
  {
    files: ['services/registry/src/person-import/file/**'],
    modules: {
      ...whole(
        ...['@tributary/contracts', '@tributary/service-kit/charset'],
        ...['csv-parse', 'csv-parse/sync', 'fflate', 'sax'],
      ),
      'node:stream': ['Readable'],
      'node:string_decoder': ['StringDecoder'],
    },
    paths: ['{own}/src/person-import/{file,form}/**'],
    globals: pure,
    why: 'A file is read as rows from its bytes alone, a piece at a time.',
  },
  {
    files: ['services/registry/src/person-import/decisions.ts'],
    modules: whole('@tributary/contracts'),
    paths: [],
    globals: pure,
    why: 'Decisions know contracts, nothing else: no clock, no chance, no store, no network, no environment.',
  },
  {
    files: ['services/registry/src/person-import/*.ts'],
    modules: {
      ...whole(
        '@tributary/contracts',
        '@tributary/eventing',
        '@tributary/privacy',
        '@tributary/privacy/cipher',
        '@tributary/service-kit',
        '@tributary/service-kit/compose',
      ),
      ...identities,
    },
    paths: withinService,
    globals: pure,
    why: 'Files of persons are sealed, gone through and told of here, from vault, audit and decisions.',
  },
  {
    files: ['services/registry/src/vault/**'],
    modules: whole('@tributary/contracts', '@tributary/eventing', '@tributary/privacy', '@tributary/service-kit'),
    paths: ['{own}/src/vault/**', '{own}/src/person/decisions.ts', '{own}/src/erasure-ledger/ledger-outside.ts'],
    globals: pure,
    why: 'The vault, the audit and the erasures stand on records of eventing, and know no route.',
  },
  {
    files: ['services/registry/src/{binding,transfer}/decisions.ts'],
    modules: whole('@tributary/contracts'),
    paths: ['{own}/src/consent/decisions.ts'],
    globals: pure,
    why: 'What becomes of a person when a code is issued or presented, or the record moves, follows from what is given.',
  },
  {
    files: ['services/registry/src/guardian/{age,decisions}.ts'],
    modules: whole('@tributary/contracts'),
    paths: ['{own}/src/guardian/age.ts'],
    globals: pure,
    why: 'Who is under age, and what becomes of a guardianship, follows from what is given.',
  },
  {
    files: ['services/registry/src/guardian/{acting,guardians,majority}.ts'],
    modules: whole(
      '@tributary/contracts',
      '@tributary/eventing',
      '@tributary/service-kit',
      '@tributary/service-kit/compose',
    ),
    paths: ['{own}/src/{guardian,vault}/**', '{own}/src/person-group.ts'],
    globals: pure,
    why: 'Who acts for a minor is looked up in the records and the vault as they are handed over.',
  },
  {
    files: ['services/registry/src/emergency/decisions.ts'],
    modules: whole('@tributary/contracts'),
    paths: [],
    globals: pure,
    why: 'Whom an emergency access lets in, whom it covers and when it is over follows from what is given.',
  },
  {
    files: ['services/registry/src/emergency/{accesses,rules}.ts'],
    modules: whole(
      '@tributary/contracts',
      '@tributary/eventing',
      '@tributary/service-kit',
      '@tributary/service-kit/compose',
    ),
    paths: ['{own}/src/emergency/**', '{own}/src/vault/audit.ts', '{own}/src/person-group.ts'],
    globals: pure,
    why: 'Who looks under an emergency access is let in by it and counted from the audit; no vault is opened here.',
  },
  {
    files: ['services/registry/src/binding/**', 'services/registry/src/own/**'],
    modules: whole('@tributary/contracts', '@tributary/eventing', '@tributary/privacy', '@tributary/service-kit'),
    paths: ['{own}/src/{binding,own,person,vault}/**', '{own}/src/guardian/acting.ts', '{own}/src/person-group.ts'],
    globals: pure,
    why: 'What persons do with their own records stands on the store, the vault and the audit as they are handed over.',
  },
  {
    files: [
      'services/registry/src/{persons,person-looks,person-group,comparing,sounding,duplicates,duplicates-watch}.ts',
      'services/registry/src/transfer/{moving,transfers}.ts',
    ],
    modules: whole(
      '@tributary/contracts',
      '@tributary/eventing',
      '@tributary/privacy',
      '@tributary/service-kit',
      '@tributary/service-kit/compose',
    ),
    paths: withinService,
    globals: pure,
    why: 'What is recorded of a person before an answer leaves is put together here, from vault, audit and decisions.',
  },
];
