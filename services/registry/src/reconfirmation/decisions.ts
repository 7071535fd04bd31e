// What can be done with campaigns of reconfirmation, whom one is for, and what has become of each. Pure.
import {
  accept,
  type ContactChannel,
  closeReconfirmationCampaign,
  type Decision,
  decideChange,
  decideNew,
  type LocalDate,
  openReconfirmationCampaign,
  type Person,
  type ReconfirmationCampaign,
  reconfirmationCampaignClosed,
  reconfirmationCampaignOpened,
  refuseReversed,
  refuseState,
} from '@tributary/contracts';
import { dueOn, type FreshnessRules, isAskable, seenOn } from '../freshness/score.ts';

/** Opens a campaign; a person is asked once by each channel, however often it is named. */
export const open = decideNew(openReconfirmationCampaign, ({ channels, ...command }, { today }) => {
  const reversed = refuseReversed(today, command.endsOn, '/endsOn');
  if (reversed !== undefined) return reversed;
  const { dueBy, endsOn } = command;
  return accept(
    { ...command, channels: [...new Set(channels)], status: 'open', openedOn: today },
    reconfirmationCampaignOpened({ dueBy, endsOn, openedOn: today }),
  );
});

const closed = (campaign: ReconfirmationCampaign, closedOn: LocalDate) =>
  accept<ReconfirmationCampaign>(
    { ...campaign, status: 'closed', closedOn },
    reconfirmationCampaignClosed({ closedOn }),
  );

export const close = decideChange(
  closeReconfirmationCampaign,
  (campaign, _command, { today }) => refuseState(campaign, 'open') ?? closed(campaign, today),
);

/** Closes a campaign whose last day is over. */
export const end = (
  campaign: ReconfirmationCampaign,
  today: LocalDate,
): Decision<ReconfirmationCampaign> | 'unchanged' =>
  campaign.status === 'open' && campaign.endsOn < today ? closed(campaign, today) : 'unchanged';

/** What becomes of a person in a campaign; who is due is so by the channel by which they are asked. */
export type Tally = `due:${ContactChannel}` | 'unreachable' | 'confirmed' | 'moved' | 'closed';

/** A person as a campaign found them. */
export interface Found {
  readonly seenOn: LocalDate;
  readonly dueOn: LocalDate;
}

function isFor({ countries, consularDistricts }: ReconfirmationCampaign, { residence }: Person): boolean {
  if (residence === undefined) return false;
  const { country, consularDistrict } = residence;
  if (countries.length > 0 && !countries.includes(country)) return false;
  if (consularDistricts.length === 0) return true;
  return consularDistrict !== undefined && consularDistricts.includes(consularDistrict);
}

/** What a channel needs that the record shows without its vault being opened; a letter needs no more than a town. */
const reachedBy: Readonly<Record<ContactChannel, string | undefined>> = {
  email: 'email:',
  telephone: 'phone:',
  post: undefined,
};

function channelOf({ channels }: ReconfirmationCampaign, { contactable, tokens }: Person): ContactChannel | undefined {
  if (!contactable) return undefined;
  return channels.find((channel) => {
    const kind = reachedBy[channel];
    return kind === undefined || tokens.some((token) => token.startsWith(kind));
  });
}

/** Whether a campaign asks a person, and since when they are due; undefined where it does not. */
export function findIn(campaign: ReconfirmationCampaign, person: Person, rules: FreshnessRules): Found | undefined {
  if (!isAskable(person.status) || !isFor(campaign, person)) return undefined;
  const due = dueOn(person, rules);
  return due > campaign.dueBy ? undefined : { seenOn: seenOn(person), dueOn: due };
}

/** What has become of a person whom a campaign found; undefined for one who is no more. */
export function tallyOf(campaign: ReconfirmationCampaign, found: Found, person: Person | undefined): Tally {
  if (person?.confirmedOn !== undefined && person.confirmedOn > found.seenOn) return 'confirmed';
  if (person === undefined || !isAskable(person.status)) return 'closed';
  if (!isFor(campaign, person)) return 'moved';
  const channel = channelOf(campaign, person);
  return channel === undefined ? 'unreachable' : `due:${channel}`;
}
