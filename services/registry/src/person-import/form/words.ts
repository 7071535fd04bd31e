// Words that people write for codes of the contract, in the six languages; what is not among them stays as it is.
import { normalName } from '@tributary/privacy';

const lookup = (words: Readonly<Record<string, readonly string[]>>) => {
  const known = new Map(
    Object.entries(words).flatMap(([code, names]) => [code, ...names].map((name) => [normalName(name), code] as const)),
  );
  return (text: string): string => known.get(normalName(text)) ?? text;
};

export const sexOf = lookup({
  female: [
    'f',
    'w',
    'woman',
    'femme',
    'féminin',
    'mujer',
    'femenino',
    'ж',
    'жен',
    'женский',
    'женщина',
    'donna',
    'femmina',
    'femminile',
    'mulher',
    'feminino',
  ],
  male: [
    'm',
    'man',
    'h',
    'homme',
    'masculin',
    'hombre',
    'masculino',
    'м',
    'муж',
    'мужской',
    'мужчина',
    'uomo',
    'maschio',
    'maschile',
    'homem',
  ],
  other: ['x', 'autre', 'otro', 'otra', 'другой', 'altro', 'outro', 'diverse'],
  unknown: ['u', 'inconnu', 'desconocido', 'неизвестно', 'sconosciuto', 'desconhecido', 'not known'],
});

export const documentKindOf = lookup({
  passport: ['passeport', 'pasaporte', 'паспорт', 'passaporto', 'passaporte'],
  'national-id': [
    'id',
    'identity card',
    'id card',
    'carte d’identité',
    'cni',
    'cédula',
    'dni',
    'удостоверение личности',
    'carta d’identità',
    'cartão de cidadão',
    'bilhete de identidade',
  ],
  'consular-card': [
    'consular card',
    'carte consulaire',
    'tarjeta consular',
    'консульская карта',
    'tessera consolare',
    'cartão consular',
  ],
  'residence-permit': [
    'residence permit',
    'titre de séjour',
    'permiso de residencia',
    'вид на жительство',
    'permesso di soggiorno',
    'autorização de residência',
  ],
  'birth-certificate': [
    'birth certificate',
    'acte de naissance',
    'certificado de nacimiento',
    'свидетельство о рождении',
    'certificato di nascita',
    'certidão de nascimento',
  ],
});

export const channelOf = lookup({
  counter: ['guichet', 'ventanilla', 'окно', 'sportello', 'balcão', 'consulate', 'consulat'],
  post: ['mail', 'poste', 'courrier', 'correo postal', 'почта', 'posta', 'correio'],
  telephone: ['phone', 'téléphone', 'teléfono', 'телефон', 'telefono', 'telefone'],
  web: ['online', 'website', 'site', 'en ligne', 'en línea', 'сайт', 'онлайн', 'sito'],
  event: ['événement', 'evento', 'мероприятие'],
});

const yes = new Set([
  'yes',
  'y',
  'true',
  '1',
  'oui',
  'o',
  'vrai',
  'si',
  's',
  'verdadero',
  'да',
  'д',
  'истина',
  'vero',
  'sim',
  'verdadeiro',
  'x',
  '✓',
]);
const no = new Set(['no', 'n', 'false', '0', 'non', 'faux', 'falso', 'нет', 'н', 'ложь', 'nao']);

/** Whether a cell says yes; the text itself where it says neither. */
export function truthOf(text: string): boolean | string {
  const word = text.trim() === '✓' ? 'x' : normalName(text);
  if (yes.has(word)) return true;
  return no.has(word) ? false : text;
}
