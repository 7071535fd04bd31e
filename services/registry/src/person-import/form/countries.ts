// Countries as people write them: by a code, or by their names in the six languages.
import { languages } from '@tributary/contracts';
import { normalName } from '@tributary/privacy';

const letters = Array.from({ length: 26 }, (_letter, at) => String.fromCharCode(65 + at));
const codes = letters.flatMap((first) => letters.map((second) => `${first}${second}`));

/** Codes that are no country of ISO 3166-1, although they have names: regions, unions, what was before. */
const none = new Set(
  'AC AN BU CP CQ CS DD DG DY EA EU EZ FX HV IC NH NT QO QU RH SU TA TP UK UN VD XA XB YD YU ZR ZZ'.split(' '),
);

/** Other names in use, which the names of the languages leave out. */
const others: Readonly<Record<string, readonly string[]>> = {
  GB: [
    'UK',
    'Great Britain',
    'England',
    'Scotland',
    'Wales',
    'Grande-Bretagne',
    'Gran Bretaña',
    'Англия',
    'Inghilterra',
  ],
  US: [
    'USA',
    'U.S.A.',
    'United States of America',
    'Etats-Unis d’Amérique',
    'EE. UU.',
    'EEUU',
    'Estados Unidos de América',
    'США',
    'EUA',
  ],
  RU: ['Russian Federation', 'Fédération de Russie', 'Federación de Rusia', 'Российская Федерация', 'РФ'],
  CZ: ['Czech Republic', 'République tchèque', 'República Checa', 'Чешская Республика', 'Repubblica Ceca'],
  TR: ['Turkey', 'Turquie', 'Turquía', 'Турция', 'Turchia', 'Turquia', 'Türkiye'],
  CI: ['Ivory Coast', 'Costa de Marfil'],
  NL: ['Holland', 'The Netherlands', 'Hollande', 'Holanda', 'Голландия', 'Olanda'],
  KR: ['Korea', 'Republic of Korea', 'Corée', 'Corea'],
  CD: ['DRC', 'RDC', 'Congo (Kinshasa)', 'DR Congo'],
  CG: ['Congo (Brazzaville)', 'Republic of the Congo'],
  MD: ['Republic of Moldova', 'République de Moldavie', 'Молдавия', 'Республика Молдова'],
  AE: ['UAE', 'EAU', 'ОАЭ', 'EAU'],
  SY: ['Syrian Arab Republic'],
  VN: ['Viet Nam'],
  IR: ['Islamic Republic of Iran'],
  CV: ['Cape Verde', 'Cap-Vert'],
  MK: ['Macedonia', 'Macédoine'],
  SZ: ['Swaziland'],
  MM: ['Burma', 'Birmanie'],
  DE: ['Deutschland'],
  CH: ['Schweiz', 'Suisse'],
};

/** Without spaces: an apostrophe is left out as often as it becomes one. */
const folded = (name: string) => normalName(name).replaceAll(' ', '');

const byName = new Map<string, string>();
for (const language of languages) {
  const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
  for (const code of codes) {
    const name = none.has(code) ? undefined : names.of(code);
    if (name !== undefined) byName.set(folded(name), code);
  }
}
for (const [code, names] of Object.entries(others)) for (const name of names) byName.set(folded(name), code);
const known = new Set(byName.values());

/** The code of a country (ISO 3166-1 alpha-2) by its code or one of its names; undefined where neither is known. */
export function countryOf(text: string): string | undefined {
  const code = text.trim().toUpperCase();
  return known.has(code) ? code : byName.get(folded(text));
}
