// Tests, and what runs before anything is built.
import type { Room } from './room.ts';

export const tests: readonly Room[] = [
  {
    files: ['packages/embedded/test/**'],
    modules: 'declared',
    paths: ['{own}/**', 'packages/testkit/src/*.ts'],
    globals: 'any',
    why: 'The testkit starts the embedded servers, so that their tests cannot depend on it and name its files.',
  },
  {
    files: ['{packages,services}/*/test/**'],
    modules: 'declared',
    paths: ['{own}/**'],
    globals: 'any',
    why: 'The tests of a package reach into that package alone; others give what tests may use in their exports.',
  },
  {
    files: ['tests/**'],
    modules: 'declared',
    paths: ['tests/**'],
    globals: 'any',
    why: 'The tests of the whole use what packages and services export.',
  },
  {
    files: ['packages/*/bin/**', '.ci/**', 'vitest.config.ts'],
    modules: 'declared',
    paths: ['{own}/bin/**', '{own}/dist/**', 'packages/contracts/src/forms/service.ts'],
    globals: 'any',
    why: 'What runs before anything is built stands alone.',
  },
];
