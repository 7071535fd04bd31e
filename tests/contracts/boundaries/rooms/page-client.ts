// The page as it runs in a browser, from its words to what is seen.
import { pure, type Room, whole } from './room.ts';

const own = ['{own}/src/**'];
const signals = whole('@preact/signals', '@tributary/contracts');

export const pageClient: readonly Room[] = [
  {
    files: ['packages/page/vite.config.ts'],
    modules: whole('vite'),
    paths: [],
    globals: pure,
    why: 'How the page is built is said in one file.',
  },
  {
    files: ['packages/page/src/address/**'],
    modules: signals,
    paths: own,
    globals: [...pure, 'browser'],
    why: 'Where the reader is stands in the address of the browser, which is read and changed here alone.',
  },
  {
    files: ['packages/page/src/wording/**'],
    modules: {
      ...signals,
      ...whole(
        ...['en', 'fr', 'es', 'ru', 'it', 'pt'].flatMap((language) =>
          ['page', 'events'].map((subject) => `@tributary/contracts/locales/${language}/${subject}.json`),
        ),
      ),
    },
    paths: own,
    globals: pure,
    why: 'Sentences and numbers are written by the rules of a language, and nothing else.',
  },
  {
    files: ['packages/page/src/{data,session}/**'],
    modules: { ...signals, ...whole('preact/hooks') },
    paths: own,
    globals: [...pure, 'browser', 'timers', 'network', 'randomness'],
    why: 'The server is asked in these files alone.',
  },
  {
    files: ['packages/page/src/**'],
    modules: 'declared',
    paths: own,
    globals: [...pure, 'browser', 'timers', 'clock', 'randomness'],
    why: 'What is seen is made of what was answered; it asks nobody by itself.',
  },
];
