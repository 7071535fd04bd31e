// What a look at an installation finds.
import type { ServiceName } from '@tributary/contracts';

/** An error stops somebody's work or will lose the installation something; a warning becomes one when nobody looks. */
export type Severity = 'warning' | 'error';

export interface Finding {
  readonly severity: Severity;
  /** the kind of finding, for programs */
  readonly code: string;
  /** a service, or the part that it is about */
  readonly part: ServiceName | 'issuer' | 'disk' | 'settings' | 'installation';
  /** what was seen, as a sentence */
  readonly what: string;
  /** what follows from it, as a sentence */
  readonly means: string;
  /** what to do about it, a file of the checkout */
  readonly runbook: string;
}

const runbook = (name: string): string => `infra/runbooks/${name}.md`;

export const runbooks = {
  silent: runbook('a-service-does-not-answer'),
  behind: runbook('a-read-model-is-behind'),
  parked: runbook('redrive-a-parked-aggregate'),
  disk: runbook('the-disk-is-full'),
  order: runbook('parts-do-not-fit-together'),
} as const;
