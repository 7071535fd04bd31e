// What a part of a name sounds like, whatever script and spelling it is in.
import { doubleMetaphone } from 'double-metaphone';
import { latinOf, oneSpellingOf } from './latin.ts';
import { withoutMarks } from './names.ts';

/** Georgian has one letter for the p of its own names and the f of foreign ones. */
const georgianP = 'ფ';

/** An h within a name is heard by some and written by others. */
const innerH = /(?<=.)H/g;

/**
 * Codes of what a part of a name sounds like (Double Metaphone), the likeliest first; two parts that share one may be one
 * name. A part without a sound, such as a number, is its own code.
 * @returns none where there is no letter
 */
export function soundsOf(part: string): readonly string[] {
  // most names read one way alone: each way is spelled, and each spelling heard, once
  const readings = new Set([part, part.replaceAll(georgianP, 'f'), withoutMarks(part)]);
  const spelled = [...readings].flatMap((reading) => [oneSpellingOf(reading), latinOf(reading)]);
  const codes = [...new Set(spelled.filter(Boolean))].flatMap((spelling) => {
    const heard = doubleMetaphone(spelling).map((code) => code.replace(innerH, ''));
    return heard.every((code) => code === '') ? [spelling.toUpperCase()] : heard;
  });
  return [...new Set(codes.filter(Boolean))];
}
