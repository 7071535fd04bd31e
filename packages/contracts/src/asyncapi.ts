// The AsyncAPI 3.0 document of the event catalogue: one channel per service's topic, one message per event type.
import { z } from 'zod';
import { eventExamples } from './event-examples.ts';
import { eventsOf } from './events.ts';
import { CloudEventHeaders } from './forms/cloud-event.ts';
import type { EventDescription } from './forms/event.ts';
import { type ServiceName, services, topicOf } from './forms/service.ts';
import { schemaOf } from './json-schema.ts';
import { SLOTS } from './slot.ts';

const SEVEN_DAYS = 7 * 24 * 60 * 60 * 1000;
const DRAFT_7 = 'application/schema+json;version=draft-07';

const publishers = services.filter((service) => eventsOf[service].length > 0);
const refTo = (section: string, name: string) => ({ $ref: `#/${section}/${name}` });
const byName = <T>(entries: readonly (readonly [string, T])[]) => Object.fromEntries(entries);

/** The whole catalogue as an AsyncAPI 3.0 document; the same contracts give the same document. */
export function asyncApiDocument(): Readonly<Record<string, unknown>> {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Tributary events',
      version: '1.0.0',
      description:
        'Every fact that the services publish, as CloudEvents 1.0 in binary mode. Delivery is at least once; ' +
        'ce_pos is dense within a partition, so a reader sees what it missed and drops what it has. ' +
        'Fields may be added to a type: ignore those that you do not know. A breaking change is a new type.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: 'application/json',
    channels: byName(publishers.map((service) => [topicOf(service), channelOf(service)])),
    operations: byName(publishers.map((service) => [`publish-${service}`, operationOf(service)])),
    components: {
      messages: byName(
        publishers.flatMap((service) => eventsOf[service]).map((event) => [event.type, messageOf(event)]),
      ),
      messageTraits: {
        cloudEvent: {
          contentType: 'application/json',
          headers: { schemaFormat: DRAFT_7, schema: z.toJSONSchema(CloudEventHeaders, { target: 'draft-7' }) },
          bindings: {
            kafka: {
              key: { type: 'string', description: 'the aggregate, as in ce_subject' },
              bindingVersion: '0.5.0',
            },
          },
        },
      },
    },
  };
}

const channelOf = (service: ServiceName) => ({
  address: topicOf(service),
  title: `Facts of ${service}`,
  description: `Partition = slot of the aggregate, ${SLOTS} of them; the order holds within an aggregate.`,
  messages: byName(eventsOf[service].map(({ type }) => [type, refTo('components/messages', type)])),
  bindings: {
    kafka: {
      topic: topicOf(service),
      partitions: SLOTS,
      topicConfiguration: { 'cleanup.policy': ['delete'], 'retention.ms': SEVEN_DAYS },
      bindingVersion: '0.5.0',
    },
  },
});

const operationOf = (service: ServiceName) => ({
  action: 'send',
  channel: refTo('channels', topicOf(service)),
  title: `${service} publishes its facts`,
  messages: eventsOf[service].map(({ type }) => refTo(`channels/${topicOf(service)}/messages`, type)),
});

const messageOf = (event: EventDescription) => ({
  name: event.type,
  title: event.summary,
  summary:
    event.businessDate === undefined
      ? 'Timeless: it counts for every day.'
      : `It counts from the day in ${event.businessDate} on.`,
  traits: [refTo('components/messageTraits', 'cloudEvent')],
  payload: { schemaFormat: DRAFT_7, schema: schemaOf(event, 'draft-7') },
  examples: [{ name: event.type, payload: eventExamples[event.type] }],
});
