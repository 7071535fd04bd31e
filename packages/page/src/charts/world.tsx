// A map of the world. It comes in a file of its own, so that nobody waits for it.
import { type ExtendedFeatureCollection, geoNaturalEarth1, geoPath } from 'd3-geo';
import codes from 'i18n-iso-countries/codes.json';
import { feature } from 'topojson-client';
import world from 'world-atlas/countries-110m.json';

/** The numeric code of a country (ISO 3166-1) by its code of two letters. */
const numericOf = new Map(
  (codes as readonly (readonly string[])[]).map(([two = '', , numeric = '']) => [two, numeric]),
);

const WIDTH = 640;
const HEIGHT = 300;

interface WorldProps {
  /** by country; null: hidden */
  readonly values: ReadonlyMap<string, number | null>;
  /** what a country says */
  readonly words: (country: string, value: number | null) => string;
}

const topology = world as unknown as Parameters<typeof feature>[0];
const lands = feature(topology, topology.objects['countries'] as never) as unknown as ExtendedFeatureCollection;
const shown = lands.features.filter(({ id }) => id !== '010');
const draw = geoPath(
  geoNaturalEarth1().fitSize([WIDTH, HEIGHT], {
    type: 'FeatureCollection',
    features: shown,
  } as ExtendedFeatureCollection),
);

/** Shades each country by its value; a country too small for the map is in the list beside it alone. */
export default function World({ values, words }: WorldProps) {
  const byNumber = new Map([...values].map(([country, value]) => [numericOf.get(country), { country, value }]));
  const most = Math.max(1, ...[...values.values()].map((value) => value ?? 0));
  return (
    <svg
      class="map"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={[...values].map(([country, value]) => words(country, value)).join('; ')}
    >
      {shown.map((land) => {
        const found = byNumber.get(String(land.id));
        const fill = found === undefined ? 'var(--faint)' : found.value === null ? 'url(#unseen)' : 'var(--data)';
        return (
          <path
            key={`${land.id} ${land.properties?.['name']}`}
            d={draw(land) ?? ''}
            fill={fill}
            fill-opacity={found?.value == null ? 1 : 0.25 + (0.75 * found.value) / most}
            stroke="var(--line)"
            stroke-width="0.5"
          >
            {found === undefined ? null : <title>{words(found.country, found.value)}</title>}
          </path>
        );
      })}
    </svg>
  );
}
