// What is told of an event on its way: journaled, sent, applied; each a part of what asked for it.
import { describe, expect, it } from 'vitest';
import type { Handler } from '../../src/consume/effect.ts';
import type { Span, Tracing } from '../../src/ports/tracing.ts';
import { tracedHandler } from '../../src/tracing/handler.ts';
import { tracedTopic } from '../../src/tracing/topic.ts';
import { memoryTopic } from '../fixtures/memory-topic.ts';
import { recordAt } from '../fixtures/records.ts';

const asked = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;

function noted(): Tracing & { readonly spans: Span[] } {
  const spans: Span[] = [];
  let made = 0;
  return {
    spans,
    within: (parent) => `${parent.slice(0, 36)}${String(++made).padStart(16, '0')}${parent.slice(52)}`,
    record: (span) => void spans.push(span),
  };
}

function traced(pos: number, traceparent: string | undefined = asked) {
  const record = recordAt(0, pos);
  const { traceparent: _none, ...event } = record.event;
  return { ...record, event: { ...event, ...(traceparent !== undefined && { traceparent }) } };
}
const untraced = (pos: number) => recordAt(0, pos);

describe('the topic', () => {
  it('tells how long an event waited to be journaled, and to be sent', async () => {
    const tracing = noted();
    const topic = tracedTopic(memoryTopic(), 'registry', tracing);
    await topic.send([traced(1), untraced(2)]);
    expect(tracing.spans).toMatchObject([
      { name: 'journal registry', kind: 'internal', parent: asked },
      {
        name: 'send registry.events',
        kind: 'producer',
        parent: asked,
        failed: false,
        attributes: { 'messaging.system': 'kafka', 'messaging.destination.partition.id': '0' },
      },
    ]);
    const [journaled] = tracing.spans;
    expect([journaled?.startedAt, journaled?.endedAt]).toEqual([
      Date.parse(untraced(1).event.at),
      Date.parse(untraced(1).recordedAt),
    ]);
  });

  it('tells what the broker refuses as failed, and nothing of what it did not get', async () => {
    const tracing = noted();
    const broker = memoryTopic();
    const topic = tracedTopic(broker, 'registry', tracing);
    broker.refuses = ({ pos }) => pos === 2;
    expect(await topic.send([traced(1), traced(2)])).toHaveLength(1);
    expect(tracing.spans.filter(({ kind }) => kind === 'producer').map(({ failed }) => failed)).toEqual([false, true]);
    broker.away = true;
    await expect(topic.send([traced(3)])).rejects.toThrow('away');
    expect(tracing.spans).toHaveLength(4);
  });
});

describe('a group', () => {
  const handler = (apply: Handler['apply']): Handler => ({
    terminal: new Set(),
    concerns: (type) => type.endsWith('measured.v1'),
    apply,
  });

  it('gives its handler the span that it tells, so that what is decided is a part of it', async () => {
    const tracing = noted();
    const given: (string | undefined)[] = [];
    const group = tracedHandler(
      handler(async (_service, records) => {
        given.push(...records.map(({ event }) => event.traceparent));
        return [];
      }),
      'strategy.reactions',
      tracing,
    );
    await group.apply('registry', [traced(1), untraced(2)]);
    expect(tracing.spans).toMatchObject([
      {
        name: 'process registry.events',
        kind: 'consumer',
        parent: asked,
        failed: false,
        attributes: {
          'messaging.consumer.group.name': 'strategy.reactions',
          'cloudevents.event_type': 'registry.well.measured.v1',
        },
      },
    ]);
    expect(given).toEqual([tracing.spans[0]?.traceparent, undefined]);
    expect(given[0]).not.toBe(asked);
  });

  it('tells as failed what can never be applied from some event on, and nothing of what is tried again', async () => {
    const tracing = noted();
    const group = tracedHandler(
      handler(async (_service, [first]) => {
        if (first === undefined || first.pos > 5) throw new Error('away');
        return [{ agg: first.agg, seq: 2, error: 'broken' }];
      }),
      'reporting.views.x',
      tracing,
    );
    await group.apply('registry', [traced(1), traced(2), traced(3)]);
    expect(tracing.spans.map(({ failed }) => failed)).toEqual([false, true, true]);
    await expect(group.apply('registry', [traced(6)])).rejects.toThrow('away');
    expect(tracing.spans).toHaveLength(3);
  });
});
