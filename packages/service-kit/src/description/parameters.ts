// What a request brings beside its body: path, query, and the headers that its contract gives a meaning.
import type { RouteContract } from '@tributary/contracts';
import type { z } from 'zod';
import { headerForms, mustBeConditional } from '../request/headers.ts';
import { noQuery } from '../request/parse.ts';
import { returnPreferences } from '../request/prefer.ts';
import { hasETag } from './answers.ts';
import { inlineOf, type Schema } from './schemas.ts';

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly description?: string;
  readonly schema: Schema;
  readonly style?: 'form';
  readonly explode?: boolean;
}

/** The parameters of a route. @param isRepresented whether a command can be answered with the thing itself */
export const parametersOf = (contract: RouteContract, isRepresented: boolean): readonly Parameter[] => [
  ...fields(contract.params, 'path'),
  ...fields(contract.query ?? noQuery, 'query'),
  ...headersOf(contract),
  ...(isRepresented ? [prefer] : []),
];

/** RFC 7240 has other preferences too, and any text may stand here: what is not known is passed over. */
const prefer: Parameter = {
  name: 'Prefer',
  in: 'header',
  required: false,
  description:
    'With return=representation the answer is the thing as it stands after the command, where the caller may read it; ' +
    'also to a repeated request. Preference-Applied tells what was done.',
  schema: { type: 'string', examples: returnPreferences.map((one) => `return=${one}`) },
};

function fields(schema: z.ZodType | undefined, place: 'path' | 'query'): readonly Parameter[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = inlineOf(schema, 'input') as {
    properties?: Readonly<Record<string, Schema>>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, { description, ...field }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(typeof description === 'string' && { description }),
    schema: field,
    // A list stands in one parameter, parted by commas.
    ...(field['type'] === 'array' && { style: 'form', explode: false }),
  }));
}

function headersOf(contract: RouteContract): readonly Parameter[] {
  const { method, idempotency, precondition } = contract;
  const writes = method !== 'GET';
  return [
    ...(writes && idempotency !== 'ignored'
      ? [
          header('Idempotency-Key', idempotency === 'required', {
            description: 'A value of your own; the same request under the same key is done once and answered alike',
            pattern: headerForms['idempotency-key'],
            example: 'transfer-2026-03-31-7',
          }),
        ]
      : []),
    ...(writes && precondition !== 'none'
      ? [
          header('If-Match', precondition === 'required', {
            description: `${ifMatchMeaning(contract)} What has changed since is answered 412.`,
            pattern: headerForms['if-match'],
            example: '"5"',
          }),
        ]
      : []),
    ...(precondition === 'creates'
      ? [
          header('If-None-Match', false, {
            description: 'In the place of If-Match: to create what is not there yet',
            pattern: /^\*$/,
            example: '*',
          }),
        ]
      : []),
    ...(!writes && hasETag(contract)
      ? [
          header('If-None-Match', false, {
            description:
              'ETags that the caller has: where one of them is still right, the answer is 304 without a body',
            pattern: headerForms['if-none-match'],
            example: '"5"',
          }),
        ]
      : []),
    ...(contract.events === undefined
      ? []
      : [
          header('Last-Event-ID', false, {
            description: 'The id of the last event that the caller has: it is not sent again',
            pattern: headerForms['last-event-id'],
            example: 'Zm9vYmFy@2026-06-30T12:00:02.000Z',
          }),
        ]),
    header('Consistency-Token', false, {
      description: 'Tokens as commands answered them, parted by commas: facts that the answer must know',
      pattern: headerForms['consistency-token'],
      example: 'strategy:01932f5e-7a00-7000-8000-000000000001:5',
    }),
  ];
}

function ifMatchMeaning({ precondition }: RouteContract): string {
  const etag = 'The ETag that was read, to change that version alone.';
  if (precondition === 'creates') return `${etag} Either it or If-None-Match is needed.`;
  return mustBeConditional(precondition) ? etag : `${etag} Without it the newest version is changed.`;
}

interface HeaderForm {
  readonly description: string;
  readonly pattern: RegExp;
  readonly example: string;
}

const header = (name: string, required: boolean, { description, pattern, example }: HeaderForm): Parameter => ({
  name,
  in: 'header',
  required,
  description,
  // JavaScript sets a backslash before each slash of a source; not every reader of patterns takes one.
  schema: { type: 'string', pattern: pattern.source.replaceAll('\\/', '/'), examples: [example] },
});
