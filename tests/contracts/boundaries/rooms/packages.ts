// The packages.
import { eventing } from './eventing.ts';
import { identities, pure, type Room, timed, whole } from './room.ts';

export const packages: readonly Room[] = [
  {
    files: ['packages/contracts/src/**'],
    modules: whole('zod'),
    paths: ['{own}/src/**'],
    globals: pure,
    why: 'Contracts import zod and nothing else.',
  },
  ...eventing,
  {
    files: ['packages/service-kit/src/answer/event-stream.ts'],
    modules: whole('@tributary/contracts', 'node:stream'),
    paths: ['{own}/src/**'],
    globals: timed,
    why: 'A stream of events is written as they come, and beats in between.',
  },
  {
    files: ['packages/service-kit/src/{problem,description,answer,request}/**'],
    modules: {
      ...whole(
        '@tributary/contracts',
        '@tributary/eventing',
        '@tributary/eventing/cut-points',
        '@tributary/eventing/ids',
      ),
      ...whole('zod', 'fastify', 'fast-content-type-parse', 'node:buffer', 'node:http'),
      ...identities,
    },
    paths: ['{own}/src/**'],
    globals: pure,
    why: 'Requests are read, and answers written, from what they hold.',
  },
  {
    files: ['packages/service-kit/src/{run,server/metrics}.ts'],
    modules: whole(
      '@tributary/contracts',
      '@tributary/eventing',
      '@tributary/eventing/failure',
      'fastify',
      'pino',
      'prom-client',
    ),
    paths: ['{own}/src/**'],
    globals: [...timed, 'process'],
    why: 'The process is read and ended in these two files alone; everything else is told by arguments.',
  },
  {
    files: ['packages/service-kit/src/**'],
    modules: {
      ...whole(
        '@tributary/contracts',
        '@tributary/eventing',
        '@tributary/eventing/failure',
        '@tributary/eventing/cut-points',
      ),
      ...whole('fastify', 'fastify-plugin', 'zod', 'pino', 'jose', 'fastest-levenshtein', 'negotiator'),
      ...whole('@fastify/helmet', '@fastify/rate-limit', '@fastify/swagger', '@fastify/swagger-ui'),
      ...whole('node:fs', 'node:http', 'node:https', 'node:net', 'node:os', 'node:timers/promises'),
    },
    paths: ['{own}/src/**'],
    globals: timed,
    why: 'The kit serves HTTP for any service and knows none; what it needs of the process it is told.',
  },
  {
    files: ['packages/embedded/src/mongo/**'],
    modules: { ...whole('bson', 'node:net') },
    paths: ['{own}/src/**', '!**/{kafka,issuer}/**'],
    globals: [...timed, 'process'],
    why: 'The MongoDB server is written from its protocol, and uses no MongoDB client.',
  },
  {
    files: ['packages/embedded/src/**'],
    modules: {
      ...whole(
        'jose',
        'node:buffer',
        'node:child_process',
        'node:crypto',
        'node:events',
        'node:fs',
        'node:fs/promises',
      ),
      ...whole('node:http', 'node:net', 'node:path', 'node:timers/promises', 'node:util', 'node:zlib'),
    },
    paths: ['{own}/src/**'],
    globals: [...timed, 'process'],
    why: 'The embedded servers depend on no other package, and use no client of what they serve.',
  },
  {
    files: ['packages/launcher/src/**'],
    modules: {
      ...whole(
        '@tributary/contracts',
        '@tributary/embedded',
        '@tributary/service-kit',
        'fastify',
        '@fastify/reply-from',
      ),
      ...whole(
        'node:child_process',
        'node:fs/promises',
        'node:http',
        'node:net',
        'node:path',
        'node:stream',
        'node:timers/promises',
        'node:url',
        'node:util',
      ),
    },
    paths: ['{own}/src/**'],
    globals: [...timed, 'network', 'process'],
    why: 'The launcher starts services as processes, and imports none.',
  },
  {
    files: ['packages/client/src/**'],
    modules: {
      ...whole('@tributary/contracts', '@tributary/embedded', '@tributary/eventing', '@tributary/service-kit'),
      ...whole('node:fs', 'node:path', 'node:timers/promises', 'node:url', 'node:util'),
    },
    paths: ['{own}/src/**'],
    globals: [...timed, 'network', 'process'],
    why: 'The client speaks to services over HTTP, and imports none.',
  },
  {
    files: ['packages/testkit/src/**'],
    modules: 'declared',
    paths: ['{own}/src/**'],
    globals: 'any',
    why: 'The testkit is for the tests of any package, and reaches into none.',
  },
  {
    files: ['packages/contracts/generator/**', 'packages/service-kit/testing/**'],
    modules: 'declared',
    paths: ['{own}/**'],
    globals: 'any',
    why: 'What writes files, and what tests are given, stays with its package.',
  },
];
