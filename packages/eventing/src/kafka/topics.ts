// Topics are made explicitly, with as many partitions as there are partitions; nothing is created by asking for it.
import { PARTITIONS, type ServiceName, topicOf } from '@tributary/contracts';
import type { Kafka } from 'kafkajs';

const RETENTION_MS = 7 * 24 * 3600 * 1000;

/** Makes the topics of `owners` where they are missing; one that is there stays as it is. */
export async function ensureTopics(kafka: Kafka, owners: readonly ServiceName[]): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const there = new Set(await admin.listTopics());
    const missing = owners.map(topicOf).filter((topic) => !there.has(topic));
    if (missing.length === 0) return;
    const configEntries = [{ name: 'retention.ms', value: String(RETENTION_MS) }];
    await admin.createTopics({
      topics: missing.map((topic) => ({ topic, numPartitions: PARTITIONS, configEntries })),
      waitForLeaders: true,
    });
  } finally {
    await admin.disconnect();
  }
}

/** Whether the broker is the one that pilots run in Kafka's place. @throws it is away */
export async function isEmbedded(kafka: Kafka): Promise<boolean> {
  const admin = kafka.admin({ retry: { retries: 1, initialRetryTime: 100 } });
  await admin.connect();
  try {
    return (await admin.describeCluster()).clusterId === 'tributary-embedded';
  } finally {
    await admin.disconnect();
  }
}
