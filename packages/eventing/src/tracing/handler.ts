// The effect of a group with a trace: how long each event took to have its row, or its answer.
import { type RecordedEvent, topicOf } from '@tributary/contracts';
import type { Handler } from '../consume/effect.ts';
import type { Tracing } from '../ports/tracing.ts';

/**
 * Each event that has an effect is told as a span `process <topic>` of its trace. The handler is given that span as the
 * event's `traceparent`, so that what it decides is a part of it. Events that a chunk brought together took as long as the
 * chunk.
 */
export function tracedHandler(handler: Handler, group: string, { within, record }: Tracing): Handler {
  const { concerns = () => true } = handler;
  const continued = (given: RecordedEvent): RecordedEvent =>
    given.event.traceparent === undefined || !concerns(given.event.type)
      ? given
      : { ...given, event: { ...given.event, traceparent: within(given.event.traceparent) } };

  return {
    ...handler,
    async apply(service, events) {
      const own = events.map(continued);
      const startedAt = Date.now();
      const failures = await handler.apply(service, own);
      const endedAt = Date.now();
      for (const [index, { partition, agg, seq, event }] of own.entries()) {
        const parent = events[index]?.event.traceparent;
        if (parent === undefined || event.traceparent === undefined || event.traceparent === parent) continue;
        record({
          name: `process ${topicOf(service)}`,
          kind: 'consumer',
          traceparent: event.traceparent,
          parent,
          startedAt,
          endedAt,
          attributes: {
            'messaging.system': 'kafka',
            'messaging.operation.type': 'process',
            'messaging.operation.name': 'process',
            'messaging.destination.name': topicOf(service),
            'messaging.destination.partition.id': String(partition),
            'messaging.consumer.group.name': group,
            'cloudevents.event_type': event.type,
          },
          failed: failures.some((failure) => failure.agg === agg && failure.seq <= seq),
        });
      }
      return failures;
    },
  };
}
