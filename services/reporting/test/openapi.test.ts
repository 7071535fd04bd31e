// The committed description of the API is what the composed service serves; `vitest run -u` writes it anew.
import { openApiDocument } from '@tributary/service-kit';
import { offlineConfig } from '@tributary/testkit';
import { describe, expect, it } from 'vitest';
import { compose } from '../src/compose.ts';

const committed = '../../../packages/contracts/generated/openapi/reporting.json';

describe('the description of the API', () => {
  it('is the committed one', async () => {
    const { app } = await compose(offlineConfig('reporting'));
    const document = `${JSON.stringify(openApiDocument(app), null, 2)}\n`;
    await app.close();
    await expect(document).toMatchFileSnapshot(committed);
  });
});
