// Commands that no request asks for: of jobs, of reactions to what is kept beside aggregates, of tools.
import type { Moment, ServiceName } from '@tributary/contracts';
import type { Actor, CommandContext } from './ports/commands.ts';

/** What only the headers of a request say. */
export const withoutHeaders = {
  key: '',
  keyGiven: false,
  fingerprint: '',
  ifMatch: undefined,
  mustCreate: false,
  preconditionMissing: false,
} as const;

/** The context of a command that a service gives itself. @param of `key` makes what is done again one thing with what was done */
export const ownCommand = (
  moment: Moment,
  { key = '', ...of }: Pick<CommandContext, 'actor' | 'route' | 'target'> & { readonly key?: string },
): CommandContext => ({ ...moment, ...of, ...withoutHeaders, key, fingerprint: key, traceparent: undefined });

/** A service that acts by itself, as one of a ministry. */
export const serviceActor = (service: ServiceName, ministry: string): Actor => ({
  sub: service,
  client: service,
  ministry,
  roles: ['service'],
});
