// The descriptions of the last release, and the breaks since that were decided on and written down.
import { type HttpBreak, httpBreaks, type OpenApi } from './breaks.ts';

/** A break that was decided on. */
export interface WrittenBreak extends HttpBreak {
  readonly service: string;
  /** the reason, for those whom it breaks */
  readonly why: string;
  /** the first release that has it */
  readonly since: string;
}

/** `released/breaks.json`: the newest release, and every break that was ever decided on. */
export interface Released {
  readonly version: string;
  readonly breaks: readonly WrittenBreak[];
}

export type Descriptions = Readonly<Record<string, OpenApi>>;

/** A break with the service that it is one of. */
export type ServiceBreak = HttpBreak & Pick<WrittenBreak, 'service'>;

/** Every break of any service; a service that is gone is one. */
export const breaksSince = (released: Descriptions, now: Descriptions): readonly ServiceBreak[] =>
  Object.entries(released).flatMap(([service, older]) => {
    const newer = now[service];
    const found = newer === undefined ? [{ operation: 'all', what: 'The service is gone.' }] : httpBreaks(older, newer);
    return found.map((one) => ({ service, ...one }));
  });

/** Whether one version comes after another; both are `major.minor.patch`. */
export const isAfter = (version: string, other: string): boolean =>
  version.localeCompare(other, 'en', { numeric: true }) > 0;

const isSame = (one: ServiceBreak) => (other: ServiceBreak) =>
  one.service === other.service && one.operation === other.operation && one.what === other.what;

/** What is wrong: breaks that nobody wrote down, and written ones of the next release that are none. One sentence each. */
export function unsettled(found: readonly ServiceBreak[], { version, breaks }: Released): readonly string[] {
  const awaited = breaks.filter(({ since }) => isAfter(since, version));
  const sentence = ({ service, operation, what }: ServiceBreak) => `${service}, ${operation}: ${what}`;
  return [
    ...found
      .filter((one) => !awaited.some(isSame(one)))
      .map(
        (one) =>
          `${sentence(one)} Callers of ${version} rely on it: keep it, or write it down in packages/contracts/released/breaks.json with why and since.`,
      ),
    ...awaited
      .filter((one) => !found.some(isSame(one)))
      .map(
        (one) =>
          `${sentence(one)} This is written down for ${one.since} and breaks nothing: take it out of packages/contracts/released/breaks.json.`,
      ),
    ...breaks.filter(({ why }) => why.trim() === '').map((one) => `${sentence(one)} Its reason is missing.`),
  ];
}

/** The list of a new release: what was written down stays, and what breaks beside it is written down with one reason. */
export function releasedAs(version: string, why: string, found: readonly ServiceBreak[], before: Released): Released {
  const fresh = found.filter(
    (one) => !before.breaks.some((known) => isAfter(known.since, before.version) && isSame(one)(known)),
  );
  return { version, breaks: [...before.breaks, ...fresh.map((one) => ({ ...one, why, since: version }))] };
}
