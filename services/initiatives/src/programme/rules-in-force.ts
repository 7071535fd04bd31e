// Which version of a programme's rules judges on a day.
import type { LocalDate, Programme, RulesVersion } from '@tributary/contracts';

export type PublishedRules = RulesVersion & { readonly publishedOn: LocalDate };

export const isPublished = (version: RulesVersion): version is PublishedRules => version.publishedOn !== undefined;

/** The published versions, in the order of their publication, in which no day of effect is before that of the one before. */
export const publishedRules = ({ versions }: Pick<Programme, 'versions'>): readonly PublishedRules[] =>
  versions.filter(isPublished);

/** The version that was published last among those in force on a day. */
export const rulesInForce = (programme: Pick<Programme, 'versions'>, on: LocalDate): PublishedRules | undefined =>
  publishedRules(programme).findLast(({ effectiveFrom }) => effectiveFrom <= on);

/** How versions stand, without their rules. */
export const standingsOf = ({ versions }: Pick<Programme, 'versions'>) =>
  versions.map(({ rulesVersion, effectiveFrom, publishedOn }) => ({
    rulesVersion,
    status: publishedOn === undefined ? ('draft' as const) : ('published' as const),
    effectiveFrom,
    ...(publishedOn !== undefined && { publishedOn }),
  }));

/** A version as it is read; undefined where there is none of that name. */
export function rulesRead(programme: Pick<Programme, 'versions'>, name: string) {
  const standing = standingsOf(programme).find(({ rulesVersion }) => rulesVersion === name);
  const version = programme.versions.find(({ rulesVersion }) => rulesVersion === name);
  return standing && version && { ...standing, rules: version.rules };
}
