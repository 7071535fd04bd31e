// The committed description of each service's API is what the composed service serves.
import { type ServiceName, services } from '@tributary/contracts';
import { compose as initiatives } from '@tributary/initiatives';
import { compose as partnerships } from '@tributary/partnerships';
import { compose as registry } from '@tributary/registry';
import { compose as reporting } from '@tributary/reporting';
import { openApiDocument, type Service, type ServiceConfig } from '@tributary/service-kit';
import { compose as strategy } from '@tributary/strategy';
import { offlineConfig } from '@tributary/testkit';
import { describe, expect, it } from 'vitest';

const composed: Readonly<Record<ServiceName, (config: ServiceConfig) => Promise<Service>>> = {
  registry,
  initiatives,
  partnerships,
  strategy,
  reporting,
};

describe('the description of the API', () => {
  it.each(services)('of %s is the committed one', async (service) => {
    const { app } = await composed[service](offlineConfig(service));
    const document = `${JSON.stringify(openApiDocument(app), null, 2)}\n`;
    await app.close();
    const committed = `../../packages/contracts/generated/openapi/${service}.json`;
    await expect(document, '`npm run generate` writes it anew').toMatchFileSnapshot(committed);
  });
});
