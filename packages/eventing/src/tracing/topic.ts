// The topic of a service with a trace: how long an event waited to be journaled, and how long Kafka took to have it.
import { type ServiceName, topicOf } from '@tributary/contracts';
import type { Topic } from '../journal/sender.ts';
import type { Tracing } from '../ports/tracing.ts';

/** What is sent is told as two spans of the event's trace: `journal <service>` and `send <topic>`. */
export function tracedTopic(topic: Topic, service: ServiceName, { within, record }: Tracing): Topic {
  const destination = topicOf(service);
  return {
    ...topic,
    async send(records) {
      const startedAt = Date.now();
      const refused = await topic.send(records);
      const endedAt = Date.now();
      for (const sent of records) {
        const { partition, recordedAt, event } = sent;
        const { traceparent: parent, type, at } = event;
        if (parent === undefined) continue;
        record({
          name: `journal ${service}`,
          kind: 'internal',
          traceparent: within(parent),
          parent,
          startedAt: Date.parse(at),
          endedAt: Date.parse(recordedAt),
          attributes: { 'cloudevents.event_type': type },
        });
        record({
          name: `send ${destination}`,
          kind: 'producer',
          traceparent: within(parent),
          parent,
          startedAt,
          endedAt,
          attributes: {
            'messaging.system': 'kafka',
            'messaging.operation.type': 'send',
            'messaging.operation.name': 'send',
            'messaging.destination.name': destination,
            'messaging.destination.partition.id': String(partition),
            'cloudevents.event_type': type,
          },
          failed: refused.includes(sent),
        });
      }
      return refused;
    },
  };
}
