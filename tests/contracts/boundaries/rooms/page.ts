// The page that reporting serves, from what is made of its words to what puts it together.
import { digests, pure, type Room, timed, whole } from './room.ts';

const kit = whole('@tributary/contracts', '@tributary/service-kit', 'fastify');
const within = ['{own}/src/page/**'];

export const page: readonly Room[] = [
  {
    files: ['services/reporting/src/page/landing.ts'],
    modules: whole('@tributary/service-kit'),
    paths: within,
    globals: pure,
    why: 'What is at / is what was built.',
  },
  {
    files: ['services/reporting/src/page/documents/built-folder.ts'],
    modules: whole('node:url'),
    paths: [],
    globals: ['language', 'process'],
    why: 'Where the bundle lies is known in this file alone.',
  },
  {
    files: ['services/reporting/src/page/documents/**'],
    modules: { ...kit, ...whole('node:fs/promises', 'node:path', 'node:util', 'node:zlib'), ...digests },
    paths: within,
    globals: pure,
    why: 'The built client is read from its folder and sent as it is, and knows nobody.',
  },
  {
    files: ['services/reporting/src/page/session/**'],
    modules: {
      ...kit,
      ...whole('@tributary/eventing', '@tributary/privacy/cipher', 'cookie', 'zod', 'node:timers/promises'),
      'node:crypto': ['createHmac', 'hkdfSync', 'randomBytes', 'timingSafeEqual'],
    },
    paths: within,
    globals: pure,
    why: 'A session is sealed, kept and compared in these files alone, by a clock that they are given.',
  },
  {
    files: ['services/reporting/src/page/sign-in/**'],
    modules: { ...kit, ...whole('openid-client', 'zod') },
    paths: within,
    globals: ['language', 'clock'],
    why: 'Those who say who somebody is are spoken to in these files alone.',
  },
  {
    files: ['services/reporting/src/page/api/**'],
    modules: { ...kit, ...whole('node:http', 'node:https') },
    paths: within,
    globals: timed,
    why: 'Services are asked on behalf of a visitor in these files alone.',
  },
  {
    files: ['services/reporting/src/page/events/**'],
    modules: { ...kit, ...whole('@tributary/eventing', 'lru-cache', 'node:stream') },
    paths: [...within, '{own}/src/read-models/**'],
    globals: timed,
    why: 'What has happened is told from feeds and read models, and beats in between.',
  },
  {
    files: ['services/reporting/src/page/**'],
    modules: { ...kit, ...whole('@tributary/eventing', 'zod'), 'node:net': ['isIP'] },
    paths: within,
    globals: pure,
    why: 'The page leads requests to what answers them; it reaches stores, services and issuers through its own folders.',
  },
];
