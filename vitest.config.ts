import { defineConfig } from 'vitest/config';

const project = (name: string, include: string[], extra: Record<string, unknown> = {}) => ({
  test: { name, include, testTimeout: 30_000, hookTimeout: 60_000, ...extra },
});

const workspaces = [
  ...['contracts', 'eventing', 'service-kit', 'embedded', 'testkit', 'client', 'launcher'].map(
    (name) => `packages/${name}`,
  ),
  ...['registry', 'initiatives', 'partnerships', 'strategy', 'reporting'].map((name) => `services/${name}`),
];

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      ...workspaces.map((folder) => project(folder, [`${folder}/test/**/*.test.ts`])),
      project('tests', ['tests/**/*.test.ts'], { testTimeout: 120_000, hookTimeout: 120_000 }),
    ],
  },
});
