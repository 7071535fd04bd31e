// The descriptions of requests, answers and events, with words for every field.
import { fieldWords } from './field-words.ts';

type Described = { readonly [keyword: string]: unknown };

/** A JSON Schema whose fields are all described, at any depth: by their own words, else by those of their names. */
export function withFieldWords<Schema>(schema: Schema): Schema {
  if (Array.isArray(schema)) return schema.map(withFieldWords) as Schema;
  if (typeof schema !== 'object' || schema === null) return schema;
  const told = Object.entries(schema).map(([keyword, value]) => [
    keyword,
    keyword === 'properties' ? wordedFields(value as Described) : withFieldWords(value),
  ]);
  return Object.fromEntries(told) as Schema;
}

const wordedFields = (properties: Described): Described =>
  Object.fromEntries(
    Object.entries(properties).map(([name, field]) => {
      const { description = fieldWords[name], ...rules } = withFieldWords(field as Described);
      return [name, { ...(description !== undefined && { description }), ...rules }];
    }),
  );
