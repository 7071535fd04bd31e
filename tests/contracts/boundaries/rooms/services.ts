// Services, from what is pure inwards to what puts a service together.
import { page } from './page.ts';
import { registry } from './registry.ts';
import { digests, identities, pure, type Room, timed, whole, withinService } from './room.ts';

/** Folders and files of decisions: one folder an aggregate, and what they are told of other services. */
const pureFolders = [
  '{initiative,organisation,partner,agreement,commitment,co-funding,exchange-rate,stock-estimate}/**',
  '{plan,kpi,alignment,kpi-contribution}/decisions.ts',
  'drift/standing.ts',
  'roadmap-step/{decisions,order}.ts',
  'crosswalk/decisions.ts',
  'good-practice/**',
  'support-offer/decisions.ts',
  'plan-import/file/**',
  'freshness/{score,decisions}.ts',
  'reconfirmation/decisions.ts',
  'upstream/{upstream,plan-in-force,worth}.ts',
];

const decisions: Room = {
  files: pureFolders.map((folder) => `services/*/src/${folder}`),
  modules: whole('@tributary/contracts'),
  paths: pureFolders.map((folder) => `{own}/src/${folder}`),
  globals: pure,
  why: 'Decisions know contracts and each other, nothing else: no clock, no chance, no store, no network, no environment.',
};

const programmeFolders = [
  'programme/**',
  'quote/**',
  'call/**',
  'application/**',
  'award/**',
  'payment-batch/**',
  'bank-statement/**',
  'fiscal-closing/**',
];

export const services: readonly Room[] = [
  decisions,
  {
    files: programmeFolders.map((folder) => `services/initiatives/src/${folder}`),
    modules: { ...whole('@tributary/contracts', '@tributary/match-engine') },
    paths: [...programmeFolders, 'upstream/{upstream,worth}.ts', 'initiative/sectors.ts'].map(
      (folder) => `{own}/src/${folder}`,
    ),
    globals: pure,
    why: 'Programmes are decided by what they are told and by the match engine, which is as pure as they are.',
  },
  {
    files: ['services/initiatives/src/payee/**'],
    modules: {
      ...whole('@tributary/contracts', '@tributary/privacy/cipher', 'ibantools'),
      'node:crypto': ['hkdfSync'],
    },
    paths: [],
    globals: pure,
    why: 'Bank accounts are checked, masked and sealed in these files alone, which know no store.',
  },
  {
    files: ['services/initiatives/src/bank-file/**'],
    modules: whole('@tributary/contracts', 'fast-xml-parser', 'ibantools'),
    paths: ['{own}/src/bank-file/**'],
    globals: pure,
    why: 'Files for banks and from them are written and read in these files alone, which know no award.',
  },
  {
    files: ['services/initiatives/src/evidence/**'],
    modules: {
      ...whole('@tributary/contracts', '@tributary/service-kit', 'aws4fetch'),
      ...whole('node:fs', 'node:fs/promises', 'node:path', 'node:stream', 'node:stream/promises'),
      ...identities,
    },
    paths: ['{own}/src/evidence/**'],
    globals: ['language', 'timers', 'network'],
    why: 'Stores of evidence keep bytes; they alone reach a folder or a bucket, and they know no application.',
  },
  {
    files: ['services/initiatives/src/{evidence-files,bank-statements}.ts'],
    modules: {
      ...whole(
        '@tributary/contracts',
        '@tributary/eventing',
        '@tributary/service-kit',
        '@tributary/service-kit/compose',
      ),
      ...digests,
    },
    paths: withinService,
    globals: pure,
    why: 'Files are held against their digest: those of evidence before they are answered, statements before they are read.',
  },
  ...registry,
  {
    files: ['services/initiatives/src/ledger-file.ts'],
    modules: whole('@tributary/contracts', '@tributary/service-kit'),
    paths: [],
    globals: pure,
    why: 'A ledger as a file is made of the ledger alone.',
  },
  {
    files: ['services/strategy/src/plan-import/spreadsheet/**'],
    modules: {
      ...whole('@tributary/contracts', '@tributary/service-kit/charset', 'csv-parse/sync'),
      'node:buffer': ['isUtf8'],
    },
    paths: ['{own}/src/plan-import/{spreadsheet,file}/**'],
    globals: pure,
    why: 'A file is read as rows of cells from its bytes alone.',
  },
  {
    files: ['services/reporting/src/read-models/**'],
    modules: whole('@tributary/contracts', '@tributary/eventing'),
    paths: ['{own}/src/read-models/**'],
    globals: pure,
    why: 'A read model folds the facts of one entity, and the same facts give the same row for ever.',
  },
  {
    files: ['services/reporting/src/reports/**'],
    modules: {
      ...whole('@tributary/contracts', '@tributary/privacy/disclosure', 'zod'),
      '@tributary/eventing': ['Captured', 'Cut', 'Eventing', 'Pausing', 'Slices', 'sorting', 'atOnce'],
    },
    paths: ['{own}/src/reports/**', '{own}/src/read-models/**'],
    globals: pure,
    why: 'A report is a pure function of rows and parameters.',
  },
  ...page,
  {
    files: ['services/reporting/src/serving/cache/**'],
    modules: { ...whole('@tributary/eventing', 'ioredis', 'lru-cache', 'node:timers/promises'), ...digests },
    paths: ['{own}/src/serving/cache/**'],
    globals: timed,
    why: 'The cache keeps bytes; it alone speaks to Redis, and it knows no report.',
  },
  {
    files: ['services/*/src/routes.ts', 'services/*/src/routes/**', 'services/*/src/*/routes.ts'],
    modules: whole('@tributary/contracts', '@tributary/service-kit'),
    paths: ['{own}/src/**', '!**/store.ts', '!**/store/**', '!**/service.ts', '!**/cache/**'],
    globals: pure,
    why: 'Routes bind contracts to commands and queries; they never reach the store.',
  },
  {
    files: ['services/*/src/main.ts'],
    modules: whole('@tributary/service-kit'),
    paths: ['{own}/src/service.ts'],
    globals: pure,
    why: 'The process of a service is what the service is made of, run by the kit.',
  },
  {
    files: ['services/reporting/src/serving/freshness.ts'],
    modules: whole('@tributary/contracts', '@tributary/eventing', '@tributary/service-kit'),
    paths: withinService,
    globals: ['language', 'clock'],
    why: 'Freshness measures how long ago its own answer was, and reaches nothing else.',
  },
  {
    files: ['services/reporting/src/**', 'services/strategy/src/**'],
    modules: {
      ...whole(
        '@tributary/contracts',
        '@tributary/eventing',
        '@tributary/service-kit',
        '@tributary/service-kit/compose',
      ),
      ...whole('zod'),
      ...digests,
      'node:util': ['isDeepStrictEqual'],
    },
    paths: withinService,
    globals: pure,
    why: 'A service meets the others through events and contracts, and the world through eventing and the kit.',
  },
  {
    files: ['services/*/src/**'],
    modules: whole(
      '@tributary/contracts',
      '@tributary/eventing',
      '@tributary/service-kit',
      '@tributary/service-kit/compose',
    ),
    paths: withinService,
    globals: pure,
    why: 'A service meets the others through events and contracts, and the world through eventing and the kit.',
  },
];
