// Which tests the README promises, and whether the runner collects and runs each: a test that is skipped, commented out
// or in a file that nobody collects proves nothing.

/** Files by path, relative to the folder of tests. */
export type Sources = ReadonlyMap<string, string>;

/** The names in italics that a text gives to tests; code and anything longer than a line is left out. */
export const namesIn = (text: string): readonly string[] =>
  [...text.replaceAll(/`[^`]*`/g, '').matchAll(/\b_([^_|\n]+)_(?![\w])/g)].map(([, name = '']) =>
    name.replace(/…$/, ''),
  );

/** A test and the file that is said to hold it, without folder and ending. */
export interface Place {
  readonly file: string;
  readonly name: string;
}

/** The tests that a text names with their file: `relay: _a…_, _b…_` are two of `relay`, `topic suite: _c_` is one of `topic`. */
export const placesIn = (text: string): readonly Place[] =>
  [...text.matchAll(/\b([a-z][a-z-]*)(?: suite)?: (_[^_|\n]+_(?:, _[^_|\n]+_)*)/g)].flatMap(
    ([, file = '', names = '']) => namesIn(names).map((name) => ({ file, name })),
  );

/** What can hold the tests of a file: itself, and the suites, of which those count that it calls. */
export const sourcesOfFile = (file: string, sources: Sources): Sources =>
  new Map([...sources].filter(([path]) => path.endsWith(`/${file}.test.ts`) || path.startsWith('suites/')));

/** A planted bug and the test that is named for it. */
export interface Witness {
  readonly bug: string;
  /** as the table names it, e.g. `parking` or `service-kit policy` */
  readonly file: string;
  readonly name: string;
}

/** The rows of the table of planted bugs; a test of another package is named in quotes. */
export const witnessesIn = (readme: string): readonly Witness[] =>
  [...readme.matchAll(/^\| ([a-z-]+) +\| ([\w -]+): (?:_([^_|]+)_|"([^"|]+)") *\|$/gm)].map(
    ([, bug = '', file = '', own, others = '']) => ({ bug, file, name: (own ?? others).replace(/…$/, '') }),
  );

const withoutComments = (source: string) => source.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');

/** Files that the runner collects, and suites that those import and call. */
function collected(sources: Sources): readonly string[] {
  const files = [...sources].filter(([path]) => path.endsWith('.test.ts') && !/\.(real|long)\.test\.ts$/.test(path));
  const calls = files.map(([, source]) => withoutComments(source)).join('\n');
  const suites = [...sources].filter(([path, source]) => {
    const suite = /export function (\w+Suite)\(/.exec(source)?.[1];
    return path.startsWith('suites/') && suite !== undefined && new RegExp(`^\\s*${suite}\\(`, 'm').test(calls);
  });
  return [...files, ...suites].map(([, source]) => withoutComments(source));
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

const CALL = String.raw`\b(?:it|test|describe)(\.\w+)?(?:\((?:\[[\s\S]*?\]|\w+)(?: as const)?,?\s*\))?\(\s*['"\x60][^\n]*?`;
const NOT_RUN = /\b(?:it|test|describe)(?:\.\w+)*\.(?:skip|todo|only|fails|skipIf|runIf)\b|\b(?:xit|xtest|xdescribe)\(/;

/** What is wrong with the promise of a test; undefined: it is collected and runs. */
export function brokenPromise(name: string, sources: Sources): string | undefined {
  const running = collected(sources);
  const call = new RegExp(CALL + escaped(name));
  const found = running.filter((source) => call.test(source));
  if (found.length === 0) return 'no test of that name is collected';
  return found.some((source) => !NOT_RUN.test(source)) ? undefined : 'its file skips tests, or runs only some';
}
