// The committed description of each service's API is what the composed service serves.
import { services } from '@tributary/contracts';
import { openApiDocument } from '@tributary/service-kit';
import { offlineConfig } from '@tributary/testkit';
import { describe, expect, it } from 'vitest';
import { composed } from '../platform/composed.ts';

describe('the description of the API', () => {
  it.each(services)('of %s is the committed one', async (service) => {
    const { app } = await composed[service](offlineConfig(service));
    const document = `${JSON.stringify(await openApiDocument(app), null, 2)}\n`;
    await app.close();
    const committed = `../../packages/contracts/generated/openapi/${service}.json`;
    await expect(document, '`npm run generate` writes it anew').toMatchFileSnapshot(committed);
  });
});
