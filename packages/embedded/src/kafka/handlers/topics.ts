// Handlers that make, remove and describe topics.
import { errors } from '../errors.ts';
import type { Request } from '../messages/messages.ts';
import { isSetting, readSettings, type SettingName, settingOf, settings } from '../topic-settings.ts';
import { isTopicName } from '../topics.ts';
import { type Broker, type Handler, NODE_ID } from './handler.ts';

type Asked = Request<'CreateTopics'>['topics'][number];

export const createTopics: Handler<'CreateTopics'> = async ({ topics, validateOnly }, broker) => {
  const results = [];
  for (const asked of topics) {
    const twice = topics.filter(({ name }) => name === asked.name).length > 1;
    results.push(twice ? refuse(asked, errors.INVALID_REQUEST, 'Duplicate topic name.') : await create(asked));
  }
  await broker.durable();
  return { throttleMs: 0, topics: results };

  async function create(asked: Asked) {
    const { name, partitions, replicationFactor, assignments, configs } = asked;
    if (!isTopicName(name)) return refuse(asked, errors.INVALID_TOPIC_EXCEPTION, `Topic name is invalid: '${name}'`);
    if (broker.topics.get(name) !== undefined) {
      return refuse(asked, errors.TOPIC_ALREADY_EXISTS, `Topic '${name}' already exists.`);
    }
    if (assignments.length > 0) {
      return refuse(asked, errors.INVALID_REPLICA_ASSIGNMENT, 'There is one broker: it assigns partitions itself.');
    }
    if (replicationFactor !== -1 && replicationFactor !== 1) {
      const message = `Replication factor ${replicationFactor} is not possible: there is one broker.`;
      return refuse(asked, errors.INVALID_REPLICATION_FACTOR, message);
    }
    if (partitions !== -1 && (partitions < 1 || partitions > LARGEST)) {
      const message = `Number of partitions was ${partitions}; it must be from 1 to ${LARGEST}.`;
      return refuse(asked, errors.INVALID_PARTITIONS, message);
    }
    const given = readSettings(configs);
    if (typeof given === 'string') return refuse(asked, errors.INVALID_CONFIG, given);
    if (!validateOnly) await broker.topics.create(name, partitions === -1 ? 1 : partitions, given);
    return refuse(asked, errors.NONE, null);
  }
};

/** Each partition is a file that stays open. */
const LARGEST = 1000;

const refuse = ({ name }: Asked, error: number, message: string | null) => ({ name, error, message });

export const deleteTopics: Handler<'DeleteTopics'> = async ({ names }, broker) => {
  const topics = [];
  for (const name of names) {
    const there = broker.topics.get(name) !== undefined;
    if (there) {
      broker.groups.forgetTopic(name);
      await broker.topics.delete(name);
    }
    topics.push({ name, error: there ? errors.NONE : errors.UNKNOWN_TOPIC_OR_PARTITION });
  }
  await broker.durable();
  return { throttleMs: 0, topics };
};

const TOPIC = 2;
const BROKER = 4;
const source = { topic: 1, fallback: 5, broker: 4 } as const;

export const describeConfigs: Handler<'DescribeConfigs'> = ({ resources }, broker) => ({
  throttleMs: 0,
  resources: resources.map((resource) => describe(resource, broker)),
});

function describe({ type, name, keys }: Request<'DescribeConfigs'>['resources'][number], { topics }: Broker) {
  const answer = (error: number, message: string | null, configs: ReturnType<typeof config>[] = []) => ({
    error,
    message,
    type,
    name,
    configs: configs.filter((each) => keys === null || keys.includes(each.name)),
  });
  if (type === BROKER && name === String(NODE_ID)) {
    return answer(errors.NONE, null, [config('auto.create.topics.enable', 'false', source.broker)]);
  }
  if (type !== TOPIC) return answer(errors.INVALID_REQUEST, `there is no resource ${name} of type ${type}`);
  const topic = topics.get(name);
  if (topic === undefined) return answer(errors.UNKNOWN_TOPIC_OR_PARTITION, null);
  const names = Object.keys(settings).filter(isSetting);
  const of = (setting: SettingName) => (topic.settings[setting] === undefined ? source.fallback : source.topic);
  return answer(
    errors.NONE,
    null,
    names.map((setting) => config(setting, settingOf(topic.settings, setting), of(setting))),
  );
}

const config = (name: string, value: string, from: number) => ({
  name,
  value,
  readOnly: from === source.broker,
  isDefault: from === source.fallback,
  source: from,
  sensitive: false,
  synonyms: [],
});
