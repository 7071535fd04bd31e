// Invented names that sound like a language: put together from parts of words, and nobody's.
import type { PersonName } from '@tributary/contracts';
import type { Drawing } from './drawing.ts';

type Parts = readonly [string, ...string[]];

interface Sounds {
  readonly script?: string;
  readonly given: { readonly starts: Parts; readonly female: Parts; readonly male: Parts };
  readonly family: { readonly starts: Parts; readonly middles: Parts; readonly female: Parts; readonly male: Parts };
}

/** Endings of family names that are the same for all. */
const ends = (...all: [string, ...string[]]) => ({ female: all, male: all });

const sounds = {
  it: {
    given: {
      starts: ['Tor', 'Vel', 'Mar', 'Lus', 'Oril', 'Fen'],
      female: ['iana', 'etta', 'isa'],
      male: ['iano', 'eto', 'iso'],
    },
    family: {
      starts: ['Bran', 'Cor', 'Mal', 'Ster', 'Vol'],
      middles: ['az', 'en', 'iv', 'or'],
      ...ends('etti', 'ucci', 'aldo', 'ini'),
    },
  },
  de: {
    given: {
      starts: ['Hal', 'Wen', 'Lor', 'Gis', 'Ruth'],
      female: ['mara', 'linde', 'wiga'],
      male: ['win', 'bert', 'mut'],
    },
    family: {
      starts: ['Torv', 'Stein', 'Held', 'Lind', 'Brun'],
      middles: ['en', 'er', 'als', 'ing'],
      ...ends('hofer', 'mayr', 'bruck', 'ach'),
    },
  },
  fr: {
    given: { starts: ['Élo', 'Jus', 'Mav', 'Thé', 'Cor'], female: ['line', 'ande', 'ise'], male: ['lin', 'and', 'is'] },
    family: {
      starts: ['Beau', 'Mont', 'Val', 'D’Or', 'Lam'],
      middles: ['er', 'en', 'is', 'o'],
      ...ends('val', 'quet', 'ière', 'mont'),
    },
  },
  pt: {
    given: {
      starts: ['Lav', 'Dul', 'Ner', 'Mor', 'Ant'],
      female: ['ília', 'éria', 'ança'],
      male: ['ílio', 'ério', 'anço'],
    },
    family: {
      starts: ['Car', 'Mor', 'Fig', 'Sal', 'Tav'],
      middles: ['ev', 'al', 'or', 'im'],
      ...ends('ães', 'eira', 'inho', 'ares'),
    },
  },
  es: {
    given: {
      starts: ['Ros', 'Val', 'Ner', 'Mar', 'Sol'],
      female: ['enda', 'inia', 'ela'],
      male: ['endo', 'inio', 'elo'],
    },
    family: {
      starts: ['Mont', 'Cal', 'Ver', 'Ort', 'Sal'],
      middles: ['al', 'er', 'ov', 'in'],
      ...ends('uña', 'ález', 'ero', 'ada'),
    },
  },
  ru: {
    script: 'Cyrl',
    given: { starts: ['Мир', 'Вел', 'Рад', 'Злат', 'Яр'], female: ['ена', 'ина', 'ёла'], male: ['ен', 'ин', 'ёл'] },
    family: {
      starts: ['Гор', 'Лес', 'Бел', 'Туз', 'Кол'],
      middles: ['ан', 'ув', 'еж', 'ир'],
      female: ['ова', 'ина'],
      male: ['ов', 'ин'],
    },
  },
  en: {
    given: {
      starts: ['Har', 'Wil', 'Ever', 'Mar', 'Ash'],
      female: ['lena', 'wyn', 'issa'],
      male: ['lan', 'ford', 'ick'],
    },
    family: {
      starts: ['Brack', 'Thorn', 'Hol', 'West', 'O’Mar'],
      middles: ['en', 'er', 'ing', 'al'],
      ...ends('ford', 'wick', 'den', 'more'),
    },
  },
} as const satisfies Readonly<Record<string, Sounds>>;

/** A language in which names can be made. */
export type NameLanguage = keyof typeof sounds;
export const nameLanguages = Object.keys(sounds) as [NameLanguage, ...NameLanguage[]];

/** A name, as somebody of this sex has it in this language. */
export function nameIn(language: NameLanguage, sex: string, { oneOf }: Drawing): PersonName {
  const { given, family, script }: Sounds = sounds[language];
  const form = sex === 'male' ? 'male' : 'female';
  return {
    given: oneOf(given.starts) + oneOf(given[form]),
    family: oneOf(family.starts) + oneOf(family.middles) + oneOf(family[form]),
    ...(script && { script }),
  };
}
