// The overlays hold the rules that linters of this field have, and each rule is broken once to see that it would tell.

import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { objectsOf, overlays, renderedFile, sourcesDigest, type Thing } from './objects.ts';
import { changes } from './rules/planted.ts';
import { reliability } from './rules/reliability.ts';
import { security } from './rules/security.ts';

const rules = [...security, ...reliability];
const broken = (name: string, things: readonly Thing[]) => rules.find((rule) => rule.name === name)?.broken(things);

describe.each(overlays)('the overlay %s', (overlay) => {
  let things: readonly Thing[];
  beforeAll(() => {
    things = objectsOf(overlay);
  });

  it('is rendered from the files as they are: `npm run render`', () => {
    expect(readFileSync(renderedFile(overlay), 'utf8').split('\n')[1]).toBe(`# ${sourcesDigest()}`);
  });

  it.each(rules.map(({ name }) => name))('holds %s', (name) => {
    expect(things.length).toBeGreaterThan(50);
    expect(broken(name, things)).toEqual([]);
  });

  it('has each object once, in the one namespace', () => {
    const ids = things.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    const elsewhere = things.filter(({ kind, metadata }) => kind !== 'Namespace' && metadata.namespace !== 'tributary');
    expect(elsewhere).toEqual([]);
  });
});

describe('a rule', () => {
  const production = objectsOf('production');

  it('is broken here once for each that there is', () => {
    expect(changes.map(([rule]) => rule).sort()).toEqual(rules.map(({ name }) => name).sort());
  });

  it.each(changes)('%s says: %s', (rule, said, of, from, to) => {
    const changed = production.map((thing) => {
      if (`${thing.kind} ${thing.metadata.name}` !== of) return thing;
      const text = JSON.stringify(thing);
      const after = text.replace(from, to);
      expect(after).not.toBe(text);
      return JSON.parse(after) as Thing;
    });
    expect(broken(rule, changed)?.join('\n')).toContain(said);
  });
});
