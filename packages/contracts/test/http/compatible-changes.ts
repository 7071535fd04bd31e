// Changes of the small description that callers of the older one need not notice.
import { answer, get, list, plan, plans, post } from './places.ts';
import { small } from './small-description.ts';

export const compatibleChanges: [what: string, place: string, value: unknown][] = [
  ['a new path', 'paths > /v1/kpis', { get: { operationId: 'listKpis', responses: { 200: {} } } }],
  ['a new operation', `${plans} > put`, { operationId: 'putPlan', responses: { 200: {} } }],
  ['a new fault', `${post} > responses > 409`, {}],
  ['a new parameter that may be left out', `${get} > parameters > 1`, { in: 'query', name: 'kind', required: false }],
  ['a wider limit of a parameter', `${get} > parameters > 0 > schema > maximum`, 500],
  ['no token any more', `${post} > security`, []],
  ['one more role', `${post} > description`, 'Roles: planner, analyst. '],
  ['one more role for less', `${post} > description`, 'Roles: planner, person. The role person: its own alone.'],
  ['a way in beside the known one', `${post} > security > 1`, { key: [] }],
  ['fewer scopes', `${get} > security`, [{ token: [] }]],
  ['a new media type of a body', `${post} > requestBody > content > application/xml`, {}],
  ['a new field that may be left out', `${plan} > properties > note`, { type: 'string' }],
  ['a field that may be left out now', `${plan} > required`, []],
  ['a wider type of a field', `${plan} > properties > code > type`, ['string', 'integer']],
  ['a value more that is taken', `${plan} > properties > kind > enum > 2`, 'regional'],
  ['an alternative more that is taken', `${plan} > properties > id > anyOf > 2`, { type: 'null' }],
  ['a pattern more that is taken', `${plan} > properties > code > maxLength`, undefined],
  ['fields of any name that are taken', `${plan} > additionalProperties`, true],
  ['a new property', `${list} > properties > more`, { type: 'string' }],
  ['a property that is always there now', `${list} > required > 2`, 'note'],
  ['a value that is not answered any more', `${list} > properties > state > enum`, ['open']],
  ['a new header', `${answer} > headers > Vary`, { schema: { type: 'string' } }],
  ['a new media type of an answer', `${answer} > content > application/xml`, {}],
  ['a shorter list', `${list} > properties > items > maxItems`, 100],
  ['other words', `${list} > properties > note > description`, 'what was noted'],
  ['a schema in place of its name', `${list} > properties > budget`, small.components.schemas.Money],
];
