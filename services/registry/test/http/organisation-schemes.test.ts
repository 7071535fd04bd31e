// The register of an identifier has a country; what was kept before that was asked can still be corrected around it.
import { type Client, type Installation, startInstallation } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registrar } from './organisation-steps.ts';
import { startRegistry } from './started.ts';
import { inDatabase } from './stored.ts';

let installation: Installation;
let registry: Client;

beforeAll(async () => {
  installation = await startInstallation();
  registry = await startRegistry(installation);
});
afterAll(() => installation.close());

const enter = (scheme: string, id: string, lang = 'en') =>
  registry.post('/v1/organisations', {
    as: registrar,
    body: { name: 'Marsh Enders (sample)', kind: 'association', country: 'IT', identifiers: [{ scheme, id }] },
    headers: { 'accept-language': lang },
  });
const correct = (id: string, version: number, fields: object) =>
  registry.patch(`/v1/organisations/${id}`, {
    as: registrar,
    body: { reasonCode: 'TYPING_ERROR', ...fields },
    headers: { 'if-match': `"${version}"` },
  });

describe('the scheme of an identifier', () => {
  it.each(['GB-COH', 'XI-IATI', 'XM-DAC', 'XR-ROR', 'QM-REG'])('%s begins with a country', async (scheme) => {
    expect(await enter(scheme, '1')).toMatchObject({ status: 201 });
  });

  it.each(['UK-COH', 'EU-REG', 'INT-REG'])('%s begins with none, and the refusal says what does', async (scheme) => {
    const refused = await enter(scheme, '1');
    expect(refused).toMatchObject({
      status: 400,
      body: { code: 'VALIDATION', errors: [{ pointer: '/identifiers/0/scheme', code: 'UNKNOWN_SCHEME' }] },
    });
    const [prefix] = scheme.split('-');
    expect(JSON.stringify(refused.body)).toMatch(
      new RegExp(`${prefix} is not the country of a register.*XI, XM or XR`),
    );
    expect(JSON.stringify((await enter(scheme, '1', 'ru')).body)).toContain('не страна реестра');
  });

  it('stays where it was kept already, is found by it, and is no excuse for another one', async () => {
    const { id } = (await enter('GB-COH', '77')).body;
    const identifiers = [{ scheme: 'UK-COH', id: '77' }];
    await inDatabase(installation.configOf('registry').mongoUrl, async (database) => {
      const organisations = database.collection<{ _id: string }>('organisation');
      await organisations.updateOne({ _id: id }, { $set: { identifiers, holds: ['UK-COH 77'] } });
    });
    expect(await correct(id, 1, { area: 'Veneto' })).toMatchObject({ status: 200 });
    const asked = '/v1/organisations?identifierScheme=UK-COH&identifierId=77';
    expect((await registry.get(asked, { as: registrar })).body.items).toMatchObject([{ id, identifiers }]);
    const other = await correct(id, 2, { identifiers: [{ scheme: 'UK-COH', id: '78' }] });
    expect(other).toMatchObject({ status: 400, body: { errors: [{ code: 'UNKNOWN_SCHEME' }] } });
    expect(await correct(id, 2, { identifiers: [{ scheme: 'GB-COH', id: '78' }] })).toMatchObject({ status: 200 });
  });
});
