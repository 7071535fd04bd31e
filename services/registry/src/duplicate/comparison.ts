// How two records compare, field by field. What either of them lacks is left out, and says nothing.

import { jaroWinkler } from '@skyra/jaro-winkler';
import type { DuplicateFeature, FieldAgreement } from '@tributary/contracts';
import { type Compared, type ComparedName, type ComparedPart, joined } from './compared.ts';
import { distanceOf } from './distance.ts';

export type Comparison = Partial<Readonly<Record<DuplicateFeature, FieldAgreement>>>;

/** From this likeness on (Jaro–Winkler, from 0 to 1) two words may be one that was mistyped. */
const CLOSE = 0.86;
/** Fewer letters than this are too few to be mistyped. */
const SHORT = 3;

/** The agreements of words, the best first. */
const ranked: readonly FieldAgreement[] = ['same', 'sounds-same', 'close', 'part', 'swapped', 'different'];
const better = (one: FieldAgreement, other: FieldAgreement): FieldAgreement =>
  ranked.indexOf(one) <= ranked.indexOf(other) ? one : other;

const isClose = (one: string, other: string): boolean =>
  Math.min(one.length, other.length) >= SHORT && (jaroWinkler(one, other) >= CLOSE || distanceOf(one, other) <= 1);

function wordsAgree(one: ComparedPart, other: ComparedPart): FieldAgreement {
  if (one.latin === other.latin) return 'same';
  if (one.sounds.some((sound) => other.sounds.includes(sound)) && one.latin[0] === other.latin[0]) return 'sounds-same';
  if (isClose(one.latin, other.latin)) return 'close';
  return one.sounds.some((sound) => sound.length > 2 && other.sounds.includes(sound)) ? 'sounds-same' : 'different';
}

/** Whether one is the first letter of the other, as in `J. Torvald`. */
const isInitial = (one: string, other: string) => one.length === 1 && other.startsWith(one);

/** How two names of several parts compare; undefined where one of them has none. */
function partsAgree(some: readonly ComparedPart[], others: readonly ComparedPart[]): FieldAgreement | undefined {
  if (some.length === 0 || others.length === 0) return undefined;
  const one = joined(some);
  const other = joined(others);
  if (one === other) return 'same';
  if (some.length === 1 && others.length === 1) {
    const [first, second] = [some[0] as ComparedPart, others[0] as ComparedPart];
    return isInitial(one, other) || isInitial(other, one) ? 'part' : wordsAgree(first, second);
  }
  if (isClose(one, other)) return 'close';
  const shared = some.map((part) => others.map((word) => wordsAgree(part, word)).reduce(better));
  return shared.reduce(better) === 'different' ? 'different' : 'part';
}

/** The points that an agreement has before there are weights, to choose between readings of two names. */
const rough: Readonly<Record<FieldAgreement, number>> = {
  same: 4,
  'sounds-same': 3,
  close: 2.5,
  part: 2,
  swapped: 0,
  different: -2,
};

interface NameComparison {
  readonly family?: FieldAgreement | undefined;
  readonly given?: FieldAgreement | undefined;
  readonly nameOrder?: 'swapped';
}

const roughly = ({ family, given, nameOrder }: NameComparison): number =>
  (family ? rough[family] : 0) + (given ? rough[given] : 0) - (nameOrder ? 1 : 0);

/** A name of a family has no parts that are left out: what shares one is close. */
const ofFamily = (agreement: FieldAgreement | undefined) => (agreement === 'part' ? 'close' : agreement);

function namesAgree(one: ComparedName, other: ComparedName): NameComparison {
  const straight = {
    family: ofFamily(partsAgree(one.family, other.family)),
    given: partsAgree(one.given, other.given),
  };
  const across = {
    family: ofFamily(partsAgree(one.family, other.given)),
    given: partsAgree(one.given, other.family),
    nameOrder: 'swapped' as const,
  };
  return roughly(across) > roughly(straight) ? across : straight;
}

const digits = (date: string) => date.replaceAll('-', '');

/** How two days of birth compare; of one that is known in part, as far as it is. */
function birthsAgree(one: string, other: string): FieldAgreement {
  const known = Math.min(one.length, other.length);
  if (known < 10) return one.slice(0, known) === other.slice(0, known) ? 'part' : 'different';
  if (one === other) return 'same';
  const [year, month, day] = one.split('-');
  if (other === `${year}-${day}-${month}`) return 'swapped';
  return distanceOf(digits(one), digits(other)) <= 1 ? 'close' : 'different';
}

/** The best agreement among all pairs of two lists; undefined where one is empty. */
function bestOf<T>(
  some: readonly T[],
  others: readonly T[],
  compare: (one: T, other: T) => FieldAgreement | undefined,
): FieldAgreement | undefined {
  const all = some.flatMap((one) => others.map((other) => compare(one, other)));
  const there = all.filter((agreement) => agreement !== undefined);
  return there.length === 0 ? undefined : there.reduce(better);
}

const equal = (one: string, other: string): FieldAgreement => (one === other ? 'same' : 'different');
const given = <T>(one: T | undefined, other: T | undefined, compare: (one: T, other: T) => FieldAgreement) =>
  one === undefined || other === undefined ? undefined : compare(one, other);
const nearly = (one: string, other: string): FieldAgreement => (distanceOf(one, other) <= 1 ? 'close' : 'different');

/** Compares two records. Names of several scripts are compared each with each, and the best pair counts. */
export function compare(one: Compared, other: Compared): Comparison {
  const names = one.names.flatMap((name) => other.names.map((another) => namesAgree(name, another)));
  const name = names.reduce<NameComparison>(
    (best, next) => (roughly(next) > roughly(best) ? next : best),
    names[0] ?? {},
  );
  const all = {
    ...name,
    birthDate: given(one.birthDate, other.birthDate, birthsAgree),
    phone: bestOf(one.phones, other.phones, equal),
    email: bestOf(one.emails, other.emails, nearly),
    document: bestOf(one.documents, other.documents, (first, second) =>
      first.of === second.of ? nearly(first.number, second.number) : undefined,
    ),
    city: given(one.city, other.city, (first, second) =>
      first === second ? 'same' : isClose(first, second) ? 'close' : 'different',
    ),
    subdivision: given(one.subdivision, other.subdivision, equal),
    country: given(one.country, other.country, equal),
    sex: given(one.sex, other.sex, equal),
  };
  return Object.fromEntries(Object.entries(all).filter(([, agreement]) => agreement !== undefined)) as Comparison;
}
