// Eventing: rules that speak to ports, and one folder for each thing outside.
import { identities, type Room, timed, whole } from './room.ts';

export const eventing: readonly Room[] = [
  {
    files: ['packages/eventing/src/kafka/**'],
    modules: {
      ...whole('@tributary/contracts', 'kafkajs', 'node:timers/promises'),
      ...identities,
      'kafkajs/src/network/requestQueue/index.js': ['default'],
    },
    paths: ['{own}/src/**', '!**/mongo/**', '!{own}/src/eventing.ts'],
    globals: timed,
    why: 'The Kafka adapter alone speaks to Kafka, and it knows no database.',
  },
  {
    files: ['packages/eventing/src/mongo/**'],
    modules: { ...whole('@tributary/contracts', 'mongoose', 'zod'), ...identities },
    paths: ['{own}/src/**', '!**/kafka/**', '!{own}/src/eventing.ts'],
    globals: timed,
    why: 'The MongoDB adapter alone speaks to MongoDB, and it knows no broker.',
  },
  {
    files: ['packages/eventing/src/history/**', 'packages/eventing/src/verify-history.ts'],
    modules: {
      ...whole('@tributary/contracts', 'zod', 'node:fs/promises', 'node:path', 'node:timers/promises'),
      ...identities,
    },
    paths: ['{own}/src/**', '!{own}/src/eventing.ts'],
    globals: timed,
    why: 'What a journal held is compared with what each adapter knows of it, and with a file.',
  },
  {
    files: ['packages/eventing/src/jobs/sweeps.ts'],
    modules: whole('@tributary/contracts'),
    paths: ['{own}/src/**', '!**/kafka/**', '!{own}/src/eventing.ts'],
    globals: timed,
    why: 'What lies beside documents is swept where it lies.',
  },
  {
    files: ['packages/eventing/src/{eventing,index,read-records,verify-service}.ts'],
    modules: { ...whole('@tributary/contracts', 'node:util'), ...identities },
    paths: ['{own}/src/**'],
    globals: timed,
    why: 'What puts the parts together may name the adapters, and reaches the world through them.',
  },
  {
    files: ['packages/eventing/src/cut-points.ts'],
    modules: {},
    paths: [],
    globals: ['language', 'process'],
    why: 'Cut points end the process in tests of kills, and reach nothing else.',
  },
  {
    files: ['packages/eventing/src/store/turns.ts'],
    modules: { ...whole('node:timers/promises') },
    paths: ['{own}/src/**', '!**/{mongo,kafka}/**'],
    globals: [...timed, 'randomness'],
    why: 'Writers that lost a race try again after a time drawn by chance.',
  },
  {
    files: ['packages/eventing/src/**'],
    modules: { ...whole('@tributary/contracts', 'zod', 'node:timers/promises', 'node:util'), ...identities },
    paths: ['{own}/src/**', '!**/{mongo,kafka}/**', '!{own}/src/eventing.ts'],
    globals: timed,
    why: 'The rules of delivery speak to ports; the adapters are given to them.',
  },
];
