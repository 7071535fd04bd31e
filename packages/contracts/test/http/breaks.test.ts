// Each kind of change that callers of an API trip over is planted once and refused; what they can ignore passes.
import { describe, expect, it } from 'vitest';
import { httpBreaks } from '../../generator/http/breaks.ts';
import { breakingAnswers } from './breaking-answers.ts';
import { breakingRequests } from './breaking-requests.ts';
import { compatibleChanges } from './compatible-changes.ts';
import { list } from './places.ts';
import { changed, small } from './small-description.ts';

const said = (place: string, value: unknown) =>
  httpBreaks(small, changed(small, place, value)).map(({ operation, what }) => `${operation}: ${what}`);

describe('a new description of an API', () => {
  it.each([...breakingRequests, ...breakingAnswers])('breaks callers by %s', (_what, place, value, says) => {
    const found = said(place, value);
    for (const sentence of says) expect(found).toContain(sentence);
    const where = new Set(found.map((sentence) => sentence.split(':')[0]));
    expect(where.size).toBeLessThanOrEqual(place.startsWith('components') ? 2 : 1);
  });

  it.each(compatibleChanges)('breaks nobody by %s', (_what, place, value) => {
    expect(said(place, value)).toEqual([]);
  });

  it('breaks nobody where nothing has changed, whatever the order of its keys', () => {
    const turned = JSON.parse(JSON.stringify(small), (_key, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : value,
    );
    expect(httpBreaks(small, turned)).toEqual([]);
  });

  it('is read to its end where a schema holds itself', () => {
    const tree = {
      type: 'object',
      properties: { kind: { enum: ['a'] }, parts: { type: 'array', items: { $ref: '#/components/schemas/Tree' } } },
    };
    const whole = changed(changed(small, 'components > schemas > Tree', tree), list, {
      $ref: '#/components/schemas/Tree',
    });
    expect(httpBreaks(whole, structuredClone(whole))).toEqual([]);
    const wider = changed(whole, 'components > schemas > Tree > properties > kind > enum > 1', 'b');
    expect(httpBreaks(whole, wider).map(({ what }) => what)).toContain(
      'The answer 200 as application/json at /kind promises less: it has "b" only now.',
    );
  });
});
