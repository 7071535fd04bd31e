/**
 * Contrast of two colours from 1 to 21, after WCAG 2.2 (relative luminance); either as `#rrggbb` or as `rgb(r, g, b)`.
 * @throws when a colour is of another form, such as one that shines through
 */
export function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = partsOf(colour)
    .map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function partsOf(colour: string): number[] {
  const hex = /^#(..)(..)(..)$/.exec(colour)?.slice(1);
  if (hex !== undefined) return hex.map((part) => Number.parseInt(part, 16));
  const decimal = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(colour)?.slice(1);
  if (decimal !== undefined) return decimal.map(Number);
  throw new Error(`${colour} is no opaque colour`);
}
