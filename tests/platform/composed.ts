// The five services as they are composed, without anything that they talk to.
import type { ServiceName } from '@tributary/contracts';
import { compose as initiatives } from '@tributary/initiatives';
import { compose as partnerships } from '@tributary/partnerships';
import { compose as registry } from '@tributary/registry';
import { compose as reporting } from '@tributary/reporting';
import type { Service, ServiceConfig } from '@tributary/service-kit';
import { compose as strategy } from '@tributary/strategy';

/** The `compose` of each service. */
export const composed: Readonly<Record<ServiceName, (config: ServiceConfig) => Promise<Service>>> = {
  registry,
  initiatives,
  partnerships,
  strategy,
  reporting,
};
