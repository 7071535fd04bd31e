// Which records are compared at all: those that share a block, whatever else of them differs. A block is named by two things
// at least that few have in common, so that it stays small among a million records.
import { soundsOf } from '@tributary/privacy';
import type { Compared, ComparedPart } from './compared.ts';

const parted = '|';

/** The likeliest sound of each part of all names. */
const soundsIn = ({ names }: Compared): readonly string[] => {
  const heard = (part: ComparedPart) => part.sounds.slice(0, 1);
  return [...new Set(names.flatMap(({ given, family }) => [...given, ...family]).flatMap(heard))].sort();
};

/** Day and month in one order, since they are exchanged often. */
const dayOf = (date: string): string => date.slice(5).split('-').sort().join('-');

/** The block of all who were born on a day, whatever the order of day and month. @param birthDate `1988-02-29` */
export const bornBlock = (birthDate: string): string => ['born', birthDate.slice(0, 4), dayOf(birthDate)].join(parted);

/** The block of all who have a name that sounds like this and were born in one year. */
export const yearBlock = (sound: string, birthDate: string): string =>
  ['year', sound, birthDate.slice(0, 4)].join(parted);

/** The texts of the blocks that a record lies in; each becomes a blind token. */
export function blocksOf(record: Compared): readonly string[] {
  const { birthDate, city } = record;
  const sounds = soundsIn(record);
  const pairs = sounds.flatMap((one, at) => sounds.slice(at + 1).map((other) => ['pair', one, other].join(parted)));
  const alone = sounds.length === 1 ? sounds.map((sound) => ['alone', sound].join(parted)) : [];
  const towns = city === undefined ? [] : soundsOf(city).slice(0, 1);
  const ofTown = sounds.flatMap((sound) => towns.map((town) => ['town', sound, town].join(parted)));
  const named = [...pairs, ...alone, ...ofTown];
  if (birthDate === undefined) return named;
  const ofYear = sounds.map((sound) => yearBlock(sound, birthDate));
  if (birthDate.length < 10) return [...named, ...ofYear];
  const day = dayOf(birthDate);
  const ofDay = sounds.map((sound) => ['day', sound, day].join(parted));
  return [...named, ...ofYear, ...ofDay, bornBlock(birthDate)];
}
