// Every test that the README names is collected and runs; every planted bug and every invariant has its row.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { plantableBugs } from '../../src/cut-points.ts';
import { brokenPromise, namesIn, placesIn, type Sources, sourcesOfFile, witnessesIn } from './promised.ts';

const packages = join(import.meta.dirname, '../../..');
const readme = readFileSync(join(packages, 'eventing/README.md'), 'utf8');

const sourcesOf = (folder: string): Sources =>
  new Map(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.startsWith('readme'))
      .map((path) => [path, readFileSync(join(folder, path), 'utf8')]),
  );

const own = sourcesOf(join(packages, 'eventing/test'));
const kit = sourcesOf(join(packages, 'service-kit/test'));
const witnesses = witnessesIn(readme);

describe('the README promises', () => {
  it.each(namesIn(readme))('a test that is collected and runs: %s', (name) => {
    expect(brokenPromise(name, own)).toBeUndefined();
  });

  it('each of them in the file that it names', () => {
    const places = placesIn(readme);
    expect(places.length).toBeGreaterThan(150);
    expect(places.filter(({ file, name }) => brokenPromise(name, sourcesOfFile(file, own)) !== undefined)).toEqual([]);
  });

  it('for each planted bug the test that ends red with it', () => {
    expect(witnesses.map(({ bug }) => bug).sort()).toEqual([...plantableBugs].sort());
    for (const { name, file } of witnesses) {
      expect([name, brokenPromise(name, file.startsWith('service-kit') ? kit : own)]).toEqual([name, undefined]);
    }
  });

  it('what each invariant means, I1 to I16', () => {
    const defined = [...readme.matchAll(/^\| I(\d+) +\| ([^|]+?) *\| ([^|]+?) *\|$/gm)];
    expect(defined.map(([, number]) => Number(number))).toEqual(Array.from({ length: 16 }, (_, index) => index + 1));
    for (const [, , meaning = '', proof = ''] of defined) {
      expect(meaning.length).toBeGreaterThan(20);
      expect(proof).not.toBe('');
    }
  });

  it('no invariant that the tests name and the README does not define', () => {
    const named = [...own.values(), ...kit.values()].flatMap((source) =>
      [...source.matchAll(/(?:it|test|describe)(?:\.each)?\([^\n]*?\bI(\d+)\b/g)].map(([, number]) => Number(number)),
    );
    expect(named.length).toBeGreaterThan(40);
    expect(named.filter((number) => number < 1 || number > 16)).toEqual([]);
  });
});

describe('a promise is broken', () => {
  const suite = "export function oddSuite() { it('a suite holds', () => undefined); }";
  const broken = (path: string, source: string, name = 'a rule holds') =>
    brokenPromise(name, new Map([[path, source]]));

  it('not where the test is there', () => {
    expect(broken('a.test.ts', "it('rule 1: a rule holds, always', () => undefined);")).toBeUndefined();
    expect(broken('a.test.ts', "it.each([\n  1,\n])('a rule holds %s', () => undefined);")).toBeUndefined();
    expect(broken('a.test.ts', "it.each(names)(\n  'a rule holds %s',\n  () => undefined);")).toBeUndefined();
  });

  it.each([
    ['it is skipped', 'a.test.ts', "it.skip('a rule holds', () => undefined);"],
    ['its suite is skipped', 'a.test.ts', "describe.skip('x', () => { it('a rule holds', () => undefined); });"],
    ['another alone runs', 'a.test.ts', "it('a rule holds', () => undefined); it.only('b', () => undefined);"],
    ['it is to be written', 'a.test.ts', "it.todo('a rule holds');"],
    ['it is commented out', 'a.test.ts', "// it('a rule holds', () => undefined);"],
    ['it is commented out as a block', 'a.test.ts', "/* it('a rule holds', () => undefined); */"],
    ['only a comment or a text says it', 'a.test.ts', "const text = 'a rule holds';"],
    ['its file is not collected', 'a.ts', "it('a rule holds', () => undefined);"],
    ['it runs on real servers alone', 'a.real.test.ts', "it('a rule holds', () => undefined);"],
  ])('where %s', (_why, path, source) => {
    expect(broken(path, source)).toBeDefined();
  });

  it('where another file than the one that is named holds it', () => {
    const files = new Map([
      ['write/odd.test.ts', "it('a rule holds', () => undefined);"],
      ['write/even.test.ts', 'oddSuite();'],
      ['suites/odd.ts', suite],
    ]);
    const [rule, called, uncalled] = placesIn('odd: _a rule…_; even suite: _a suite holds_, _a rule holds_');
    const told = [rule, called, uncalled].map((place) =>
      brokenPromise(place?.name ?? '', sourcesOfFile(place?.file ?? '', files)),
    );
    expect(told).toEqual([undefined, undefined, 'no test of that name is collected']);
  });

  it('where the suite that holds it is called by no file that is collected', () => {
    const calling = "import { oddSuite } from '../suites/odd.ts';\noddSuite();";
    expect(broken('suites/odd.ts', suite, 'a suite holds')).toBeDefined();
    const files = (path: string) =>
      new Map([
        ['suites/odd.ts', suite],
        [path, calling],
      ]);
    expect(brokenPromise('a suite holds', files('odd.test.ts'))).toBeUndefined();
    expect(brokenPromise('a suite holds', files('odd.real.test.ts'))).toBeDefined();
  });
});
