// How a problem is mended: by its status, and for codes of which there is more to say.
import { type ProblemCode, problemStatus } from '../kernel/problem.ts';
import type { Language } from '../values/language.ts';
import en from './en/mends.json' with { type: 'json' };
import es from './es/mends.json' with { type: 'json' };
import fr from './fr/mends.json' with { type: 'json' };
import it from './it/mends.json' with { type: 'json' };
import { messages } from './messages.ts';
import pt from './pt/mends.json' with { type: 'json' };
import ru from './ru/mends.json' with { type: 'json' };

const mendMessages = messages('mends', { en, fr, es, ru, it, pt });

/** What whoever meets a problem can do, in one or two sentences. */
export const mendOf = (code: ProblemCode, language: Language): string =>
  mendMessages.say(language, mendMessages.has(code) ? code : `${problemStatus[code]}`);
