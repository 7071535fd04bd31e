// What is committed under generated/ is what the contracts say, and no contract breaks what was published before.
import { fileURLToPath } from 'node:url';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { artefacts } from '../generator/artefacts.ts';
import { eventTitles } from '../generator/event-titles.ts';
import { readFolder } from '../generator/folder.ts';
import { ARGUMENTS_FILE, argumentTypes } from '../generator/message-arguments.ts';
import { asyncApiDocument } from '../src/asyncapi.ts';
import { eventExamples } from '../src/event-examples.ts';
import { eventsOf } from '../src/events.ts';
import { schemaOf } from '../src/json-schema.ts';
import { eventsIn } from '../src/kernel/catalogue.ts';
import { defineEvent, earlierForms, replacing } from '../src/kernel/event.ts';

const folder = fileURLToPath(new URL('../generated', import.meta.url));
const events = Object.values(eventsOf).flat();
const json = (value: unknown) => JSON.stringify(value, null, 2);

describe('the committed artefacts', () => {
  it('are fresh: generating again would write nothing', async () => {
    const { missing } = artefacts(await readFolder(folder));
    expect([...missing.keys()], '`npm run generate` writes them').toEqual([]);
    const english = await readFolder(fileURLToPath(new URL('../src/locales/en', import.meta.url)));
    expect(english.get('events.json')).toBe(eventTitles());
    expect((await readFolder(folder)).get(ARGUMENTS_FILE)).toBe(argumentTypes(english));
  });

  it('are kept: no contract breaks a golden schema, and no type with one is gone', async () => {
    expect(artefacts(await readFolder(folder)).refused).toEqual([]);
  });
});

describe('upcasters', () => {
  it('give what the new version takes, for the example of each version that was replaced', () => {
    for (const event of events) {
      for (const { event: before, read } of earlierForms(event)) {
        const upcast = read(eventExamples[before.type]);
        expect(event.schema.safeParse(upcast), `${before.type} → ${event.type}`).toMatchObject({ success: true });
      }
    }
  });
});

describe('golden schemas', () => {
  const type = 'strategy.plan.drafted.v1';
  const first = defineEvent(type, 'A plan was drafted', z.strictObject({ code: z.string() }));
  const added = defineEvent(type, 'The same', z.strictObject({ code: z.string(), note: z.string().optional() }));
  const changed = defineEvent(type, 'The same', z.strictObject({ code: z.string(), note: z.number().optional() }));
  const dropped = defineEvent(type, 'The same', z.strictObject({}));
  const committed = new Map([[`schemas/${type}.json`, `${json(schemaOf(first))}\n`]]);
  const extended = new Map([...committed, [`schemas/${type}.2.json`, `${json(schemaOf(added))}\n`]]);

  it('are written beside the older ones when a field is added', () => {
    const { missing, refused } = artefacts(committed, [added]);
    expect(refused).toEqual([]);
    expect([...missing.keys()]).toContain(`schemas/${type}.2.json`);
    expect([...missing.keys()]).not.toContain(`schemas/${type}.json`);
  });

  it('refuse a contract that breaks one of them, naming what and where', () => {
    const { missing, refused } = artefacts(committed, [dropped]);
    expect(refused).toEqual([
      { type, golden: `schemas/${type}.json`, changes: [{ at: '', change: 'field-removed', what: 'code' }] },
    ]);
    expect([...missing.keys()].filter((path) => path.startsWith('schemas/'))).toEqual([]);
  });

  it('are compared with all of their history: a field that came back as another type is caught by the older one', () => {
    const back = new Map([...extended, [`schemas/${type}.3.json`, `${json(schemaOf(first))}\n`]]);
    expect(artefacts(back, [changed]).refused.map(({ golden }) => golden)).toEqual([`schemas/${type}.2.json`]);
  });

  it('let a breaking change pass as a new version that replaces the old one, whose schema stays', () => {
    const next = defineEvent(
      'strategy.plan.drafted.v2',
      'A plan was drafted',
      z.strictObject({ planCode: z.string() }),
      undefined,
      replacing(first, ({ code }) => ({ planCode: code })),
    );
    const { missing, refused } = artefacts(committed, eventsIn({ next }));
    expect(refused).toEqual([]);
    const schemas = [...missing.keys()].filter((path) => path.startsWith('schemas/'));
    expect(schemas).toEqual(['schemas/strategy.plan.drafted.v2.json']);
  });

  it('refuse a type that is gone, because its facts are kept for ever', () => {
    expect(artefacts(committed, []).refused).toEqual([
      { type, golden: `schemas/${type}.json`, changes: [{ at: '', change: 'type-removed', what: type }] },
    ]);
  });

  it('are open: a reader ignores what it does not know', () => {
    expect(json(events.map((event) => schemaOf(event)))).not.toContain('"additionalProperties": false');
  });
});

describe('the event catalogue', () => {
  it('holds each type once', () => {
    expect(new Set(events.map(({ type }) => type)).size).toBe(events.length);
  });

  it('has exactly one example per type, and each is valid', () => {
    expect(Object.keys(eventExamples).sort()).toEqual(events.map(({ type }) => type).sort());
    for (const event of events)
      expect(event.schema.parse(eventExamples[event.type])).toEqual(eventExamples[event.type]);
  });

  it('names a business date that its examples have', () => {
    for (const { type, businessDate } of events) {
      if (businessDate !== undefined) expect(eventExamples[type], type).toHaveProperty(businessDate);
    }
  });

  it('is a valid AsyncAPI 3.0 document whose references all resolve', async () => {
    expect(await faultsOf(asyncApiDocument())).toEqual([]);
  });

  it('would not pass with a channel that lacks an address of its kind or a reference into nowhere', async () => {
    const { channels, ...rest } = asyncApiDocument();
    const [first] = Object.values(channels as Record<string, object>);
    expect(await faultsOf({ ...rest, channels: { 'registry.events': { ...first, address: 7 } } })).not.toEqual([]);
  });
});

/** What a linter of AsyncAPI documents has against this one. */
async function faultsOf(document: object): Promise<string[]> {
  const config = await createConfig({ rules: { struct: 'error', 'no-unresolved-refs': 'error' } });
  const problems = await lintFromString({ source: json(document), config });
  return problems.map(({ message, location }) => `${location[0]?.pointer} ${message}`);
}
