// What was said of two wells, with an event that can never be applied.
import { idIn, journal, measured, wellDug, wellMeasured } from './facts.ts';

export const poison = { type: wellMeasured.type, data: { level: 'deep', measuredOn: '2026-02-01' } };
export const [sick, sound] = [idIn(2), idIn(2, 1)];

export const said = [
  { agg: sick, fact: wellDug({ name: 'sick', dugOn: '2026-01-01' }) },
  { agg: sound, fact: wellDug({ name: 'sound', dugOn: '2026-01-01' }) },
  { agg: sick, fact: poison },
  { agg: sick, fact: measured(2) },
  { agg: sound, fact: measured(5) },
];

/** The same journal after its owner mended the event: what a release with an upcaster sees. */
export const mended = journal(said.map((one) => (one.fact === poison ? { ...one, fact: measured(1) } : one)));
