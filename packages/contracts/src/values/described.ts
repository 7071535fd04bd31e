import { z } from 'zod';

/**
 * What the API's description says of a schema beyond what zod can tell of it, as keywords of JSON Schema. The published
 * schemas of events do not take it up, since those are kept as they were first written.
 */
export const described = z.registry<Readonly<Record<string, unknown>>>();

/** Schemas that the API's description gives a name, and that no module exports under one: what aggregates are read as. */
export const componentNames = z.registry<{ readonly name: string }>();
