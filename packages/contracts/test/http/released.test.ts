// The committed descriptions are held against those of the last release; a break is written down or does not pass.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFolder } from '../../generator/folder.ts';
import { httpBreaks, type OpenApi } from '../../generator/http/breaks.ts';
import {
  breaksSince,
  type Descriptions,
  isAfter,
  type Released,
  releasedAs,
  unsettled,
} from '../../generator/http/released.ts';
import { changed } from './small-description.ts';

const folder = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

async function descriptions(name: string): Promise<Descriptions> {
  const files = await readFolder(folder(name));
  return Object.fromEntries(
    [...files].map(([file, text]) => [file.slice(0, -'.json'.length), JSON.parse(text) as OpenApi]),
  );
}

const [last, now] = await Promise.all([descriptions('released/openapi'), descriptions('generated/openapi')]);
const written = JSON.parse(readFileSync(folder('released/breaks.json'), 'utf8')) as Released;

describe('the APIs', () => {
  it('break no caller of the last release, but where it is written down', () => {
    expect(Object.keys(last).length).toBeGreaterThan(0);
    expect(unsettled(breaksSince(last, now), written)).toEqual([]);
  });

  it('have each break in the list with a reason and a version', () => {
    for (const one of written.breaks) {
      expect(one).toEqual({
        service: expect.any(String),
        operation: expect.any(String),
        what: expect.any(String),
        why: expect.stringMatching(/\S/),
        since: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      });
    }
  });
});

describe('a break', () => {
  const gone = { service: 'strategy', operation: '/v1/plans', what: 'The path is gone.' };
  const decided = { ...gone, why: 'Plans are read by their codes.', since: '0.2.0' };

  it('that nobody wrote down is refused in one sentence that says where to', () => {
    expect(unsettled([gone], { version: '0.1.0', breaks: [] })).toEqual([
      'strategy, /v1/plans: The path is gone. Callers of 0.1.0 rely on it: keep it, or write it down in packages/contracts/released/breaks.json with why and since.',
    ]);
  });

  it('that is written down for the next release passes', () => {
    expect(unsettled([gone], { version: '0.1.0', breaks: [decided] })).toEqual([]);
  });

  it('that was written down for an earlier release does not pass again', () => {
    expect(unsettled([gone], { version: '0.2.0', breaks: [decided] })).toHaveLength(1);
  });

  it('that is written down and breaks nothing is to be taken out', () => {
    expect(unsettled([], { version: '0.1.0', breaks: [decided] })).toEqual([expect.stringContaining('breaks nothing')]);
    expect(unsettled([], { version: '0.2.0', breaks: [decided] })).toEqual([]);
  });

  it('needs a reason', () => {
    expect(unsettled([gone], { version: '0.1.0', breaks: [{ ...decided, why: ' ' }] })).toEqual([
      expect.stringContaining('Its reason is missing.'),
    ]);
  });

  it('of a whole service is one too', () => {
    expect(breaksSince(last, {}).map(({ what }) => what)).toEqual(Object.keys(last).map(() => 'The service is gone.'));
  });

  it('is written down by a release once, and the list keeps those of earlier ones', () => {
    const other = { ...gone, operation: '/v1/kpis' };
    const released = releasedAs('0.2.0', 'Named anew.', [gone, other], { version: '0.1.0', breaks: [decided] });
    expect(released).toEqual({ version: '0.2.0', breaks: [decided, { ...other, why: 'Named anew.', since: '0.2.0' }] });
    expect(unsettled([], released)).toEqual([]);
  });

  it('is compared by numbers of versions', () => {
    expect([isAfter('0.10.0', '0.9.0'), isAfter('0.2.0', '0.2.0'), isAfter('0.2.0', '1.0.0')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

interface Place {
  readonly service: string;
  readonly path: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

/** Every schema that stands in a body (`in`) or in an answer of success (`out`); not those that are one of several, nor what must not be. */
function schemasOf(direction: 'in' | 'out'): readonly Place[] {
  const pattern =
    direction === 'in' ? / > requestBody > .* > schema/ : / > responses > 2\d\d > content > application\/json > schema/;
  const walk = (service: string, node: unknown, path: string): readonly Place[] => {
    if (typeof node !== 'object' || node === null || / > (anyOf|oneOf|not|examples?)$/.test(path)) return [];
    const here = pattern.test(path) && !path.endsWith(' > properties') && !Array.isArray(node);
    return [
      ...(here ? [{ service, path, schema: node as Place['schema'] }] : []),
      ...Object.entries(node).flatMap(([key, value]) => walk(service, value, path === '' ? key : `${path} > ${key}`)),
    ];
  };
  return Object.entries(now).flatMap(([service, document]) => walk(service, document, ''));
}

const [bodies, replies] = [schemasOf('in'), schemasOf('out')];
const having = (places: readonly Place[], keyword: string, value?: unknown) =>
  fc.constantFrom(
    ...places.filter(({ schema }) => keyword in schema && (value === undefined || schema[keyword] === value)),
  );

/** What is said of a change in one place of a description that has this place's operation alone. */
const saidOf = ({ service, path: place }: Place, step: string, value: unknown) => {
  const [, path = '', method = ''] = place.split(' > ');
  const { paths, ...rest } = now[service] as OpenApi;
  const older = { ...rest, paths: { [path]: { [method]: paths[path]?.[method] } } } as OpenApi;
  return httpBreaks(older, changed(older, `${place} > ${step}`, value));
};

describe('anywhere in the real descriptions', () => {
  const holds = (places: fc.Arbitrary<Place>, judge: (place: Place) => void) =>
    fc.assert(fc.property(places, judge), { numRuns: 40 });
  const someName = ({ schema }: Place) => Object.keys(Object(schema['properties']))[0];

  it('a property that goes breaks exactly its operation', () => {
    for (const places of [having(bodies, 'additionalProperties', false), having(replies, 'properties')]) {
      const withProperties = places.filter((place) => someName(place) !== undefined);
      holds(withProperties, (place) => {
        const [, path = '', method = ''] = place.path.split(' > ');
        const operations = saidOf(place, `properties > ${someName(place)}`, undefined).map(
          ({ operation }) => operation,
        );
        expect([...new Set(operations)]).toEqual([`${method.toUpperCase()} ${path}`]);
      });
    }
  });

  it('a new property that may be left out breaks nobody', () => {
    for (const places of [bodies, replies]) {
      holds(having(places, 'properties'), (place) => {
        if (typeof place.schema['additionalProperties'] === 'object') return;
        expect(saidOf(place, 'properties > somethingNew', { type: 'string' })).toEqual([]);
      });
    }
  });

  it('a text that gets shorter breaks those who send it, and none who read it', () => {
    holds(having(bodies, 'type', 'string'), (place) => {
      expect(saidOf(place, 'maxLength', 0)).toHaveLength(1);
    });
    holds(having(replies, 'type', 'string'), (place) => {
      expect(saidOf(place, 'maxLength', 0)).toEqual([]);
    });
  });

  it('a type that gets wider breaks those who read it, and none who send it', () => {
    const wide = ['string', 'null', 'boolean'];
    holds(having(replies, 'type', 'string'), (place) => {
      expect(saidOf(place, 'type', wide)).toHaveLength(1);
    });
    holds(having(bodies, 'type', 'string'), (place) => {
      expect(saidOf(place, 'type', wide)).toEqual([]);
    });
  });
});
