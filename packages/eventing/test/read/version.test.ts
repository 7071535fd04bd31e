// The version of the views follows from what their rows keep, and from nothing else.
import { defineView } from '@tributary/contracts';
import { describe, expect, it } from 'vitest';
import { versionOf } from '../../src/views/version.ts';
import { subjects, wells } from './support/engine.ts';
import { wellDug, wellMeasured } from './support/facts.ts';

const dug = defineView(
  'dug',
  () => 0,
  (when) => [when(wellDug, (sum) => sum + 1)],
);

describe('the version of the views', () => {
  it('is the same for the same views, in whatever order they are declared', () => {
    expect(versionOf([wells, subjects])).toBe(versionOf([subjects, wells]));
    expect(versionOf([wells])).toMatch(/^[0-9a-f]{8}$/);
  });

  it('is another one where rows keep one type of event more or less', () => {
    expect(versionOf([wells, subjects])).not.toBe(versionOf([wells]));
    expect(versionOf([dug])).not.toBe(versionOf([wells]));
    expect(versionOf([dug, wells])).toBe(versionOf([wells]));
  });

  it('is another one where an event comes to have another business date, or to erase', () => {
    const dated = [...wells.events.values()].map((event) => ({ ...event, businessDate: 'another' }));
    expect(versionOf([{ ...wells, events: new Map(dated.map((event) => [event.type, event])) }])).not.toBe(
      versionOf([wells]),
    );
    expect(versionOf([{ ...wells, terminal: new Set([wellMeasured.type]) }])).not.toBe(versionOf([wells]));
  });

  it('is no other one where the same facts are folded in another way', () => {
    const otherwise = defineView(
      'dug',
      () => 0,
      (when) => [when(wellDug, (sum) => sum + 2)],
    );
    expect(versionOf([otherwise])).toBe(versionOf([dug]));
  });
});
