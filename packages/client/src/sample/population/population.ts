// A population as a table to load: how many persons live where, and what is known of them; who they are is invented.
import {
  CountryCode,
  type closePerson,
  type confirmPerson,
  LocalDate,
  type registerPerson,
  Text,
  type verifyPerson,
} from '@tributary/contracts';
import { z } from 'zod';
import { type Drawing, drawing } from './drawing.ts';
import { nameIn, nameLanguages } from './names.ts';

const Count = z.int().min(0);

const Residence = z.strictObject({
  country: CountryCode,
  /** of the names of those who live there */
  language: z.enum(nameLanguages),
  registered: Count,
  verified: Count,
  confirmed: Count,
  contactable: Count,
  /** how many are thought to live there */
  stock: Count,
});
export type Residence = z.infer<typeof Residence>;

export const Population = z.strictObject({
  /** the country that they come from */
  country: CountryCode,
  seed: z.int(),
  /** the first day on which somebody is registered */
  from: LocalDate,
  /** the day of its figures */
  to: LocalDate,
  /** how many have withdrawn or died since they were registered; they count no more */
  closed: Count,
  estimate: z.strictObject({ year: z.int(), source: Text, method: z.string() }),
  residences: z.array(Residence).min(1),
});
export type Population = z.infer<typeof Population>;

type BodyOf<Contract extends { readonly body?: z.ZodType | undefined }> = z.input<NonNullable<Contract['body']>>;

/** Somebody, and what becomes of them, by the days on which it does. */
export interface Inhabitant {
  /** names them among all, such as `it-7` */
  readonly code: string;
  readonly registration: BodyOf<typeof registerPerson>;
  readonly verification?: BodyOf<typeof verifyPerson>;
  readonly confirmation?: BodyOf<typeof confirmPerson>;
  readonly closure?: BodyOf<typeof closePerson>;
}

const DAY_MS = 86_400_000;
const dayAfter = (day: string, days: number) => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/** Who confirms does so in the last days up to the figures; the days before those are for being registered and verified. */
const DAYS_CONFIRMED = 300;
const DAYS_TO_VERIFY = 60;

/** What is so of one of them. */
interface Traits {
  readonly isVerified: boolean;
  readonly isConfirmed: boolean;
  readonly isContactable: boolean;
  readonly isClosed: boolean;
}

/** Of a hundred, two are neither female nor male, and of two it is not known. */
function sexOf(drawn: number): string {
  if (drawn > 95) return drawn > 97 ? 'other' : 'unknown';
  return drawn % 2 === 0 ? 'female' : 'male';
}

type Place = Pick<Residence, 'country' | 'language'> & Pick<Population, 'from' | 'to'> & { readonly home: string };

function inhabitant(code: string, place: Place, traits: Traits, draw: Drawing): Inhabitant {
  const { home, country, language, from, to } = place;
  const { isVerified, isConfirmed, isContactable, isClosed } = traits;
  const sex = sexOf(draw.below(100));
  const year = 1945 + draw.below(62);
  const birthDate = draw.below(10) === 0 ? String(year) : dayAfter(`${year}-01-01`, draw.below(365));
  const lastDay = dayAfter(to, -DAYS_CONFIRMED - DAYS_TO_VERIFY);
  const registeredOn = dayAfter(from, draw.below((Date.parse(lastDay) - Date.parse(from)) / DAY_MS));
  const channel = draw.oneOf(['counter', 'web', 'event', 'post']);
  const assurance = draw.oneOf(['consular', 'eid'] as const);
  const verifiedOn = dayAfter(registeredOn, draw.below(DAYS_TO_VERIFY));
  const confirmedOn = dayAfter(to, -draw.below(DAYS_CONFIRMED));
  const closedOn = dayAfter(to, -draw.below(DAYS_CONFIRMED));
  return {
    code,
    registration: {
      names: [nameIn(language, sex, draw)],
      birthDate,
      emails: isContactable ? [`${code}@example.org`] : [],
      sex,
      residence: { country },
      heritageBasis: draw.oneOf(['birth', 'birth', 'descent']),
      citizenships: [home],
      languages: [language],
      skills: [],
      offers: [],
      channel,
      contactable: isContactable,
      registeredOn,
    },
    ...(isVerified && {
      verification: { assurance, evidence: assurance === 'eid' ? 'ELECTRONIC_ID' : 'PASSPORT', verifiedOn },
    }),
    ...(isConfirmed && { confirmation: { contactable: isContactable, channel: 'web', confirmedOn } }),
    ...(isClosed && { closure: { reason: draw.oneOf(['withdrawn', 'withdrawn', 'deceased'] as const), closedOn } }),
  };
}

/** The persons of a population, as many of each kind as its table says; the same ones each time. */
export function inhabitantsOf({
  country: home,
  seed,
  from,
  to,
  closed,
  residences,
}: Population): readonly Inhabitant[] {
  const draw = drawing(seed);
  const open = residences.flatMap(({ country, language, ...count }) => {
    const [verified, confirmed, contactable] = [count.verified, count.confirmed, count.contactable].map((some) =>
      draw.some(some, count.registered),
    );
    return Array.from({ length: count.registered }, (_, no) => {
      const [isVerified, isConfirmed, isContactable] = [verified, confirmed, contactable].map(
        (of) => of?.has(no) === true,
      );
      const traits = { isVerified, isConfirmed, isContactable, isClosed: false } as Traits;
      return inhabitant(`${country.toLowerCase()}-${no + 1}`, { home, country, language, from, to }, traits, draw);
    });
  });
  const gone = Array.from({ length: closed }, (_, no) => {
    const place = { home, from, to, ...draw.oneOf(residences as [Residence, ...Residence[]]) };
    const traits = { isVerified: true, isConfirmed: false, isContactable: true, isClosed: true };
    return inhabitant(`gone-${no + 1}`, place, traits, draw);
  });
  return [...open, ...gone];
}

/** So many persons of the same countries, in the same parts, beside those of the population; the same ones for a seed. */
export function moreInhabitants(population: Population, count: number, seed: number): readonly Inhabitant[] {
  const draw = drawing(seed);
  const { country: home, from, to, residences } = population;
  const places = residences.flatMap((residence) => Array<Residence>(residence.registered).fill(residence));
  return Array.from({ length: count }, (_, no) => {
    const residence = draw.oneOf(places as [Residence, ...Residence[]]);
    const { registered, verified, confirmed, contactable } = residence;
    const [isVerified, isConfirmed, isContactable] = [verified, confirmed, contactable].map(
      (some) => draw.below(registered) < some,
    );
    const traits = { isVerified, isConfirmed, isContactable, isClosed: false } as Traits;
    return inhabitant(`p-${seed}-${no + 1}`, { home, from, to, ...residence }, traits, draw);
  });
}
