// Sources that stay within their room, some of which look as if they did not.
const decision = 'services/strategy/src/plan/decisions.ts';
const command = 'services/strategy/src/commands.ts';

export const allowed: [path: string, text: string][] = [
  [
    decision,
    "import { reject } from '@tributary/contracts';\nimport { node } from '../drift/standing.ts';\nexport const used = [reject, node];",
  ],
  [decision, 'export const day = (text: string) => new Date(text).getTime() + Date.UTC(2000, 1) + Math.max(1, 2);'],
  [decision, 'export const put = (fetch: () => void, process: { env: string }) => [fetch, process.env];'],
  [decision, 'export interface Clock { readonly performance: typeof performance; fetch(): Date }'],
  ['services/strategy/src/routes.ts', "import type { Commands } from './commands.ts';\nexport type Used = Commands;"],
  [command, "import { createHash } from 'node:crypto';\nexport const hash = createHash;"],
  ['packages/eventing/src/kafka/client.ts', "export { Kafka } from 'kafkajs';"],
  ['services/reporting/src/serving/cache/redis.ts', "export { Redis } from 'ioredis';"],
];
