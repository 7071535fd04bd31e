// What a ministry puts under its own code: nobody puts it under another one's, and a path that names no ministry is refused.
import {
  accept,
  allow,
  decidePut,
  freshnessRules,
  recordStockEstimate,
  setFreshnessRules,
  stockEstimate,
} from '@tributary/contracts';
import type { Eventing, Outcome } from '@tributary/eventing';
import { describe, expect, it } from 'vitest';
import { serveAggregate } from '../src/aggregate/aggregate.ts';

const puts: string[] = [];
const outcome = { kind: 'acknowledged', reply: { id: 'x', seq: 1 } } as unknown as Outcome;
const eventing = {
  aggregate: () => ({
    async put(key: string) {
      puts.push(key);
      return outcome;
    },
  }),
} as unknown as Eventing;

const set = serveAggregate(eventing, freshnessRules, {}).puts(
  decidePut(setFreshnessRules, (_before, rules) => accept(rules)),
);
type Asked = Parameters<typeof set>[0];

const asked = (ministryCode: string): Asked =>
  ({
    params: { ministryCode },
    query: {},
    body: { dueAfterMonths: { self: 12, assisted: 12, consular: 12, eid: 12 }, dormantAfterMonths: 6 },
    context: { actor: { sub: 'ana', ministry: 'MFOR' }, now: new Date(), today: '2026-03-31', newId: () => 'x' },
    mayTouch: (ministry: string) => ministry === 'MFOR',
  }) as unknown as Asked;

describe('what a ministry sets under its own code', () => {
  it('is put for that ministry, and for no other one', async () => {
    expect(await set(asked('MFOR'))).toEqual({ outcome });
    expect(await set(asked('MLAB'))).toMatchObject({ outcome: { rejection: { rejected: 'FORBIDDEN' } } });
    expect(puts).toEqual(['freshness-rules:MFOR']);
  });

  it('has a path that names the ministry, or does not start', () => {
    const { puts: putting } = serveAggregate(eventing, stockEstimate, {});
    for (const ministry of ['own', 'responsible'] as const) {
      const recording = decidePut(recordStockEstimate, (_before, estimate) => accept(estimate));
      const contract = { ...recordStockEstimate, access: allow('registrar', { ministry }) };
      expect(() => putting(Object.assign(recording, { contract }))).toThrow('name that in the path');
    }
  });
});
