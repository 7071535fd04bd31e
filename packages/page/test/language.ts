// The page in each language, without a browser that loads it.
import { type Language, languages } from '@tributary/contracts';
import en from '@tributary/contracts/locales/en/page.json' with { type: 'json' };
import es from '@tributary/contracts/locales/es/page.json' with { type: 'json' };
import fr from '@tributary/contracts/locales/fr/page.json' with { type: 'json' };
import it from '@tributary/contracts/locales/it/page.json' with { type: 'json' };
import pt from '@tributary/contracts/locales/pt/page.json' with { type: 'json' };
import ru from '@tributary/contracts/locales/ru/page.json' with { type: 'json' };
import { speakWith } from '../src/wording/say.ts';

const texts = { en, fr, es, ru, it, pt };

export { languages };

/** Shows the page in a language. */
export const speakIn = (language: Language) => speakWith(language, texts[language]);
