// Handlers that make, remove and describe topics.
import { codeOfRefusal, errors } from '../errors.ts';
import type { Request } from '../messages/messages.ts';
import { isSetting, readSettings, type SettingName, settingOf, settings } from '../topic-settings.ts';
import { isTopicName } from '../topics.ts';
import { type Broker, type Handler, NODE_ID } from './handler.ts';

type NewTopic = Request<'CreateTopics'>['topics'][number];

export const createTopics: Handler<'CreateTopics'> = async ({ topics, validateOnly }, broker) => {
  const results = [];
  for (const asked of topics) {
    const twice = topics.filter(({ name }) => name === asked.name).length > 1;
    results.push(twice ? answer(asked, errors.INVALID_REQUEST, 'Duplicate topic name.') : await attempted(asked));
  }
  return { throttleMs: 0, topics: results };

  function attempted(asked: NewTopic) {
    return create(asked).catch((error: Error) => answer(asked, codeOfRefusal(error), error.message));
  }

  async function create(asked: NewTopic) {
    const { name, partitions, replicationFactor, assignments, configs } = asked;
    if (!isTopicName(name)) return answer(asked, errors.INVALID_TOPIC_EXCEPTION, `Topic name is invalid: '${name}'`);
    if (broker.topics.get(name) !== undefined) return taken(asked);
    if (assignments.length > 0) {
      return answer(asked, errors.INVALID_REPLICA_ASSIGNMENT, 'There is one broker: it assigns partitions itself.');
    }
    if (replicationFactor !== -1 && replicationFactor !== 1) {
      const message = `Replication factor ${replicationFactor} is not possible: there is one broker.`;
      return answer(asked, errors.INVALID_REPLICATION_FACTOR, message);
    }
    if (partitions !== -1 && (partitions < 1 || partitions > LARGEST)) {
      const message = `Number of partitions was ${partitions}; it must be from 1 to ${LARGEST}.`;
      return answer(asked, errors.INVALID_PARTITIONS, message);
    }
    const given = readSettings(configs);
    if (typeof given === 'string') return answer(asked, errors.INVALID_CONFIG, given);
    if (validateOnly || (await broker.topics.create(name, partitions === -1 ? 1 : partitions, given))) {
      return answer(asked, errors.NONE, null);
    }
    return taken(asked);
  }
};

/** Each partition is a file that stays open. */
const LARGEST = 1000;

const answer = ({ name }: NewTopic, error: number, message: string | null) => ({ name, error, message });

const taken = (asked: NewTopic) => answer(asked, errors.TOPIC_ALREADY_EXISTS, `Topic '${asked.name}' already exists.`);

export const deleteTopics: Handler<'DeleteTopics'> = async ({ names }, broker) => {
  const topics = [];
  for (const name of names) {
    const there = broker.topics.get(name) !== undefined;
    const error = await broker.topics.delete(name).then(() => errors.NONE, codeOfRefusal);
    topics.push({ name, error: there ? error : errors.UNKNOWN_TOPIC_OR_PARTITION });
  }
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
  const reply = (error: number, message: string | null, configs: ReturnType<typeof config>[] = []) => ({
    error,
    message,
    type,
    name,
    configs: configs.filter((each) => keys === null || keys.includes(each.name)),
  });
  if (type === BROKER && name === String(NODE_ID)) {
    return reply(errors.NONE, null, [config('auto.create.topics.enable', 'false', source.broker)]);
  }
  if (type !== TOPIC) return reply(errors.INVALID_REQUEST, `there is no resource ${name} of type ${type}`);
  const topic = topics.get(name);
  if (topic === undefined) return reply(errors.UNKNOWN_TOPIC_OR_PARTITION, null);
  const names = Object.keys(settings).filter(isSetting);
  const of = (setting: SettingName) => (topic.settings[setting] === undefined ? source.fallback : source.topic);
  return reply(
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
