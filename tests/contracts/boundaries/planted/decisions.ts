// Sources of decisions that reach for the world, in every way that was found.
import type { Planted } from './planted.ts';

const decision = 'services/strategy/src/plan/decisions.ts';

/** Ways round the boundary of decisions, each with the words that refuse it. */
export const inDecisions: readonly Planted[] = [
  ['a package in a decision', decision, "import { z } from 'zod';", 'imports zod'],
  ['a file system in a decision', decision, "import 'node:fs';", 'imports node:fs'],
  [
    'the store in a decision',
    decision,
    "import { keys } from '../store.ts';",
    'imports services/strategy/src/store.ts by its path',
  ],
  [
    'the store in a decision by a detour',
    decision,
    "import { keys } from './plan-file/../../store.ts';",
    'services/strategy/src/store.ts',
  ],
  [
    'the store in a decision as a type',
    decision,
    "import type { keys } from '../store.ts';",
    'services/strategy/src/store.ts',
  ],
  [
    'the store in a type of a decision',
    decision,
    "export type Keys = import('../store.ts').Keys;",
    'services/strategy/src/store.ts',
  ],
  [
    'the store handed on by a decision',
    decision,
    "export { keys } from '../store.ts';",
    'services/strategy/src/store.ts',
  ],
  [
    'all of the store handed on by a decision',
    decision,
    "export * from '../store.ts';",
    'services/strategy/src/store.ts',
  ],
  [
    'the store in a decision of a slice',
    'services/partnerships/src/partner/decisions.ts',
    "import '../store.ts';",
    'store.ts',
  ],
  ['the time of day in a decision', decision, 'export const at = Date.now();', 'Date.now, which reaches the clock'],
  ['the day in a decision', decision, 'export const at = new Date();', 'Date, which reaches the clock'],
  [
    'the clock in a decision under another name',
    decision,
    'const { now } = Date;\nexport const at = now();',
    'Date, which reaches the clock',
  ],
  [
    'the clock in a decision by a computed name',
    decision,
    "export const at = Date['now']();",
    'Date, which reaches the clock',
  ],
  [
    'a stopwatch in a decision',
    decision,
    'export const at = performance.now();',
    'performance.now, which reaches the clock',
  ],
  ['chance in a decision', decision, 'export const one = Math.random();', 'Math.random, which reaches chance'],
  [
    'chance in a decision under another name',
    decision,
    'const { random } = Math;\nexport const one = random();',
    'Math, which reaches chance',
  ],
  [
    'an id drawn in a decision',
    decision,
    'export const id = crypto.randomUUID();',
    'crypto.randomUUID, which reaches chance',
  ],
  [
    'the network in a decision',
    decision,
    "export const get = () => fetch('http://x');",
    'fetch, which reaches the network',
  ],
  [
    'the network in a decision as a value',
    decision,
    'export const get = { fetch };',
    'fetch, which reaches the network',
  ],
  [
    'the environment in a decision',
    decision,
    "export const home = process.env['HOME'];",
    'process.env, which reaches the process',
  ],
  [
    'everything in a decision',
    decision,
    'export const get = globalThis.fetch;',
    'globalThis.fetch, which reaches everything',
  ],
  [
    'text that runs in a decision',
    decision,
    "export const now = eval('Date.now()');",
    'eval, which reaches everything',
  ],
  [
    'a timer in a decision',
    decision,
    'export const later = (f: () => void) => setTimeout(f, 1);',
    'setTimeout, which reaches timers',
  ],
  [
    'the place of a decision',
    decision,
    'export const here = import.meta.url;',
    'import.meta, which reaches the process',
  ],
  [
    'a global that nobody knows',
    decision,
    'export const x = somethingNew;',
    'somethingNew, which tests/contracts/boundaries/globals.ts does not list',
  ],
];
