// What the service does with awards by itself, as one of the ministry of the award.
import type { Moment } from '@tributary/contracts';
import { type CommandContext, ownCommand } from '@tributary/eventing';

/** The context of a command of a job on an award. */
export const commandOn = (awardId: string, ministry: string, route: string, moment: Moment): CommandContext =>
  ownCommand(moment, {
    actor: { sub: 'initiatives', client: 'initiatives', ministry, roles: ['service'] },
    route,
    target: awardId,
  });
