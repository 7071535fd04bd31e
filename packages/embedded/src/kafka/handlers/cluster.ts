// Handlers about the broker: what it speaks, where it is, which topics it has.
import { errors } from '../errors.ts';
import { PRODUCE_LISTED_FROM, surface } from '../surface.ts';
import { isTopicName } from '../topics.ts';
import { type Broker, CLUSTER_ID, type Handler, NODE_ID } from './handler.ts';

export const apis = Object.values(surface).map(({ key, min, max }) => ({
  key,
  min: key === surface.Produce.key ? PRODUCE_LISTED_FROM : min,
  max,
}));

export const apiVersions: Handler<'ApiVersions'> = () => ({ error: errors.NONE, apis, throttleMs: 0 });

export const metadata: Handler<'Metadata'> = ({ topics }, broker, { version }) => {
  const all = topics === null || (version === 0 && topics.length === 0);
  const names = all ? broker.topics.all().map(({ name }) => name) : topics;
  return {
    throttleMs: 0,
    brokers: [{ nodeId: NODE_ID, host: broker.host, port: broker.port, rack: null }],
    clusterId: CLUSTER_ID,
    controllerId: NODE_ID,
    topics: names.map((name) => describe(name, broker)),
  };
};

function describe(name: string, { topics }: Broker) {
  const topic = topics.get(name);
  const unknown = isTopicName(name) ? errors.UNKNOWN_TOPIC_OR_PARTITION : errors.INVALID_TOPIC_EXCEPTION;
  return {
    error: topic === undefined ? unknown : errors.NONE,
    name,
    internal: false,
    partitions: (topic?.partitions ?? []).map((_, index) => ({
      error: errors.NONE,
      index,
      leader: NODE_ID,
      replicas: [NODE_ID],
      inSync: [NODE_ID],
      offline: [],
    })),
  };
}

const GROUP = 0;

export const findCoordinator: Handler<'FindCoordinator'> = ({ keyType }, { host, port }) =>
  keyType === GROUP
    ? { throttleMs: 0, error: errors.NONE, message: null, nodeId: NODE_ID, host, port }
    : {
        throttleMs: 0,
        error: errors.INVALID_REQUEST,
        message: 'only consumer groups have a coordinator here: transactions are not supported',
        nodeId: -1,
        host: '',
        port: -1,
      };
