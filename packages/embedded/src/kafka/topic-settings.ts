// The settings a topic may have. One that is not here is refused, never silently ignored.

interface Setting {
  readonly fallback: string;
  readonly accepts: (value: string) => boolean;
}

const wholeFrom =
  (least: number) =>
  (value: string): boolean =>
    /^-?\d{1,15}$/.test(value) && Number(value) >= least;

export const settings = {
  'cleanup.policy': { fallback: 'delete', accepts: (value) => value === 'delete' },
  'retention.ms': { fallback: String(7 * 24 * 3_600_000), accepts: wholeFrom(-1) },
  'retention.bytes': { fallback: '-1', accepts: wholeFrom(-1) },
  'segment.bytes': { fallback: String(32 * 1024 * 1024), accepts: wholeFrom(1024) },
  'max.message.bytes': { fallback: '1048588', accepts: wholeFrom(0) },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof settings;

/** The settings that were given; the others have their fallback. */
export type GivenSettings = { readonly [N in SettingName]?: string };

export const isSetting = (name: string): name is SettingName => Object.hasOwn(settings, name);

/** The value in force. */
export const settingOf = (given: GivenSettings, name: SettingName): string => given[name] ?? settings[name].fallback;

/** The number in force; -1 where there is no limit. */
export const numberOf = (given: GivenSettings, name: Exclude<SettingName, 'cleanup.policy'>): number =>
  Number(settingOf(given, name));

/** Checks settings as they come in a request. @returns them, or the sentence that says what is wrong */
export function readSettings(
  entries: readonly { readonly name: string; readonly value: string | null }[],
): GivenSettings | string {
  const given: { [N in SettingName]?: string } = {};
  for (const { name, value } of entries) {
    if (!isSetting(name)) return `Unknown topic config name: ${name}`;
    if (value === null) return `Null value not supported for topic configs: ${name}`;
    if (!settings[name].accepts(value)) return `Invalid value ${value} for configuration ${name}`;
    given[name] = value;
  }
  return given;
}
