// I12: a file of persons is nowhere but sealed, while it waits and after it has gone.
import { randomUUID } from 'node:crypto';
import { type Client, type Installation, startInstallation } from '@tributary/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fileOf, importsOn, rowOf } from './import-steps.ts';
import { registrar } from './person-steps.ts';
import { startRegistry } from './started.ts';
import { everythingIn } from './stored.ts';

let installation: Installation;
let registry: Client;

beforeAll(async () => {
  installation = await startInstallation();
  registry = await startRegistry(installation);
});
afterAll(() => installation.close());

it('I12: canaries in every column are in no database, file, metric or answer, and a key is told to who sent it alone', async () => {
  const imports = importsOn(registry);
  const canary = `Zqx${randomUUID().replaceAll('-', '')}`;
  const planted = {
    ...{ 'given name': canary, 'family name': `${canary}F`, email: `${canary}@example.org`, city: `${canary}C` },
    ...{ 'document country': 'MD', 'document number': `${canary}9`, phone: '' },
  };
  const bad = {
    ...planted,
    key: `${canary}B`,
    'birth date': `${canary}D`,
    country: canary,
    sex: canary,
    channel: `${canary}!`,
  };
  const content = fileOf([rowOf(`${canary}K`, planted), rowOf(`${canary}B`, bad)]);
  const half = Math.floor(content.length / 2);
  const id = String((await imports.open(content, { query: '?dryRun=true' })).body.id);
  await imports.send(id, 0, content.slice(0, half));
  const waiting = await everythingIn(installation);
  await imports.send(id, half, content.slice(half));
  const answers = [JSON.stringify(await imports.ended(id))];
  await imports.start(id);
  answers.push(JSON.stringify(await imports.ended(id)));
  expect(answers[1]).toContain('"made":1');
  const metrics = await (await fetch(`${installation.configOf('registry').peers.get('registry')}/metrics`)).text();
  expect(metrics).toContain('tributary_person_import_rows{outcome="refused"');
  answers.push(metrics, (await registry.get('/v1/person-imports', { as: registrar })).text);
  const after = await everythingIn(installation);
  expect(after.database).toContain(id);
  const places: Record<string, string> = {
    ...Object.fromEntries(answers.entries()),
    waiting: waiting.database + waiting.files,
    after: after.database + after.files,
  };
  expect(Object.entries(places).filter(([, text]) => text.toLowerCase().includes(canary.toLowerCase()))).toEqual([]);

  const lines = await imports.lines(id);
  expect(lines.map(({ outcome }) => outcome)).toEqual(['made', 'refused']);
  const told = JSON.stringify(lines).replaceAll(`"key":"${canary}K"`, '').replaceAll(`"key":"${canary}B"`, '');
  expect(told).not.toContain(canary);
});
