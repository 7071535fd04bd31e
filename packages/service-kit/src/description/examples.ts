// Examples of bodies, made of the examples of their parts: one for each request and answer, of the form that its schema
// has. A schema that says its own example is told by that.
import { type ProblemCode, problemMessages, problemStatus, problemType } from '@tributary/contracts';
import { referred, type Schema } from './schemas.ts';

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null;

/** How a programme shares costs that pays a unit for each unit that the diaspora brings. */
const matchRule = {
  parties: [
    {
      code: 'central',
      role: 'central',
      label: { en: 'Government', fr: 'État' },
      pays: 'rest',
      maxAmount: [{ amount: '25000.00', currency: 'EUR' }],
      ratioOf: { parties: ['diaspora'], tiers: [{ ratio: '1' }] },
    },
    { code: 'diaspora', role: 'diaspora', label: { en: 'Diaspora', fr: 'Diaspora' }, pays: 'offer', minPct: 10 },
  ],
};

/** What fields of a name are shown with, where their schema takes it: an initiative of a country that there is not. */
const usual: Readonly<Record<string, readonly unknown[]>> = {
  aggregation: ['sum'],
  area: ['Torva'],
  at: ['2026-03-31T12:00:00.000Z'],
  baselineSource: ['Ministry of Health'],
  baselineValue: ['81.5'],
  baselineYear: ['2024'],
  budget: ['100000.00'],
  budgetCode: ['MLOC-6421'],
  category: ['female'],
  code: ['14030'],
  contributing: ['MFIN'],
  data: [{}],
  definition: ['The budget of initiatives by their accepted links'],
  dimension: ['sex'],
  direction: ['up'],
  endsOn: ['2028-12-31'],
  error: ['strategy.plan.activated.v1 /from: invalid_format'],
  id: ['01932f5e-7a00-7000-8000-000000000001'],
  initiativeId: ['01932f5e-7a00-7000-8000-000000000001'],
  label: ['Accepted budget'],
  lang: ['en'],
  level: ['1'],
  levels: [{ en: 'Programme', fr: 'Programme' }],
  match: [matchRule],
  ministry: ['MLOC'],
  name: ['Torva Highland Circle'],
  next: [null],
  nodeCode: ['2.1'],
  parent: ['2'],
  partitionkey: ['01932f5e-7a00-7000-8000-000000000001'],
  pct: [100],
  planCode: ['NDP-2030'],
  planVersion: ['1'],
  plannedEndOn: ['2027-12-31'],
  plannedStartOn: ['2026-04-01'],
  rate: ['0.90'],
  reason: ['A digit was left out'],
  reasonCode: ['OUT_OF_SCOPE'],
  registerNumber: ['DA-2026-014'],
  responsibleMinistry: ['MHEA'],
  revision: [1],
  self: ['/initiatives/v1/initiatives/01932f5e-7a00-7000-8000-000000000001'],
  seq: [3],
  source: ['Statistics Office'],
  startsOn: ['2026-01-01'],
  subject: ['01932f5e-7a00-7000-8000-000000000001'],
  target: ['95'],
  title: [
    { en: 'Clean water for Upper Torva', fr: 'De l’eau propre pour le Haut-Torva' },
    'Clean water for Upper Torva',
  ],
  unit: ['people'],
  value: ['194000'],
  version: ['1'],
  versionInForce: ['1'],
  view: ['plans'],
  vocabulary: ['1'],
  weightPct: [100],
  what: ['status is active in one and superseded in the other'],
};

const ofFormat: Readonly<Record<string, string>> = {
  date: '2026-03-31',
  'date-time': '2026-03-31T12:00:00.000Z',
  uuid: '01932f5e-7a00-7000-8000-000000000001',
};

/** An example of a value. @param name of the field that it is of */
export function exampleOf(schema: Schema, name = ''): unknown {
  const { $ref, ...rest } = schema;
  if (typeof $ref === 'string') return exampleOf({ ...referred($ref), ...rest }, name);
  const { examples, enum: options, type } = schema;
  if ('const' in schema) return schema['const'];
  const known = usual[name]?.find((value) => isOf(value, schema));
  if (known !== undefined) return known;
  if (Array.isArray(examples)) return examples[0];
  if (Array.isArray(options)) return options[0];
  if (type === 'object') return objectOf(schema);
  if (type === 'array') return isSchema(schema['items']) ? [exampleOf(schema['items'], name)] : [];
  const choices = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(choices)) return exampleOf(choices[0], name);
  return scalarOf(schema);
}

/** Whether a value is one that a schema takes, as far as its own rules say. */
function isOf(value: unknown, { type, anyOf, enum: options, pattern, required, examples }: Schema): boolean {
  // a code of an open list is shown by one that is known there
  if (Array.isArray(examples) && examples.length > 1 && !examples.includes(value)) return false;
  if (Array.isArray(anyOf)) return anyOf.some((one: Schema) => isOf(value, one));
  if (Array.isArray(options) && !options.includes(value)) return false;
  if (typeof value === 'string' && typeof pattern === 'string' && !new RegExp(pattern, 'u').test(value)) return false;
  if (isSchema(value) && Array.isArray(required) && required.some((name) => !Object.hasOwn(value, name))) return false;
  const types = [type].flat();
  if (value === null) return types.includes('null');
  if (typeof value === 'number') return types.includes('number') || types.includes('integer');
  return types.includes(typeof value) || type === undefined;
}

function objectOf(schema: Schema): unknown {
  const { properties, propertyNames, additionalProperties } = schema;
  if (isSchema(properties)) {
    return Object.fromEntries(
      Object.entries(properties).map(([name, field]) => [name, exampleOf(field as Schema, name)]),
    );
  }
  if (!isSchema(propertyNames) || !isSchema(additionalProperties)) return {};
  return { [String(exampleOf(propertyNames))]: exampleOf(additionalProperties) };
}

function scalarOf({ type, format, minimum, exclusiveMinimum, default: usually }: Schema): unknown {
  if (usually !== undefined) return usually;
  const [first] = [type].flat();
  if (first === 'boolean') return true;
  if (first === 'null') return null;
  if (first === 'number' || first === 'integer') return Number(minimum ?? Number(exclusiveMinimum ?? 0) + 1);
  return ofFormat[String(format)] ?? 'text';
}

/** An answer that is a problem. */
export const exampleProblem = (code: ProblemCode) => ({
  type: problemType(code),
  code,
  status: problemStatus[code],
  title: problemMessages.say('en', `${code}.title`),
  detail: problemMessages.sayWith('en', `${code}.detail`, () => '…'),
  errors: [],
  traceId: '0af7651916cd43dd8448eb211c80319c',
});
