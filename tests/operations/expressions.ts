// The metrics that expressions of Prometheus name.

/** Words of the language that are no metrics. */
const words = new Set(
  'and or unless topk deriv by without on ignoring group_left group_right bool offset inf nan sum min max avg count rate increase changes histogram_quantile clamp_min label_replace time le vector'.split(
    ' ',
  ),
);

/** Names without labels, strings, ranges, groupings and numbers. */
export function metricsIn(expression: string): readonly string[] {
  const bare = expression
    .replace(/\{[^}]*\}/g, ' ')
    .replace(/"[^"]*"/g, ' ')
    .replace(/\[[^\]]*\]/g, ' ')
    .replace(/\b(by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)/g, ' ')
    .replace(/\$\w+/g, ' ');
  const names = bare.match(/(?<![\w.])[a-zA-Z_:][\w:]*/g) ?? [];
  return [...new Set(names.filter((name) => !words.has(name)))];
}

/** The samples of a page of metrics, by name. */
export const metricsOn = (page: string): ReadonlySet<string> =>
  new Set(page.split('\n').flatMap((line) => /^[a-zA-Z_:][\w:]*/.exec(line)?.[0] ?? []));
