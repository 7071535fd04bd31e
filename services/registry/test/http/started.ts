// A registry that was started for the tests of a file.
import type { ServiceConfig } from '@tributary/service-kit';
import { type Client, type Installation, testLimits } from '@tributary/testkit';
import { compose } from '../../src/service.ts';

interface Differing {
  readonly config?: Partial<ServiceConfig>;
  readonly now?: () => Date;
}

/** Starts the registry on an installation, with every answer held against its contract. */
export const startRegistry = (installation: Installation, { config = {}, now }: Differing = {}): Promise<Client> =>
  installation.start('registry', (installed) =>
    compose({ ...installed, ...config }, { checkReplies: true, limits: testLimits, ...(now && { now }) }),
  );
