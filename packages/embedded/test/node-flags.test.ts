// Wherever a process of the embedded servers is started, Node is told the same.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { nodeFlags } from '../src/index.ts';

test('their image tells Node what the launcher tells it', () => {
  const dockerfile = readFileSync(new URL('../../../infra/docker/Dockerfile', import.meta.url), 'utf8');
  const [, ofServers = ''] = dockerfile.split('FROM runtime AS embedded\n');
  expect(/^ENV NODE_OPTIONS="?(.*?)"?$/m.exec(ofServers)?.[1]).toBe(nodeFlags.join(' '));
});
