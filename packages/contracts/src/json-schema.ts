// The published JSON Schemas of events. Objects stay open in them: a reader ignores fields that it does not know.
import { z } from 'zod';
import type { EventDescription } from './kernel/event.ts';
import { isFormName } from './values/form.ts';

/** A JSON Schema object of draft 2020-12 or draft 7, as far as this catalogue uses them. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** Leaves out the name of a form of the house: to a reader of JSON Schema its pattern says all. */
export function withoutFormName({ jsonSchema }: { readonly jsonSchema: { format?: unknown } }): void {
  if (isFormName(jsonSchema.format)) delete jsonSchema.format;
}

/**
 * The JSON Schema of an event's data. The contract itself is strict, for those who make facts; what is published is
 * open, so that a later release may add an optional field without breaking anyone who checks what they read.
 */
export function schemaOf(
  event: Pick<EventDescription, 'type' | 'schema'>,
  target: 'draft-2020-12' | 'draft-7' = 'draft-2020-12',
): JsonSchema {
  const schema = z.toJSONSchema(event.schema, {
    target,
    override: ({ jsonSchema }) => {
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
      withoutFormName({ jsonSchema });
    },
  });
  const { $schema, ...rules } = schema as JsonSchema;
  return { $schema, title: event.type, ...rules };
}
