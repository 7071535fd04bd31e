// The language of an answer: `?lang=`, else the best of `Accept-Language` (RFC 9110, 12.5.4), else English.
import { type Language, languages } from '@tributary/contracts';

/** The parts of a request that say in which language it is answered. */
export interface AskedLanguage {
  readonly url?: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

const known: ReadonlySet<string> = new Set(languages);
const isLanguage = (tag: string): tag is Language => known.has(tag);

const remembered = new Map<string, Language>();
const REMEMBERED_LIMIT = 500;

/** The language a request is answered in. */
export function languageOf({ url = '', headers }: AskedLanguage): Language {
  if (url.includes('lang=')) {
    const asked = /[?&]lang=([a-z]{2})(?:&|$)/.exec(url)?.[1];
    if (asked !== undefined && isLanguage(asked)) return asked;
  }
  const header = headers['accept-language'];
  return typeof header === 'string' ? preferred(header) : 'en';
}

function preferred(header: string): Language {
  const found = remembered.get(header);
  if (found !== undefined) return found;
  const language = bestOf(header);
  if (remembered.size >= REMEMBERED_LIMIT) remembered.clear();
  remembered.set(header, language);
  return language;
}

function bestOf(header: string): Language {
  let best: Language = 'en';
  let bestWeight = 0;
  for (const range of header.split(',')) {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const primary = tag.split('-', 1)[0] ?? '';
    const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    const weight = quality === undefined ? 1 : Number(quality);
    if (isLanguage(primary) && weight > bestWeight) {
      best = primary;
      bestWeight = weight;
    }
  }
  return best;
}
