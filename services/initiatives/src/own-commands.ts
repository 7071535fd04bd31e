// What the service does with awards by itself, as one of the ministry of the award.
import type { Moment } from '@tributary/contracts';
import { type CommandContext, ownCommand, serviceActor } from '@tributary/eventing';

/** The context of a command of a job on an award. */
export const commandOn = (awardId: string, ministry: string, route: string, moment: Moment): CommandContext =>
  ownCommand(moment, {
    actor: serviceActor('initiatives', ministry),
    route,
    target: awardId,
  });
