// The AsyncAPI 3.0 document of the event catalogue: one channel per service's topic, one message per event type.
import { z } from 'zod';
import { eventExamples } from './event-examples.ts';
import { eventsOf } from './events.ts';
import { type JsonSchema, schemaOf, withoutFormName } from './json-schema.ts';
import { CloudEventHeaders } from './kernel/cloud-event.ts';
import type { EventDescription } from './kernel/event.ts';
import { type ServiceName, services, topicOf } from './kernel/service.ts';
import { PARTITIONS } from './values/partition.ts';
import { withFieldWords } from './worded.ts';

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
      messages: byName(catalogueMessages().map((message) => [message.name, message])),
      messageTraits: {
        cloudEvent: {
          contentType: 'application/json',
          headers: {
            schemaFormat: DRAFT_7,
            schema: withFieldWords(z.toJSONSchema(CloudEventHeaders, { target: 'draft-7', override: withoutFormName })),
          },
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

/** Every type that a topic may carry, in the order of the services. */
export const catalogueMessages = () => publishers.flatMap(messagesOf);

/** What a topic carries: the facts of its service, and the fencing records between them. */
const messagesOf = (service: ServiceName) => [...eventsOf[service].map(factOf), fencingRecordOf(service)];

const channelOf = (service: ServiceName) => ({
  address: topicOf(service),
  title: `Facts of ${service}`,
  description: `An aggregate is in one of ${PARTITIONS} partitions, by its id; the order holds within an aggregate.`,
  messages: byName(messagesOf(service).map(({ name }) => [name, refTo('components/messages', name)])),
  bindings: {
    kafka: {
      topic: topicOf(service),
      partitions: PARTITIONS,
      topicConfiguration: { 'cleanup.policy': ['delete'], 'retention.ms': SEVEN_DAYS },
      bindingVersion: '0.5.0',
    },
  },
});

const operationOf = (service: ServiceName) => ({
  action: 'send',
  channel: refTo('channels', topicOf(service)),
  title: `${service} publishes its facts`,
  messages: messagesOf(service).map(({ name }) => refTo(`channels/${topicOf(service)}/messages`, name)),
});

interface Counted {
  readonly summary: string;
  /** the field that holds the day from which on it counts */
  readonly 'x-business-date'?: string;
}

const messageOf = (name: string, title: string, counted: Counted, schema: JsonSchema, example: unknown) => ({
  name,
  title,
  ...counted,
  traits: [refTo('components/messageTraits', 'cloudEvent')],
  payload: { schemaFormat: DRAFT_7, schema },
  examples: [{ name, payload: example }],
});

const factOf = (event: EventDescription) =>
  messageOf(
    event.type,
    event.summary,
    event.businessDate === undefined
      ? { summary: 'Timeless: it counts for every day.' }
      : {
          summary: `It counts from the day in ${event.businessDate} on.`,
          'x-business-date': event.businessDate,
        },
    withFieldWords(schemaOf(event, 'draft-7')),
    eventExamples[event.type],
  );

/** The first record of a new leader of the journal in a partition; the journal makes it, and no service knows of it. */
const fencingRecordOf = (service: ServiceName) =>
  messageOf(
    `${service}.journal.sealed.v1`,
    'The journal has a new leader',
    { summary: 'It has no effect: it takes a position, so that positions stay dense.' },
    { type: 'object' },
    {},
  );
