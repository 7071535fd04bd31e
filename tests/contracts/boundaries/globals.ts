// The globals of Node and of browsers by what they reach; a name that stands nowhere here is refused in every checked folder.

/** What a global reaches beside the values that it is given. */
export type Reach = 'language' | 'clock' | 'timers' | 'randomness' | 'network' | 'browser' | 'process' | 'everything';

const names: Readonly<Record<Exclude<Reach, 'randomness'>, string>> = {
  language:
    'undefined NaN Infinity Object Array Map Set WeakMap WeakRef WeakSet Number String BigInt Boolean Symbol JSON RegExp Promise Proxy Reflect ' +
    'Error TypeError RangeError AggregateError parseInt parseFloat isNaN encodeURIComponent decodeURIComponent URL URLSearchParams ' +
    'structuredClone TextEncoder TextDecoder Buffer ArrayBuffer DataView Uint8Array Uint32Array AbortController',
  clock: 'performance',
  timers: 'setTimeout clearTimeout setInterval clearInterval setImmediate clearImmediate queueMicrotask AbortSignal',
  network: 'fetch WebSocket EventSource XMLHttpRequest',
  browser: 'window document navigator FormData ResizeObserver',
  process: 'process console',
  everything: 'globalThis global eval Function require module WebAssembly',
};

const reaches = new Map(
  Object.entries(names).flatMap(([reach, list]) => list.split(' ').map((name) => [name, reach as Reach] as const)),
);

/** How a source uses a global. */
export interface Use {
  readonly name: string;
  /** of `Date.now` it is `now`; undefined where the global is taken whole or its member is computed */
  readonly member?: string | undefined;
  /** whether it is made with at least one argument, as in `new Date(text)` */
  readonly madeOf: boolean;
}

/** What a use reaches; undefined for a name that no list holds. */
export function reachOf({ name, member, madeOf }: Use): Reach | undefined {
  if (name === 'Date') return madeOf || member === 'UTC' || member === 'parse' ? 'language' : 'clock';
  if (name === 'Math') return member === undefined || member === 'random' ? 'randomness' : 'language';
  if (name === 'Intl') return member === undefined ? 'clock' : 'language';
  if (name === 'crypto') return 'randomness';
  if (name === 'import.meta') return 'process';
  return reaches.get(name);
}
