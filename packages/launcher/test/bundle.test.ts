// The launcher's own process stays small: no driver of a database or a broker comes along with the kit.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('..', import.meta.url));

/** The drivers that a bundle of this module would hold. */
async function driversIn(contents: string): Promise<string[]> {
  const { metafile } = await build({
    stdin: { contents, resolveDir: folder, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    write: false,
    metafile: true,
    logLevel: 'silent',
    external: ['@fastify/swagger-ui'],
  });
  const packages = Object.keys(metafile.inputs).map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]);
  return ['ioredis', 'kafkajs', 'mongodb', 'mongoose'].filter((driver) => packages.includes(driver));
}

describe('the bundle of the launcher', () => {
  it('holds no driver of a database or a broker', async () => {
    expect(await driversIn("import './src/main.ts'; import './src/embedded.ts';")).toEqual([]);
  });

  it('would hold them if it composed a service', async () => {
    const composes = "export { composing } from '@tributary/service-kit/compose';";
    expect(await driversIn(composes)).toEqual(['kafkajs', 'mongodb', 'mongoose']);
  });
});
