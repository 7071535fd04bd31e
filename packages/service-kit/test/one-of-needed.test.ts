// What is missing where any of several fields would do: all of them are named, in each language.
import { described, languages, PersonName, routesOf, services } from '@tributary/contracts';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { fieldErrors } from '../src/problem/field-errors.ts';

/** The fields of which a schema needs one at least, by its description; undefined where it needs none of several. */
function neededOf(schema: z.ZodType): readonly string[] | undefined {
  const { anyOf } = (described.get(schema) ?? {}) as { readonly anyOf?: readonly object[] };
  const fields = anyOf?.map((one) => {
    const { required = [], ...rest } = one as { readonly required?: readonly string[] };
    return Object.keys(rest).length === 0 && required.length === 1 ? required[0] : undefined;
  });
  return fields?.every((field) => field !== undefined) ? fields : undefined;
}

const bodies = services.flatMap((service) =>
  Object.values(routesOf[service]).flatMap(({ method, path, body }) =>
    body === undefined ? [] : [[`${method} ${path}`, body] as const],
  ),
);
const needing = [...bodies, ['the name of a person', PersonName] as const].flatMap(([where, schema]) => {
  const fields = neededOf(schema);
  return fields === undefined ? [] : [{ where, schema, fields }];
});

describe('where one of several fields is needed', () => {
  it.each(needing)('$where names $fields to whoever gives none', ({ schema, fields }) => {
    for (const language of languages) {
      const error = schema.safeParse({}).error;
      if (error === undefined) throw new Error('nothing was missing');
      const told = fieldErrors(error, '', {}, language).filter(({ detail }) => detail.includes(fields.join(', ')));
      expect(told).toMatchObject([{ code: 'REQUIRED' }]);
      expect(fields).toContain(told[0]?.pointer.slice(1));
    }
  });

  it('there are such bodies', () => {
    expect(needing.map(({ fields }) => fields.join(' '))).toEqual(
      expect.arrayContaining(['officers roles', 'email phone document name', 'area areas', 'given family']),
    );
  });
});
