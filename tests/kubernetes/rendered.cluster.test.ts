// The committed renderings, which the tests without servers judge, are what kustomize makes of the overlays.
import { describe, expect, it } from 'vitest';
import { rendering } from './kubectl.ts';
import { overlays, renderedFile } from './objects.ts';

describe('what is committed of an overlay', () => {
  it.each(overlays)('is what kustomize makes of %s', async (overlay) => {
    await expect(rendering(overlay), '`npm run render` writes it anew').toMatchFileSnapshot(renderedFile(overlay));
  });
});
