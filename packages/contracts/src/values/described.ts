import { z } from 'zod';

/**
 * What the API's description says of a schema beyond what zod can tell of it, as keywords of JSON Schema. The published
 * schemas of events do not take it up, since those are kept as they were first written.
 */
export const described = z.registry<Readonly<Record<string, unknown>>>();
