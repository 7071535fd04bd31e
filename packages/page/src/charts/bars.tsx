/** How a part of a bar is drawn: hatched is what nobody has verified. */
export interface Part {
  readonly value: number;
  /** a colour of the page, e.g. `--data` */
  readonly colour: string;
  readonly hatched?: boolean;
  readonly faded?: boolean;
}

interface BarProps {
  /** side by side, from the left */
  readonly parts: readonly Part[];
  /** the value at the right end */
  readonly of: number;
  /** what it shows, for who does not see it */
  readonly label: string;
  /** a mark across the bar, e.g. what is due now */
  readonly mark?: number | undefined;
  readonly height?: number;
  readonly ground?: boolean;
}

const share = (value: number, of: number) => `${of > 0 ? Math.max(0, Math.min(100, (100 * value) / of)) : 0}%`;

/** The pattern of what is not verified, or not to be seen; once in a page. */
export const Patterns = () => (
  <svg width="0" height="0" class="hidden" aria-hidden="true">
    <defs>
      <pattern id="hatched" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="6" height="6" fill="var(--paper)" />
        <rect width="3" height="6" fill="var(--data)" />
      </pattern>
      <pattern id="unseen" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="6" height="6" fill="var(--paper)" />
        <rect width="2" height="6" fill="var(--rest)" />
      </pattern>
    </defs>
  </svg>
);

/** One bar of several parts. */
export function Bar({ parts, of, label, mark, height = 14, ground = false }: BarProps) {
  let from = 0;
  return (
    <svg class="line" height={height} role="img" aria-label={label}>
      {ground ? <rect width="100%" height={height} rx="2" fill="var(--faint)" /> : null}
      {parts.map(({ value, colour, hatched = false, faded = false }, at) => {
        const x = share(from, of);
        from += value;
        const fill = hatched ? 'url(#hatched)' : `var(${colour})`;
        return (
          <rect
            key={at}
            x={x}
            width={share(value, of)}
            height={height}
            fill={fill}
            fill-opacity={faded ? 0.35 : 1}
            data-value={value}
          />
        );
      })}
      {mark === undefined ? null : (
        <line x1={share(mark, of)} x2={share(mark, of)} y1="0" y2={height} stroke="var(--ink)" stroke-width="2" />
      )}
    </svg>
  );
}

/** What the colours of a chart mean. */
export const Legend = ({ items }: { readonly items: readonly (readonly [fill: string, words: string])[] }) => (
  <ul class="legend">
    {items.map(([fill, words]) => (
      <li key={words}>
        <svg aria-hidden="true">
          <rect width="100%" height="100%" rx="2" fill={fill} />
        </svg>
        {words}
      </li>
    ))}
  </ul>
);
