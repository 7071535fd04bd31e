// Sources of other rooms that reach for what is not theirs, in every way that was found.
import type { Planted } from './planted.ts';

const command = 'services/strategy/src/commands.ts';

/** Ways round the other boundaries, each with the words that refuse it. */
export const elsewhere: readonly Planted[] = [
  ['the store in routes', 'services/strategy/src/routes.ts', "import './store.ts';", 'services/strategy/src/store.ts'],
  [
    'the store in routes of a folder',
    'services/strategy/src/routes/plans.ts',
    "import '../store.ts';",
    'services/strategy/src/store.ts',
  ],
  [
    'the store in routes of a slice',
    'services/strategy/src/plan/routes.ts',
    "import '../store/keys.ts';",
    'services/strategy/src/store/keys.ts',
  ],
  ['a service in a service', command, "import '@tributary/registry';", 'imports @tributary/registry'],
  [
    'a service in a service by its path',
    command,
    "import '../../registry/src/service.ts';",
    'services/registry/src/service.ts by its path',
  ],
  [
    'a service in a service when it is wanted',
    command,
    "export const load = () => import('@tributary/registry');",
    '@tributary/registry',
  ],
  [
    'a service in a service between backticks',
    command,
    'export const load = () => import(`@tributary/registry`);',
    '@tributary/registry',
  ],
  [
    'a service in a service by a computed name',
    command,
    'export const load = (name: string) => import(name);',
    'a module whose name is computed',
  ],
  [
    'a service in a service by require',
    command,
    "export const it = require('@tributary/registry');",
    'imports @tributary/registry',
  ],
  [
    'a worker of another service',
    command,
    "export const url = new URL('../../registry/src/main.ts', import.meta.url);",
    'services/registry/src/main.ts',
  ],
  [
    'a package in a service by its path',
    command,
    "import '../../../packages/eventing/src/mongo/journal.ts';",
    'packages/eventing/src/mongo/journal.ts by its path',
  ],
  [
    'a part of a package that is not exported',
    command,
    "import '@tributary/eventing/src/mongo/journal.ts';",
    '@tributary/eventing/src/mongo/journal.ts',
  ],
  [
    'chance by name in a service',
    command,
    "import { randomUUID } from 'node:crypto';",
    'imports randomUUID of node:crypto',
  ],
  [
    'all of a module by name in a service',
    command,
    "import * as crypto from 'node:crypto';",
    'imports node:crypto whole',
  ],
  ['the clock in a service', command, 'export const at = new Date();', 'Date, which reaches the clock'],
  ['a client of Kafka in a service', 'services/strategy/src/service.ts', "import 'kafkajs';", 'imports kafkajs'],
  ['a client of Redis outside the cache', 'services/reporting/src/service.ts', "import 'ioredis';", 'imports ioredis'],
  [
    'the inside of a client of Kafka in a service',
    'services/strategy/src/service.ts',
    "import 'kafkajs/src/index.js';",
    'imports kafkajs/src/index.js',
  ],
  [
    'a service in a package',
    'packages/eventing/src/verify.ts',
    "import '@tributary/registry';",
    'imports @tributary/registry',
  ],
  [
    'a service in a package by its path',
    'packages/service-kit/src/run.ts',
    "import '../../../services/registry/src/service.ts';",
    'services/registry/src/service.ts',
  ],
  [
    'a client of Kafka beside its folder',
    'packages/eventing/src/mongo/journal.ts',
    "import 'kafkajs';",
    'imports kafkajs',
  ],
  [
    'the inside of a client of Kafka beside its folder',
    'packages/eventing/src/consume/group.ts',
    "import 'kafkajs/src/network/requestQueue/index.js';",
    'imports kafkajs/src',
  ],
  [
    'more of the inside of a client of Kafka',
    'packages/eventing/src/kafka/client.ts',
    "import 'kafkajs/src/broker/index.js';",
    'imports kafkajs/src/broker/index.js',
  ],
  [
    'a client of MongoDB beside its folder',
    'packages/eventing/src/kafka/client.ts',
    "import { connect } from 'mongoose';",
    'imports mongoose',
  ],
  [
    'the driver of MongoDB beside its folder',
    'packages/eventing/src/views/views.ts',
    "import 'mongodb';",
    'imports mongodb',
  ],
  [
    'an adapter in the store',
    'packages/eventing/src/store/commands.ts',
    "import '../mongo/aggregates.ts';",
    'packages/eventing/src/mongo/aggregates.ts',
  ],
  [
    'an adapter in an adapter',
    'packages/eventing/src/mongo/journal.ts',
    "import '../kafka/topics.ts';",
    'packages/eventing/src/kafka/topics.ts',
  ],
  [
    'a package in the contracts',
    'packages/contracts/src/partition.ts',
    "import { createHash } from 'node:crypto';",
    'imports node:crypto',
  ],
  ['the clock in the contracts', 'packages/contracts/src/partition.ts', 'export const at = Date.now();', 'the clock'],
  [
    'a client of MongoDB in the embedded server',
    'packages/embedded/src/mongo/wire.ts',
    "import 'mongodb';",
    'imports mongodb',
  ],
  [
    'another package in the embedded servers',
    'packages/embedded/src/start.ts',
    "import '@tributary/contracts';",
    'imports @tributary/contracts',
  ],
  [
    'the environment in the kit',
    'packages/service-kit/src/server/app.ts',
    'export const env = process.env;',
    'process.env, which reaches the process',
  ],
  [
    'the inside of another package in a test',
    'services/registry/test/x.test.ts',
    "import '../../../packages/eventing/src/ids.ts';",
    'packages/eventing/src/ids.ts',
  ],
  [
    'the inside of a package in a test of the whole',
    'tests/faults/x.test.ts',
    "import '../../packages/eventing/test/readme/promised.ts';",
    'promised.ts by its path',
  ],
  [
    'a package that a test does not declare',
    'services/registry/test/x.test.ts',
    "import 'kafkajs';",
    'imports kafkajs, which its package.json does not declare',
  ],
  ['a file of a new folder', 'packages/new/src/index.ts', 'export {};', 'belongs to no room'],
];
